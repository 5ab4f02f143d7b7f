import { z } from 'zod'
import { idSchema, isoSchema, textSchema } from './common.ts'

export const cannedReplySchema = z.object({
  id: z.string(),
  /** Null = for every shop. */
  shopId: z.string().nullable(),
  /** False = only its writer sees it. */
  isShared: z.boolean(),
  title: z.string(),
  /** Russian, with `{buyer}`, `{order}`, `{product}`, `{shop}` left to be filled in. */
  textRu: z.string(),
  /** What it says, for who reads no Russian. */
  meaning: z.string(),
  version: z.int(),
  updatedBy: z.string(),
  updatedAt: isoSchema,
})
export type CannedReply = z.infer<typeof cannedReplySchema>

/** GET /api/canned-replies: everybody's and one's own, by title. */
export const cannedRepliesSchema = z.object({ replies: z.array(cannedReplySchema) })

/** POST /api/canned-replies. What is everybody's is a lead's to write. */
export const addCannedSchema = z.object({
  shopId: idSchema.nullable(),
  isShared: z.boolean(),
  title: textSchema(120, 1),
  textRu: textSchema(3000, 1),
  meaning: textSchema(3000),
})
export type AddCanned = z.infer<typeof addCannedSchema>

/** PUT /api/canned-replies/:id; `version` is the one that was read. */
export const saveCannedSchema = addCannedSchema.extend({ version: z.int().min(1) })
export type SaveCanned = z.infer<typeof saveCannedSchema>

export const cannedSavedSchema = z.object({ reply: cannedReplySchema })
export const cannedParamsSchema = z.object({ id: idSchema })
