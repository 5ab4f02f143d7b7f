import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { knowledgeEntries } from '../db/schema/knowledge.ts'

const isoOrNull = z.iso.datetime({ offset: true }).nullable()

/** What an entry says and where it holds: everything of it that people write. */
export const entryContentSchema = z.object({
  kind: z.enum(['faq', 'policy', 'past-answer']),
  topic: z.string().nullable().default(null),
  questionRu: z.string().trim().min(1).max(1000),
  answerRu: z.string().trim().min(1).max(4000),
  questionZh: z.string().nullable().default(null),
  answerZh: z.string().nullable().default(null),
  /** Other ways buyers ask the same, in Russian. */
  variants: z.array(z.string().trim().min(1).max(1000)).max(50).default([]),
  /** Empty = holds for all. */
  schemes: z.array(z.enum(['FBO', 'FBS', 'rFBS'])).default([]),
  category: z.string().nullable().default(null),
  skus: z.array(z.string()).max(1000).default([]),
  status: z.enum(['draft', 'live', 'retired']).default('live'),
  validFrom: isoOrNull.default(null),
  validUntil: isoOrNull.default(null),
})
export type EntryContent = z.infer<typeof entryContentSchema>

export type Entry = EntryContent & { shopId: string; id: string; version: number; updatedAt: string }

type Row = typeof knowledgeEntries.$inferSelect

export function entryOfRow(row: Row): Entry {
  return {
    ...entryContentSchema.parse({
      ...row,
      validFrom: row.validFrom?.toISOString() ?? null,
      validUntil: row.validUntil?.toISOString() ?? null,
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
