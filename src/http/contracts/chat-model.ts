import { z } from 'zod'
import { isoSchema, textSchema } from './common.ts'

const priceSchema = z.number().min(0).max(1_000_000).nullable()
const serverSchema = z.url({ protocol: /^https?$/ }).max(500)

/** GET /api/chat-model: the model that writes drafts, for the whole installation. */
export const chatModelSchema = z.discriminatedUnion('from', [
  /** Named in the environment of the server; the console cannot change it. */
  z.object({
    from: z.literal('settings'),
    chosen: z.object({ model: z.string(), baseUrl: z.string().nullable(), canSee: z.boolean() }),
  }),
  z.object({
    from: z.literal('console'),
    chosen: z.object({
      model: z.string(),
      /** Null = OpenAI's own. */
      baseUrl: z.string().nullable(),
      canSee: z.boolean(),
      /** Of a million tokens, in the shop's currency; null = not known, its calls count as free. */
      inputPrice: priceSchema,
      outputPrice: priceSchema,
      /** The key itself never leaves the server. */
      hasKey: z.boolean(),
      changedAt: isoSchema,
    }),
  }),
  /** The built-in drafter writes. */
  z.object({ from: z.literal('nowhere'), chosen: z.null() }),
])
export type ChatModelView = z.infer<typeof chatModelSchema>

/** PUT /api/chat-model, and POST /api/chat-model/try */
export const chooseChatModelSchema = z.object({
  model: textSchema(200, 1),
  baseUrl: serverSchema.nullable().default(null),
  /** Left out: the stored key stays, as long as the server is the same. */
  apiKey: textSchema(500, 1).optional(),
  canSee: z.boolean().default(false),
  inputPrice: priceSchema.default(null),
  outputPrice: priceSchema.default(null),
})
export type ChooseChatModel = z.infer<typeof chooseChatModelSchema>

/** POST /api/chat-model/try: one question asked, nothing stored. */
export const modelTrialSchema = z.object({
  /** `ok`, `not_russian`, what was wrong with the form of the answer, or the code of the failure. */
  outcome: z.string(),
  /** What it would have written to the buyer. */
  reply: z.string().nullable(),
  latencyMs: z.number().nullable(),
  inputTokens: z.int(),
  outputTokens: z.int(),
})
export type ModelTrial = z.infer<typeof modelTrialSchema>
