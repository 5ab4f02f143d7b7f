import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import { CONVERSATION_STATUSES, type OtherConversations } from '../http/contracts/case.ts'
import { pictureUrl } from './inbox-rows.ts'

const SHOWN = 10

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
  is_same_buyer: z.boolean(),
  open_promises: z.coerce.number(),
  total: z.coerce.number(),
})

/**
 * What the buyer of a conversation wrote to the shop elsewhere, newest first: the marketplace's id of the buyer tells
 * (chats have one), or the order both are about. Names are not compared: many buyers share one.
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
        select nullif(buyer_external_id, '') as buyer_external_id, nullif(order_number, '') as order_number
        from conversations where shop_id = ${shopId} and id = ${conversationId}
      ), found as (
        select c.id, true as is_same_buyer from this join conversations c
          on c.shop_id = ${shopId} and c.buyer_external_id = this.buyer_external_id
        union all
        select c.id, false from this join conversations c
          on c.shop_id = ${shopId} and c.order_number = this.order_number
      ), known as (
        select id, bool_or(is_same_buyer) as is_same_buyer from found where id <> ${conversationId} group by id
      )
      select c.id, c.channel, c.status, c.rating, c.sku, p.name_ru, p.name_zh, c.last_buyer_text, c.last_message_at,
        known.is_same_buyer, count(*) over () as total,
        (select count(*) from promises t where t.shop_id = c.shop_id and t.conversation_id = c.id
          and t.status = 'open') as open_promises
      from known
      join conversations c on c.shop_id = ${shopId} and c.id = known.id
      left join products p on p.shop_id = c.shop_id and p.sku = c.sku
      order by c.last_message_at desc nulls last, c.id desc
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
      link: row.is_same_buyer ? 'buyer' : 'order',
      openPromises: row.open_promises,
    })),
  }
}
