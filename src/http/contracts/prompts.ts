import { z } from 'zod'
import { PROMPT_LENGTH } from '../../domain/prompt-text.ts'
import {
  idSchema,
  isoOrNullSchema,
  isoSchema,
  pageQuerySchema,
  personSchema,
  textSchema,
  trilingualSchema,
} from './common.ts'

const nameSchema = z.string().regex(/^[a-z][a-z-]{0,59}$/)
/** `v2` is shipped, `own3` was written by an admin. */
const keySchema = z.string().regex(/^(v|own)\d{1,9}$/)

export const promptProblemSchema = z.object({
  code: z.string(),
  /** The variables or words it is about. */
  names: z.array(z.string()),
  message: trilingualSchema,
})

const variablesSchema = z.object({ system: z.array(z.string()), user: z.array(z.string()) })

const livePromptSchema = z.object({
  shopId: z.string(),
  shopName: z.string(),
  /** What the shop was given. */
  key: z.string(),
  /** What is used: the shipped version where `key` does not fit the code any more. */
  inUse: z.string(),
  /** `name/key@hash` of what is used, as drafts remember it. */
  version: z.string(),
  /** Why `key` is not used; empty when it is. */
  problems: z.array(promptProblemSchema),
  /** Grows with every move; whoever publishes sends the one they saw. */
  release: z.int(),
  movedAt: isoOrNullSchema,
  movedBy: personSchema.nullable(),
  reason: z.string().nullable(),
  /** Where a roll back leads; null = nowhere. */
  backTo: z.string().nullable(),
})
export type LivePrompt = z.infer<typeof livePromptSchema>

const promptSchema = z.object({
  name: z.string(),
  /** Key of the newest shipped version. */
  shipped: z.string(),
  ownVersions: z.int(),
  variables: variablesSchema,
  live: z.array(livePromptSchema),
})
export type PromptView = z.infer<typeof promptSchema>

/** GET /api/prompts; `model` null = nobody reads prompts: the built-in drafter has none. */
export const promptListSchema = z.object({ model: z.string().nullable(), prompts: z.array(promptSchema) })
export type PromptList = z.infer<typeof promptListSchema>

export const promptParamsSchema = z.object({ name: nameSchema })
export const promptVersionParamsSchema = promptParamsSchema.extend({ key: keySchema })
export const promptShopParamsSchema = promptParamsSchema.extend({ shopId: idSchema })

const versionSchema = z.object({
  key: z.string(),
  version: z.string(),
  isShipped: z.boolean(),
  /** Only the newest shipped one can be published. */
  isPublishable: z.boolean(),
  author: personSchema.nullable(),
  reason: z.string().nullable(),
  /** The version it was made from, as it was called then. */
  base: z.string().nullable(),
  createdAt: isoOrNullSchema,
  problems: z.array(promptProblemSchema),
  /** Shops in whose test bench it has answered every case. */
  testedIn: z.array(z.string()),
})
export type PromptVersion = z.infer<typeof versionSchema>

/** GET /api/prompts/:name/versions: own ones newest first, behind the last page the shipped ones. */
export const promptVersionsSchema = z.object({
  versions: z.array(versionSchema),
  nextCursor: z.string().nullable(),
})
export type PromptVersions = z.infer<typeof promptVersionsSchema>
export const promptVersionsQuerySchema = pageQuerySchema

/** GET /api/prompts/:name/versions/:key */
export const promptBodySchema = z.object({ key: z.string(), version: z.string(), body: z.string() })
export type PromptBody = z.infer<typeof promptBodySchema>

/** POST /api/prompts/:name/versions; a text that does not fit is refused with `details.problems`. */
export const savePromptSchema = z.object({
  // Longer ones are refused with words of their own.
  body: textSchema(PROMPT_LENGTH * 5, 1),
  base: keySchema,
  reason: textSchema(500, 1).refine((text) => text.trim() !== '', 'a reason'),
})
export type SavePrompt = z.infer<typeof savePromptSchema>
export const promptSavedSchema = z.object({ key: z.string(), version: z.string() })

/** POST /api/prompts/:name/publish: to all of these shops, or to none. */
export const publishPromptSchema = z.object({
  /** An own version; null = what is shipped, also what later releases ship. */
  number: z.int().min(1).max(999_999_999).nullable(),
  shops: z
    .array(z.object({ shopId: idSchema, release: z.int().min(0) }))
    .min(1)
    .max(500),
  reason: textSchema(500, 1).refine((text) => text.trim() !== '', 'a reason'),
  /** Without it a version that no finished test bench has seen is refused with `prompt_untested`. */
  acceptsUntested: z.boolean().default(false),
})
export type PublishPrompt = z.input<typeof publishPromptSchema>

/** POST /api/shops/:shopId/prompts/:name/roll-back */
export const rollBackPromptSchema = z.object({
  release: z.int().min(0),
  reason: textSchema(500).default(''),
})
export type RollBackPrompt = z.input<typeof rollBackPromptSchema>

/** GET /api/shops/:shopId/prompts/:name/releases, newest first */
export const promptReleasesSchema = z.object({
  releases: z.array(
    z.object({
      release: z.int(),
      kind: z.enum(['publish', 'roll_back']),
      from: z.string(),
      to: z.string(),
      isTested: z.boolean(),
      by: personSchema,
      reason: z.string(),
      at: isoSchema,
    }),
  ),
  nextCursor: z.string().nullable(),
})
export type PromptReleases = z.infer<typeof promptReleasesSchema>
export const promptReleasesQuerySchema = pageQuerySchema
