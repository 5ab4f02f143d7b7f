import { z } from 'zod'
import { BUDGET_LEVELS } from '../../domain/model-budget.ts'
import { isoOrNullSchema, isoSchema, trilingualSchema } from './common.ts'

const promptMisfitSchema = z.object({
  shopId: z.string(),
  shopName: z.string(),
  prompt: z.string(),
  /** The version that was published: `own3`. */
  key: z.string(),
  problems: z.array(trilingualSchema),
})
export type PromptMisfit = z.infer<typeof promptMisfitSchema>

/** GET /api/status: what runs, for the console's banner and its status page. */
export const statusSchema = z.object({
  version: z.string(),
  startedAt: isoSchema,
  demo: z.boolean(),
  /** The sandbox marketplace's own page, when the demo runs. */
  sandboxUrl: z.string().nullable(),
  /** Seconds in which an approved reply can be taken back. */
  undoSeconds: z.number(),
  database: z.object({ kind: z.enum(['embedded', 'postgres']), ok: z.boolean() }),
  /** Who writes drafts: the built-in composer or a model. */
  drafter: z.object({ composer: z.enum(['built-in', 'model']), name: z.string() }),
  /** Null without a model. `ok` is null until it was used for the first time. */
  model: z
    .object({
      name: z.string(),
      baseUrl: z.string().nullable(),
      ok: z.boolean().nullable(),
      error: z.string().nullable(),
    })
    .nullable(),
  /** The chain, in the order in which models are asked; the built-in drafter stands behind the last. */
  models: z.array(
    z.object({
      name: z.string(),
      baseUrl: z.string().nullable(),
      canSee: z.boolean(),
      /** Without a price its calls count as free. */
      isPriced: z.boolean(),
      /** `resting` = it failed repeatedly and is not asked before `restsUntil`, as this process knows it. */
      state: z.enum(['ready', 'resting', 'probing']),
      restsUntil: isoOrNullSchema,
      lastFailure: z.object({ code: z.string(), at: isoSchema }).nullable(),
      lastAnswerAt: isoOrNullSchema,
    }),
  ),
  /** What the models took from each open shop since the month began in Moscow. */
  spending: z.array(
    z.object({
      shopId: z.string(),
      name: z.string(),
      calls: z.int(),
      failedCalls: z.int(),
      inputTokens: z.int(),
      outputTokens: z.int(),
      /** Millionths of the currency of the prices. */
      costMicros: z.int(),
      /** Null = no limit. */
      budgetMicros: z.int().nullable(),
      /** `near` from 80 %, `spent` = the built-in drafter writes until the month ends. */
      level: z.enum(BUDGET_LEVELS),
      lastFailure: z.object({ outcome: z.string(), model: z.string(), at: isoSchema }).nullable(),
    }),
  ),
  /** The live embedding space; `error` = its model failed when it was last asked, and search goes by words alone. */
  embedder: z.object({ name: z.string(), dimensions: z.int(), error: z.string().nullable() }),
  worker: z.object({ running: z.boolean(), jobsWaiting: z.int() }),
  /** Shops whose last check found something, or whose key ends within two weeks. */
  shopWarnings: z.array(
    z.object({
      shopId: z.string(),
      name: z.string(),
      /** Days until the key ends, when that is soon; 0 or less = it ended. */
      keyDays: z.int().nullable(),
      /** Topics of the last check that were not in order. */
      topics: z.array(z.enum(['key', 'methods', 'subscription', 'webhook'])),
    }),
  ),
  /** Published own prompts that do not fit this release: the shipped ones are used in their place. */
  promptMisfits: z.array(promptMisfitSchema),
  intake: z.object({ lastPushAt: isoOrNullSchema, lastPollAt: isoOrNullSchema }),
})
export type Status = z.infer<typeof statusSchema>
