import { z } from 'zod'
import { CATEGORIES } from '../../domain/category.ts'
import { BENCHED_PROMPTS, benchCaseSchema, benchSummarySchema } from '../../domain/prompt-bench.ts'
import {
  idSchema,
  isoOrNullSchema,
  isoSchema,
  pageQuerySchema,
  personSchema,
  shopParamsSchema,
  trilingualSchema,
} from './common.ts'

/** POST /api/shops/:shopId/prompt-benches */
export const startBenchSchema = z.object({
  name: z.enum(BENCHED_PROMPTS).default('draft'),
  /** The own version to try. */
  number: z.int().min(1).max(999_999_999),
  cases: z.int().min(1).max(200),
  /** None = of every category. */
  categories: z.array(z.enum(CATEGORIES)).max(CATEGORIES.length).default([]),
  /** How often each case is put to each version. */
  repeats: z.int().min(1).max(5),
})
export type StartBench = z.input<typeof startBenchSchema>
export const benchStartedSchema = z.object({ id: z.string() })

export const benchParamsSchema = shopParamsSchema.extend({ benchId: idSchema })

const benchSchema = z.object({
  id: z.string(),
  shopId: z.string(),
  prompt: z.string(),
  /** Keys: `own3` beside `v2`. */
  candidate: z.string(),
  live: z.string(),
  repeats: z.int(),
  categories: z.array(z.string()),
  /** `stopped`: by itself, `stopReason` is the code. */
  status: z.enum(['running', 'done', 'stopped', 'cancelled']),
  stopReason: z.string().nullable(),
  startedBy: personSchema,
  startedAt: isoSchema,
  finishedAt: isoOrNullSchema,
  cases: z.int(),
  done: z.int(),
  failed: z.int(),
})
export type Bench = z.infer<typeof benchSchema>

/** GET /api/shops/:shopId/prompt-benches: the newest twenty, of one prompt or version if asked for. */
export const benchListQuerySchema = z.object({
  name: z.enum(BENCHED_PROMPTS).optional(),
  number: z.coerce.number().int().min(1).max(999_999_999).optional(),
})
export const benchListSchema = z.object({ benches: z.array(benchSchema) })

/** GET /api/shops/:shopId/prompt-benches/:benchId, also while it runs */
const summarySchema = benchSummarySchema.extend({
  rules: z.array(
    // The rule in words; null = of a rule that is no longer there.
    benchSummarySchema.shape.rules.element.extend({ quote: trilingualSchema.nullable() }),
  ),
})
export const benchViewSchema = z.object({ bench: benchSchema, summary: summarySchema })
export type BenchView = z.infer<typeof benchViewSchema>

export const BENCH_FILTERS = [
  'all',
  'changed',
  'to_abstention',
  'to_answer',
  'new_findings',
  'failed',
] as const
export type BenchFilter = (typeof BENCH_FILTERS)[number]
/** GET /api/shops/:shopId/prompt-benches/:benchId/cases */
export const benchCasesQuerySchema = pageQuerySchema.extend({ show: z.enum(BENCH_FILTERS).default('all') })
export const benchCasesSchema = z.object({
  cases: z.array(
    benchCaseSchema.extend({ position: z.int(), conversationId: z.string(), category: z.string() }),
  ),
  total: z.int(),
  nextCursor: z.string().nullable(),
})
export type BenchCases = z.infer<typeof benchCasesSchema>
