import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { OZON_REVIEW } from '../channels/channel-names.ts'
import { type Executor, queryRows } from '../db/client.ts'
import { withinShops } from '../db/within-shops.ts'
import { TOPICS } from '../domain/feedback/topics.ts'
import type { ShopScope } from '../domain/shop-scope.ts'

type Span = { scope: ShopScope; from: Date; until: Date }

/** The Moscow day of a moment, as SQL. Moscow keeps UTC+3. */
const dayOf = (column: string) =>
  sql.raw(`to_char((${column} + interval '3 hours') at time zone 'UTC', 'YYYY-MM-DD')`)
const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`

const heardRow = z.object({
  shop_id: z.string(),
  sku: z.string(),
  topic: z.enum(TOPICS),
  day: z.string(),
  count: z.coerce.number(),
})
export type HeardRow = z.infer<typeof heardRow>

/** Complaints by product, topic and day: each conversation once a day. */
export function readHeard(db: Executor, { scope, from, until }: Span): Promise<HeardRow[]> {
  return queryRows(
    db,
    heardRow,
    sql`select h.shop_id, coalesce(h.sku, c.sku) as sku, h.topic, ${dayOf('h.heard_at')} as day,
        count(distinct h.conversation_id) as count
      from heard_topics h join conversations c on c.shop_id = h.shop_id and c.id = h.conversation_id
      where h.heard_at >= ${moment(from)} and h.heard_at < ${moment(until)} and ${withinShops(scope, sql`h.shop_id`)}
        and coalesce(h.sku, c.sku) is not null
      group by 1, 2, 3, 4`,
  )
}

const reviewRow = z.object({
  shop_id: z.string(),
  sku: z.string().nullable(),
  day: z.string(),
  count: z.coerce.number(),
  low: z.coerce.number(),
  stars: z.coerce.number(),
})
export type ReviewRow = z.infer<typeof reviewRow>

/** Reviews by product and day, those of one to three stars, and the sum of stars. */
export function readReviewDays(db: Executor, { scope, from, until }: Span): Promise<ReviewRow[]> {
  return queryRows(
    db,
    reviewRow,
    sql`select c.shop_id, c.sku, ${dayOf('c.last_buyer_message_at')} as day, count(*) as count,
        count(*) filter (where c.rating <= 3) as low, coalesce(sum(c.rating), 0) as stars
      from conversations c
      where c.channel = ${OZON_REVIEW} and c.last_message_at >= ${moment(from)}
        and c.last_buyer_message_at >= ${moment(from)} and c.last_buyer_message_at < ${moment(until)}
        and ${withinShops(scope, sql`c.shop_id`)}
      group by 1, 2, 3`,
  )
}

const quoteRow = z.object({
  shop_id: z.string(),
  sku: z.string(),
  topic: z.enum(TOPICS),
  conversation_id: z.string(),
  channel: z.string(),
  words: z.string(),
  heard_at: z.coerce.date(),
})
export type QuoteRow = z.infer<typeof quoteRow>

const MOST_QUOTES = 5

/** The newest words for each topic of each of these products. */
export async function readQuotes(
  db: Executor,
  { scope, from, until, skus }: Span & { skus: readonly string[] },
): Promise<QuoteRow[]> {
  if (skus.length === 0) return []
  const wanted = sql.join(
    skus.map((sku) => sql`${sku}`),
    sql`, `,
  )
  return queryRows(
    db,
    quoteRow,
    sql`select * from (
        select h.shop_id, coalesce(h.sku, c.sku) as sku, h.topic, h.conversation_id, h.channel, h.words, h.heard_at,
          row_number() over (partition by h.shop_id, coalesce(h.sku, c.sku), h.topic order by h.heard_at desc) as place
        from heard_topics h join conversations c on c.shop_id = h.shop_id and c.id = h.conversation_id
        where h.heard_at >= ${moment(from)} and h.heard_at < ${moment(until)} and ${withinShops(scope, sql`h.shop_id`)}
          and coalesce(h.sku, c.sku) in (${wanted})) newest
      where place <= ${MOST_QUOTES} order by heard_at desc`,
  )
}

const productRow = z.object({
  shop_id: z.string(),
  shop_name: z.string(),
  sku: z.string(),
  name_ru: z.string(),
  name_zh: z.string().nullable(),
})
export type ProductRow = z.infer<typeof productRow>

const shopRow = z.object({ id: z.string(), name: z.string(), created_at: z.coerce.date() })
export type ShopRow = z.infer<typeof shopRow>

export const readShops = (db: Executor, scope: ShopScope): Promise<ShopRow[]> =>
  queryRows(db, shopRow, sql`select id, name, created_at from shops where ${withinShops(scope, sql`id`)}`)

export async function readNames(
  db: Executor,
  { scope, skus }: { scope: ShopScope; skus: readonly string[] },
): Promise<ProductRow[]> {
  if (skus.length === 0) return []
  const wanted = sql.join(
    skus.map((sku) => sql`${sku}`),
    sql`, `,
  )
  return queryRows(
    db,
    productRow,
    sql`select p.shop_id, s.name as shop_name, p.sku, p.name_ru, p.name_zh
      from products p join shops s on s.id = p.shop_id
      where p.sku in (${wanted}) and ${withinShops(scope, sql`p.shop_id`)}`,
  )
}
