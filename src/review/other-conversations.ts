import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import { CONVERSATION_STATUSES, type OtherConversations } from '../http/contracts/case.ts'
import { pictureUrl } from './inbox-rows.ts'

const SHOWN = 10
/** What one buyer writes within so many days may be one matter. */
const SUGGEST_DAYS = 30

const rowSchema = z.object({
  id: z.string(),
  channel: z.string(),
  status: z.enum(CONVERSATION_STATUSES),
  rating: z.coerce.number().nullable(),
  sku: z.string().nullable(),
  name_ru: z.string().nullable(),
  name_zh: z.string().nullable(),
  last_buyer_text: z.string().nullable(),
  last_message_at: z.coerce.date().nullable(),
  link: z.enum(['buyer', 'order', 'merged']),
  is_merged: z.boolean(),
  is_suggested: z.boolean(),
  is_unanswered: z.boolean(),
  revision: z.coerce.number(),
  open_promises: z.coerce.number(),
  total: z.coerce.number(),
})

/**
 * What the buyer of a conversation wrote to the shop elsewhere, newest first: the marketplace's id of the buyer tells
 * (chats have one), or the order both are about. Names are not compared: many buyers share one. Conversations that
 * people have merged with it come first.
 */
export async function loadOtherConversations(
  db: Database,
  { shopId, conversationId }: { shopId: string; conversationId: string },
): Promise<OtherConversations> {
  const rows = await queryRows(
    db,
    rowSchema,
    // Two lookups by an index each: one over «either» reads every conversation of the shop.
    sql`with this as (
        select c.id, nullif(c.buyer_external_id, '') as buyer_external_id, nullif(c.order_number, '') as order_number,
          coalesce(c.last_message_at, c.created_at) as last_at, k.case_id
        from conversations c left join cases k on k.shop_id = c.shop_id and k.conversation_id = c.id
        where c.shop_id = ${shopId} and c.id = ${conversationId}
      ), found (id, rank) as (
        select c.id, 1 from this join conversations c
          on c.shop_id = ${shopId} and c.buyer_external_id = this.buyer_external_id
        union all
        select c.id, 2 from this join conversations c
          on c.shop_id = ${shopId} and c.order_number = this.order_number
        union all
        select k.conversation_id, 3 from this join cases k
          on k.shop_id = ${shopId} and k.case_id = this.case_id
      ), known as (
        select id, min(rank) as rank, max(rank) = 3 as is_merged from found
        where id <> ${conversationId} group by id
      )
      select c.id, c.channel, c.status, c.rating, c.sku, p.name_ru, p.name_zh, c.last_buyer_text, c.last_message_at,
        case known.rank when 1 then 'buyer' when 2 then 'order' else 'merged' end as link, known.is_merged,
        not known.is_merged and coalesce(c.last_message_at, c.created_at) between
          this.last_at - make_interval(days => ${SUGGEST_DAYS}) and this.last_at + make_interval(days => ${SUGGEST_DAYS})
          as is_suggested,
        (c.awaiting_since is not null and c.status not in ('waiting', 'closed')) as is_unanswered, c.revision,
        count(*) over () as total,
        (select count(*) from promises t where t.shop_id = c.shop_id and t.conversation_id = c.id
          and t.status = 'open') as open_promises
      from this, known
      join conversations c on c.shop_id = ${shopId} and c.id = known.id
      left join products p on p.shop_id = c.shop_id and p.sku = c.sku
      order by known.is_merged desc, c.last_message_at desc nulls last, c.id desc
      limit ${SHOWN}`,
  )
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map((row) => ({
      conversationId: row.id,
      channel: row.channel,
      status: row.status,
      rating: row.rating,
      product: row.sku
        ? {
            sku: row.sku,
            name: row.name_ru ?? row.sku,
            nameZh: row.name_zh,
            pictureUrl: pictureUrl(shopId, row.sku),
          }
        : null,
      lastBuyerText: row.last_buyer_text,
      lastMessageAt: row.last_message_at?.toISOString() ?? null,
      link: row.link,
      openPromises: row.open_promises,
      isMerged: row.is_merged,
      isSuggested: row.is_suggested,
      isUnanswered: row.is_unanswered,
      revision: row.revision,
    })),
  }
}
