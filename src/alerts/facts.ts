import { z } from 'zod'
import { ALARMING_FLAGS } from '../domain/alert-kinds.ts'
import { TOPICS } from '../domain/feedback/topics.ts'
import { DUE_KINDS } from '../domain/service-target.ts'

/** The name of a product as people of the house read it; no word of a buyer is in any of these. */
const product = z.object({ ru: z.string(), zh: z.string().nullable() }).nullable()
export type ProductName = z.infer<typeof product>

/** What an alert is told from, and all of it: counts, names of shops and goods, stars, moments. */
export const factsSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['nearly_due', 'overdue']),
    due: z.enum(DUE_KINDS),
    dueAt: z.iso.datetime(),
    channel: z.string(),
    product,
  }),
  z.object({ kind: z.literal('one_star'), since: z.iso.datetime(), product }),
  z.object({ kind: z.literal('risk'), flag: z.enum(ALARMING_FLAGS), channel: z.string(), product }),
  z.object({
    kind: z.literal('channel_stopped'),
    /** Sending in a channel; the key, or the way to the marketplace; the right to a channel; pushes. */
    what: z.enum(['sending', 'key', 'access', 'pushes']),
    channel: z.string().nullable(),
    since: z.iso.datetime().nullable(),
  }),
  z.object({ kind: z.literal('key_expiring'), expiresAt: z.iso.datetime(), days: z.int() }),
  z.object({
    kind: z.literal('budget'),
    level: z.enum(['near', 'spent']),
    spentMicros: z.number(),
    budgetMicros: z.number(),
  }),
  z.object({
    kind: z.literal('burst'),
    topic: z.enum(TOPICS),
    count: z.int(),
    from: z.string(),
    to: z.string(),
    product,
  }),
  z.object({ kind: z.literal('weekly_digest'), monday: z.string() }),
])
export type AlertFacts = z.infer<typeof factsSchema>
