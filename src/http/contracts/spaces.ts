import { z } from 'zod'
import { isoOrNullSchema, textSchema } from './common.ts'

export const SPACE_STATUSES = ['idle', 'filling', 'live'] as const
export const EMBEDDER_PROVIDERS = ['hash', 'openai', 'onnx'] as const

const spaceSchema = z.object({
  id: z.string(),
  provider: z.enum(EMBEDDER_PROVIDERS),
  dimensions: z.int(),
  status: z.enum(SPACE_STATUSES),
  /** Passages with a vector of their present text; of `passages` in all. */
  embedded: z.int(),
  startedAt: isoOrNullSchema,
  wentLiveAt: isoOrNullSchema,
  /** Why the last step of the switch to it failed; it is tried again by itself. */
  failure: z.string().nullable(),
})

/** GET /api/embedding-spaces */
export const spacesSchema = z.object({
  passages: z.int(),
  spaces: z.array(spaceSchema),
  /** What the settings of this process name; `isLive` = it is what search uses. */
  wanted: z.object({
    provider: z.enum(EMBEDDER_PROVIDERS),
    model: z.string().nullable(),
    isLive: z.boolean(),
  }),
  /** The job of the switch, while there is one: also before the wanted model could be asked for the first time. */
  job: z.object({ attempts: z.int(), nextAt: isoOrNullSchema, lastError: z.string().nullable() }).nullable(),
  /** What the live model answered when it was last asked here; null = well, or not asked yet. */
  error: z.string().nullable(),
})
export type Spaces = z.infer<typeof spacesSchema>

/** POST /api/embedding-spaces/switch; `null` = the one that the settings name. */
export const switchSpaceSchema = z.object({ space: textSchema(300, 1).nullable() })
