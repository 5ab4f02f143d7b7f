import { z } from 'zod'
import { FILLABLE, KNOWLEDGE_KINDS, KNOWLEDGE_STATUSES, SCHEMES } from '../../domain/knowledge-entry.ts'
import { idSchema, isoOrNullSchema, isoSchema, pageQuerySchema, textSchema } from './common.ts'

const termSchema = z.array(z.object({ ru: textSchema(1000), zh: textSchema(1000).optional() })).max(50)

const contentSchema = z.object({
  kind: z.enum(KNOWLEDGE_KINDS),
  topic: textSchema(100).nullable(),
  /** Empty only in a draft that was begun in another language. */
  questionRu: textSchema(1000),
  answerRu: textSchema(4000),
  questionZh: textSchema(1000).nullable(),
  answerZh: textSchema(4000).nullable(),
  questionEn: textSchema(1000).nullable(),
  answerEn: textSchema(4000).nullable(),
  /** Other ways buyers ask the same, in Russian. */
  variants: z.array(textSchema(1000, 1)).max(50),
  /** Empty = holds for all. */
  schemes: z.array(z.enum(SCHEMES)).max(3),
  brand: textSchema(200, 1).nullable(),
  category: textSchema(200).nullable(),
  skus: z.array(idSchema).max(1000),
  /** Only of kind `warranty`, for the scope above. */
  warranty: z
    .object({
      months: z.int().min(0).max(600),
      startEvent: z.enum(['delivery', 'purchase']),
      coverage: termSchema,
      exclusions: termSchema,
      serviceSteps: termSchema,
    })
    .nullable(),
  /** What a model wrote and nobody has accepted; a save without a name in this list accepts that text. */
  machineFilled: z.array(z.enum(FILLABLE)).max(FILLABLE.length),
  owner: textSchema(100, 1).nullable(),
  status: z.enum(KNOWLEDGE_STATUSES),
  validFrom: isoOrNullSchema,
  validUntil: isoOrNullSchema,
  reviewBy: isoOrNullSchema,
})

export const knowledgeEntrySchema = contentSchema.extend({
  shopId: z.string(),
  id: z.string(),
  version: z.int(),
  updatedAt: isoSchema,
})
export type KnowledgeEntry = z.infer<typeof knowledgeEntrySchema>

/** GET /api/knowledge */
export const knowledgeQuerySchema = pageQuerySchema.extend({
  shopId: idSchema.optional(),
  search: textSchema(200, 1).optional(),
  kind: z.enum(KNOWLEDGE_KINDS).optional(),
  status: z.enum(KNOWLEDGE_STATUSES).optional(),
})
export type KnowledgeQuery = z.infer<typeof knowledgeQuerySchema>

export const knowledgeListSchema = z.object({
  entries: z.array(knowledgeEntrySchema),
  total: z.int(),
  nextCursor: z.string().nullable(),
})
export type KnowledgeList = z.infer<typeof knowledgeListSchema>

export const knowledgeParamsSchema = z.object({ shopId: idSchema, id: idSchema })

/** PUT /api/knowledge/:shopId/:id; `version` is the one that was read, 0 for a new entry. */
export const saveKnowledgeSchema = contentSchema.extend({ version: z.int().min(0) })
export type SaveKnowledge = z.infer<typeof saveKnowledgeSchema>

/** Answer of GET and PUT of one entry. */
export const knowledgeSavedSchema = z.object({ entry: knowledgeEntrySchema })
export type KnowledgeSaved = z.infer<typeof knowledgeSavedSchema>
