import { z } from 'zod'
import { FILLABLE, KNOWLEDGE_KINDS, KNOWLEDGE_STATUSES, SCHEMES } from '../../domain/knowledge-entry.ts'
import { PERSONAL_KINDS } from '../../domain/privacy/found.ts'
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
  /** Of a past answer: the entries that its answer rested on; being asked like it speaks for them too. */
  restsOn: z.array(idSchema).max(20).default([]),
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

/** What asks an admin to look at an entry. */
export const ATTENTIONS = ['review-overdue', 'machine-filled', 'never-used'] as const
export const KNOWLEDGE_SORTS = ['id', 'review', 'owner', 'used'] as const

export const entryUsageSchema = z.object({
  /** Drafts the search gave it to. */
  offered: z.int(),
  /** Drafts that rest on it; of those: approved as they stood, approved after an edit, refused. */
  used: z.int(),
  sentUnchanged: z.int(),
  edited: z.int(),
  refused: z.int(),
  lastUsedAt: isoOrNullSchema,
})
export type EntryUsage = z.infer<typeof entryUsageSchema>

export const knowledgeItemSchema = knowledgeEntrySchema.extend({ usage: entryUsageSchema })
export type KnowledgeItem = z.infer<typeof knowledgeItemSchema>

/** GET /api/knowledge */
export const knowledgeQuerySchema = pageQuerySchema.extend({
  shopId: idSchema.optional(),
  search: textSchema(200, 1).optional(),
  kind: z.enum(KNOWLEDGE_KINDS).optional(),
  status: z.enum(KNOWLEDGE_STATUSES).optional(),
  owner: textSchema(100, 1).optional(),
  attention: z.enum(ATTENTIONS).optional(),
  /** `review`: the one to look at soonest first; `used`: the most cited first. */
  sort: z.enum(KNOWLEDGE_SORTS).default('id'),
})
export type KnowledgeQuery = z.infer<typeof knowledgeQuerySchema>

export const knowledgeListSchema = z.object({
  entries: z.array(knowledgeItemSchema),
  total: z.int(),
  /** Everybody named as an owner, whatever the filter. */
  owners: z.array(z.string()),
  nextCursor: z.string().nullable(),
})
export type KnowledgeList = z.infer<typeof knowledgeListSchema>

export const knowledgeParamsSchema = z.object({ shopId: idSchema, id: idSchema })

/** PUT /api/knowledge/:shopId/:id; `version` is the one that was read, 0 for a new entry. */
export const saveKnowledgeSchema = contentSchema.extend({ version: z.int().min(0) })
export type SaveKnowledge = z.infer<typeof saveKnowledgeSchema>

/** Answer of GET of one entry. */
export const knowledgeItemAnswerSchema = z.object({ entry: knowledgeItemSchema })

/** Answer of PUT of one entry, of a restore and of a kept answer. */
export const knowledgeSavedSchema = z.object({ entry: knowledgeEntrySchema })
export type KnowledgeSaved = z.infer<typeof knowledgeSavedSchema>

/** POST /api/knowledge/:shopId/:id/fill; `version` is the one that was read. */
export const fillKnowledgeSchema = z.object({ version: z.int().min(1) })

export const knowledgeFilledSchema = z.object({
  entry: knowledgeEntrySchema,
  /** Filled fields whose numbers are not those of the source: look at these first. */
  doubtful: z.array(z.enum(FILLABLE)),
})
export type KnowledgeFilled = z.infer<typeof knowledgeFilledSchema>

/** GET /api/knowledge/:shopId/:id/versions */
export const versionsQuerySchema = pageQuerySchema

export const entryVersionSchema = z.object({
  version: z.int(),
  changedBy: z.string(),
  changedByName: z.string(),
  changedAt: isoSchema,
  /** Names of the fields that differ from the version before; empty for the first. */
  fields: z.array(z.string()),
})
export type EntryVersion = z.infer<typeof entryVersionSchema>
export const versionsSchema = z.object({
  versions: z.array(entryVersionSchema),
  nextCursor: z.string().nullable(),
})
export type Versions = z.infer<typeof versionsSchema>

/** GET /api/knowledge/:shopId/:id/diff: what changed from one version to another. */
export const diffQuerySchema = z.object({
  from: z.coerce.number().int().min(1),
  to: z.coerce.number().int().min(1),
})

/** One part that two versions differ in. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({
    field: z.string(),
    kind: z.literal('text'),
    parts: z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })),
  }),
  z.object({ field: z.string(), kind: z.literal('value'), before: z.unknown(), after: z.unknown() }),
])
export const versionsDiffSchema = z.object({ from: z.int(), to: z.int(), changes: z.array(changeSchema) })
export type VersionsDiff = z.infer<typeof versionsDiffSchema>

/** POST /api/knowledge/:shopId/:id/restore: an earlier content becomes the newest version. */
export const restoreKnowledgeSchema = z.object({
  /** The version to bring back. */
  restore: z.int().min(1),
  /** The version that was read as the newest. */
  version: z.int().min(1),
})

/** GET …/replies/:replyId/past-answer: what the reply would be kept as. */
export const pastAnswerSchema = z.object({
  questionRu: z.string(),
  answerRu: z.string(),
  sku: z.string().nullable(),
  /** What tells about a person and must go first. */
  traces: z.array(
    z.object({
      kind: z.enum([...PERSONAL_KINDS, 'number']),
      span: z.string(),
    }),
  ),
})
export type PastAnswer = z.infer<typeof pastAnswerSchema>

/** POST …/replies/:replyId/past-answer */
export const keepAnswerSchema = z.object({
  questionRu: textSchema(1000, 1),
  answerRu: textSchema(4000, 1),
  /** Empty = holds for the whole shop. */
  skus: z.array(idSchema).max(1000),
})
export type KeepAnswer = z.infer<typeof keepAnswerSchema>
