import { z } from 'zod'
import { COMPLAINT_KINDS, TOPICS } from './topics.ts'

/** 0: no complaint · 1: a remark, the buyer lives with it · 2: the purchase failed · 3: harm, fraud, money refused. */
export const SEVERITIES = [0, 1, 2, 3] as const

/** What a review holds against the purchase. */
export const triageSchema = z.object({
  /** The chance that it is negative, read from the words alone. */
  negative: z.number().min(0).max(1),
  severity: z.literal(SEVERITIES),
  kinds: z.array(z.enum(COMPLAINT_KINDS)),
  /** Each complaint with the buyer's own words, in the order of the topics. */
  topics: z.array(z.object({ topic: z.enum(TOPICS), words: z.string() })),
})
export type Triage = z.infer<typeof triageSchema>

/** From this chance on a review reads negative, whatever its stars. Fitted with the weights. */
export const READS_NEGATIVE = 0.5

/** Whether a person has to read it, whatever its stars. */
export const readsNegative = (triage: Triage | null): boolean =>
  triage !== null && (triage.negative >= READS_NEGATIVE || triage.severity >= 2)
