import { z } from 'zod'
import { CATEGORIES } from '../../domain/category.ts'
import { procedureContentSchema } from '../../domain/procedure.ts'
import { idSchema, isoSchema, pageQuerySchema } from './common.ts'
import { changeSchema } from './knowledge.ts'

export const procedureParamsSchema = z.object({ shopId: idSchema, category: z.enum(CATEGORIES) })

const procedureSchema = z.object({
  category: z.enum(CATEGORIES),
  /** 0 = nobody has changed it in this shop. */
  version: z.int(),
  /** Whether the shipped procedure holds: never changed, or gone back to. */
  isShipped: z.boolean(),
  content: procedureContentSchema,
})
export type ProcedureView = z.infer<typeof procedureSchema>

/** GET /api/shops/:shopId/procedures */
export const procedureListSchema = z.object({
  procedures: z.array(
    procedureSchema.extend({
      /** Who changed it last; null = nobody ever did. */
      changed: z.object({ changedByName: z.string(), changedAt: isoSchema }).nullable(),
    }),
  ),
})
export type ProcedureList = z.infer<typeof procedureListSchema>

/** PUT /api/shops/:shopId/procedures/:category; `version` is the one that was read. */
export const saveProcedureSchema = z.object({ version: z.int().min(0), content: procedureContentSchema })
export type SaveProcedure = z.infer<typeof saveProcedureSchema>

/** Answer of PUT and of a restore. */
export const procedureSavedSchema = z.object({ procedure: procedureSchema })
export type ProcedureSaved = z.infer<typeof procedureSavedSchema>

/** GET …/versions */
export const procedureVersionsQuerySchema = pageQuerySchema
export const procedureVersionsSchema = z.object({
  versions: z.array(
    z.object({
      version: z.int(),
      isShipped: z.boolean(),
      changedBy: z.string(),
      changedByName: z.string(),
      changedAt: isoSchema,
      /** The parts that differ from the version before; before the first it is the shipped one. */
      fields: z.array(z.string()),
    }),
  ),
  nextCursor: z.string().nullable(),
})
export type ProcedureVersions = z.infer<typeof procedureVersionsSchema>

/** GET …/diff: 0 is the shipped procedure. */
export const procedureDiffQuerySchema = z.object({
  from: z.coerce.number().int().min(0),
  to: z.coerce.number().int().min(0),
})
export const procedureDiffSchema = z.object({
  from: z.int(),
  to: z.int(),
  changes: z.array(changeSchema),
})
export type ProcedureDiff = z.infer<typeof procedureDiffSchema>

/** POST …/restore: an earlier version becomes the newest; 0 goes back to the shipped procedure. */
export const restoreProcedureSchema = z.object({ restore: z.int().min(0), version: z.int().min(0) })
export type RestoreProcedure = z.infer<typeof restoreProcedureSchema>
