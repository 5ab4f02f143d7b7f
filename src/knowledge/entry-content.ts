import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { knowledgeEntries } from '../db/schema/knowledge.ts'
import {
  entryProblems,
  FILLABLE,
  KNOWLEDGE_KINDS,
  KNOWLEDGE_STATUSES,
  SCHEMES,
} from '../domain/knowledge-entry.ts'
import { invalid } from '../shared/errors.ts'
import { warrantySchema } from './product-schema.ts'

const isoOrNull = z.iso.datetime({ offset: true }).nullable()
const gloss = (max: number) => z.string().trim().max(max).nullable().default(null)

/**
 * What an entry says and where it holds: everything of it that people write. What of it may stand together says
 * `entryProblems`; this shape alone is listed field by field.
 */
export const entryContentSchema = z.object({
  kind: z.enum(KNOWLEDGE_KINDS),
  topic: z.string().nullable().default(null),
  /** Empty only in a draft that was begun in another language. */
  questionRu: z.string().trim().max(1000).default(''),
  answerRu: z.string().trim().max(4000).default(''),
  questionZh: gloss(1000),
  answerZh: gloss(4000),
  questionEn: gloss(1000),
  answerEn: gloss(4000),
  /** Other ways buyers ask the same, in Russian. */
  variants: z.array(z.string().trim().min(1).max(1000)).max(50).default([]),
  /** Empty = holds for all. */
  schemes: z.array(z.enum(SCHEMES)).default([]),
  brand: z.string().nullable().default(null),
  category: z.string().nullable().default(null),
  skus: z.array(z.string()).max(1000).default([]),
  /** Of a past answer: ids of the entries that its answer rested on. */
  restsOn: z.array(z.string().min(1).max(128)).max(20).default([]),
  /** Only of kind `warranty`: the terms as fields, for the scope above. */
  warranty: warrantySchema.nullable().default(null),
  /** Texts a model wrote and nobody has accepted yet; such an entry is never live. */
  machineFilled: z.array(z.enum(FILLABLE)).max(FILLABLE.length).default([]),
  /** Who keeps it true: a name people know, not necessarily of a user. */
  owner: z.string().trim().max(100).nullable().default(null),
  status: z.enum(KNOWLEDGE_STATUSES).default('live'),
  validFrom: isoOrNull.default(null),
  validUntil: isoOrNull.default(null),
  /** When somebody should look whether it still holds. */
  reviewBy: isoOrNull.default(null),
})
export type EntryContent = z.infer<typeof entryContentSchema>

/** Throws AppError `invalid` (`entry_incomplete`) with every problem in its details. */
export function requireKeepable(content: EntryContent): void {
  const problems = entryProblems(content)
  if (problems.length === 0) return
  const words = problems.map(({ field, message }) => `${field}: ${message}`).join('; ')
  throw invalid('entry_incomplete', `The entry cannot be kept so: ${words}`, { problems })
}

export type Entry = EntryContent & { shopId: string; id: string; version: number; updatedAt: string }

type Row = typeof knowledgeEntries.$inferSelect

export function entryOfRow(row: Row): Entry {
  return {
    ...entryContentSchema.parse({
      ...row,
      validFrom: row.validFrom?.toISOString() ?? null,
      validUntil: row.validUntil?.toISOString() ?? null,
      reviewBy: row.reviewBy?.toISOString() ?? null,
    }),
    shopId: row.shopId,
    id: row.id,
    version: row.version,
    updatedAt: row.updatedAt.toISOString(),
  }
}

export function columnsOfContent(content: EntryContent) {
  return {
    ...content,
    validFrom: content.validFrom ? new Date(content.validFrom) : null,
    validUntil: content.validUntil ? new Date(content.validUntil) : null,
    reviewBy: content.reviewBy ? new Date(content.reviewBy) : null,
  }
}

/** Dates by the moment they name; the order of keys, which the database does not keep, does not matter. */
export function sameContent(a: EntryContent, b: EntryContent): boolean {
  const plain = (content: EntryContent) => columnsOfContent(entryContentSchema.parse(content))
  return isDeepStrictEqual(plain(a), plain(b))
}

export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
