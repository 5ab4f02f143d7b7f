import { z } from 'zod'
import { idSchema, isoOrNullSchema, isoSchema, shopParamsSchema } from './common.ts'

/** One reading of a shop's catalogue at the marketplace. */
export const catalogueSyncSchema = z.object({
  id: z.string(),
  /** `full` = the whole catalogue, `marked` = what pushes named. */
  kind: z.enum(['full', 'marked']),
  status: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** Products the marketplace counts, as far as known, and those read so far. */
  total: z.int().nullable(),
  done: z.int(),
  added: z.int(),
  changed: z.int(),
  retired: z.int(),
  /** Of a running one: what it waits for. */
  failure: z.string().nullable(),
  startedBy: z.string(),
  startedAt: isoSchema,
  finishedAt: isoOrNullSchema,
})
export type CatalogueSyncView = z.infer<typeof catalogueSyncSchema>

/** GET /api/shops/:shopId/catalogue-syncs, the newest first. */
export const catalogueQuerySchema = z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) })
export const catalogueSchema = z.object({
  syncs: z.array(catalogueSyncSchema),
  /** Products that pushes named and that are to be read again. */
  marked: z.int(),
  nextFullAt: isoSchema,
})
export type Catalogue = z.infer<typeof catalogueSchema>

/** POST /api/shops/:shopId/catalogue-syncs and …/:syncId/cancel */
export const syncParamsSchema = shopParamsSchema.extend({ syncId: idSchema })
export const syncSavedSchema = z.object({ sync: catalogueSyncSchema })
