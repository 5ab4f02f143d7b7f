import { z } from 'zod'
import { idSchema, personSchema, textSchema } from './common.ts'
import { inboxQuerySchema } from './inbox.ts'

/** A filter of the queue: what GET /api/inbox takes, without the page. */
export const viewFilterSchema = inboxQuerySchema.omit({ cursor: true, limit: true })
export type ViewFilter = z.infer<typeof viewFilterSchema>

export const savedViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  owner: personSchema,
  isMine: z.boolean(),
  isShared: z.boolean(),
  filter: viewFilterSchema,
  /** Conversations in it, at most `VIEW_COUNT_MOST`. */
  count: z.int(),
})
export type SavedView = z.infer<typeof savedViewSchema>

/** Beyond it nobody counts. */
export const VIEW_COUNT_MOST = 1000

/** GET /api/views: one's own and what others share, by name. */
export const savedViewsSchema = z.object({ views: z.array(savedViewSchema) })

/** POST /api/views, PUT /api/views/:id. A lead shares. */
export const saveViewSchema = z.object({
  name: textSchema(60, 1),
  isShared: z.boolean(),
  filter: viewFilterSchema,
})
export type SaveView = z.infer<typeof saveViewSchema>

/** Answer of POST and PUT */
export const viewSavedSchema = z.object({ id: z.string() })
export const viewParamsSchema = z.object({ id: idSchema })
