import { and, asc, count, eq, ilike, or, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { knowledgeEntries } from '../db/schema/knowledge.ts'
import { invalid, notFound } from '../shared/errors.ts'
import { type Entry, entryOfRow } from './entry-content.ts'

type Query = {
  shopId?: string | undefined
  search?: string | undefined
  kind?: string | undefined
  status?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** Entries by shop and id, a page at a time; `search` looks for the words in question and answer. */
export async function listEntries(
  db: Database,
  { shopId, search, kind, status, cursor, limit }: Query,
): Promise<{ entries: Entry[]; total: number; nextCursor: string | null }> {
  const words = search && `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const matching = and(
    shopId === undefined ? undefined : eq(knowledgeEntries.shopId, shopId),
    kind === undefined ? undefined : eq(knowledgeEntries.kind, kind),
    status === undefined ? undefined : eq(knowledgeEntries.status, status),
    words === undefined
      ? undefined
      : or(
          ilike(knowledgeEntries.questionRu, words),
          ilike(knowledgeEntries.answerRu, words),
          ilike(knowledgeEntries.questionZh, words),
        ),
  )
  const [counted] = await db.select({ total: count() }).from(knowledgeEntries).where(matching)
  const rows = await db
    .select()
    .from(knowledgeEntries)
    .where(and(matching, cursor === undefined ? undefined : after(cursor)))
    .orderBy(asc(knowledgeEntries.shopId), asc(knowledgeEntries.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const nextCursor = rows.length > limit && last ? cursorOf(last) : null
  return { entries: page.map(entryOfRow), total: counted?.total ?? 0, nextCursor }
}

export async function loadEntry(
  db: Database,
  { shopId, id }: { shopId: string; id: string },
): Promise<Entry> {
  const [row] = await db
    .select()
    .from(knowledgeEntries)
    .where(and(eq(knowledgeEntries.shopId, shopId), eq(knowledgeEntries.id, id)))
  if (!row) throw notFound('entry_not_found', `There is no entry ${id} in this shop`)
  return entryOfRow(row)
}

const cursorOf = ({ shopId, id }: { shopId: string; id: string }) =>
  Buffer.from(JSON.stringify([shopId, id])).toString('base64url')

function after(cursor: string) {
  try {
    const [shopId, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    if (typeof shopId !== 'string' || typeof id !== 'string') throw new TypeError('not a cursor')
    return sql`(${knowledgeEntries.shopId}, ${knowledgeEntries.id}) > (${shopId}, ${id})`
  } catch {
    throw invalid('bad_cursor', 'The page cursor is not one of ours; start from the first page.')
  }
}
