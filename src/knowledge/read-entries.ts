import { and, asc, count, eq, ilike, lt, ne, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '../db/client.ts'
import { decodeCursor, encodeCursor } from '../db/page-cursor.ts'
import { draftEntries } from '../db/schema/drafting.ts'
import { knowledgeEntries, wordsOfEntry } from '../db/schema/knowledge.ts'
import { withinShops } from '../db/within-shops.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import { notFound } from '../shared/errors.ts'
import { type Entry, entryOfRow } from './entry-content.ts'

type Attention = 'review-overdue' | 'machine-filled' | 'never-used'
type Sort = 'id' | 'review' | 'owner' | 'used'

type Query = {
  /** The shops that the asker may see. */
  scope: ShopScope
  shopId?: string | undefined
  search?: string | undefined
  kind?: string | undefined
  status?: string | undefined
  owner?: string | undefined
  attention?: Attention | undefined
  /** `id` unless said otherwise; `review`: the one to look at soonest first; `used`: the most cited first. */
  sort?: Sort | undefined
  cursor?: string | undefined
  limit: number
}

/** Entries by shop and id or another order, a page at a time; `search` looks for words in question and answer. */
export async function listEntries(
  db: Database,
  query: Query,
  now = new Date(),
): Promise<{ entries: Entry[]; total: number; nextCursor: string | null }> {
  const { sort = 'id', cursor, limit } = query
  const matching = matches(query, now)
  const key = SORT_KEYS[sort]
  const [counted] = await db.select({ total: count() }).from(knowledgeEntries).where(matching)
  const rows = await db
    .select({ row: knowledgeEntries, key })
    .from(knowledgeEntries)
    .where(and(matching, cursor === undefined ? undefined : after(cursor, sort, key)))
    .orderBy(asc(key), asc(knowledgeEntries.shopId), asc(knowledgeEntries.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const nextCursor =
    rows.length > limit && last ? encodeCursor([sort, last.key, last.row.shopId, last.row.id]) : null
  return { entries: page.map(({ row }) => entryOfRow(row)), total: counted?.total ?? 0, nextCursor }
}

function matches(
  { scope, shopId, search, kind, status, owner, attention }: Query,
  now: Date,
): SQL | undefined {
  const words = search && `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return and(
    withinShops(scope, knowledgeEntries.shopId),
    shopId === undefined ? undefined : eq(knowledgeEntries.shopId, shopId),
    kind === undefined ? undefined : eq(knowledgeEntries.kind, kind),
    status === undefined ? undefined : eq(knowledgeEntries.status, status),
    owner === undefined ? undefined : eq(knowledgeEntries.owner, owner),
    attention === undefined ? undefined : needsAttention(attention, now),
    words === undefined ? undefined : ilike(wordsOfEntry(knowledgeEntries), words),
  )
}

/** Nobody needs to look after what is retired. */
function needsAttention(attention: Attention, now: Date): SQL | undefined {
  const isInUse = ne(knowledgeEntries.status, 'retired')
  switch (attention) {
    case 'review-overdue':
      return and(isInUse, lt(knowledgeEntries.reviewBy, now))
    case 'machine-filled':
      return and(isInUse, ne(knowledgeEntries.machineFilled, []))
    case 'never-used':
      return and(eq(knowledgeEntries.status, 'live'), sql`${usedCount} = 0`)
  }
}

const usedCount = sql<number>`(select count(*) from ${draftEntries}
  where ${draftEntries.shopId} = ${knowledgeEntries.shopId} and ${draftEntries.entryId} = ${knowledgeEntries.id}
    and ${draftEntries.isUsed})`

/** As text that sorts as the order wants it, so that one kind of cursor serves all. */
const SORT_KEYS: Record<Sort, SQL<string>> = {
  id: sql<string>`''::text`,
  review: sql<string>`coalesce('0' || to_char(${knowledgeEntries.reviewBy} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '1')`,
  owner: sql<string>`coalesce('0' || lower(${knowledgeEntries.owner}), '1')`,
  used: sql<string>`lpad((1000000000000 - ${usedCount})::text, 13, '0')`,
}

/** Everybody who is named as an owner in the shop or in all that the asker may see, by name. */
export async function listOwners(
  db: Database,
  { scope, shopId }: Pick<Query, 'scope' | 'shopId'>,
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ owner: knowledgeEntries.owner })
    .from(knowledgeEntries)
    .where(
      and(
        withinShops(scope, knowledgeEntries.shopId),
        shopId === undefined ? undefined : eq(knowledgeEntries.shopId, shopId),
      ),
    )
    .orderBy(asc(knowledgeEntries.owner))
    .limit(200)
  return rows.flatMap(({ owner }) => owner ?? [])
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

function after(cursor: string, sort: Sort, key: SQL<string>): SQL {
  // A cursor of another order is none of this list.
  const place = z.tuple([z.literal(sort), z.string(), z.string(), z.string()])
  const [, value, shopId, id] = decodeCursor(cursor, place)
  return sql`(${key}, ${knowledgeEntries.shopId}, ${knowledgeEntries.id}) > (${value}, ${shopId}, ${id})`
}
