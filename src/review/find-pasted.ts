import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { queryRows, type Transaction } from '../db/client.ts'
import type { conversations } from '../db/schema/conversations.ts'
import { PASTED } from '../domain/pasted.ts'
import type { PasteMessage } from '../http/contracts/pasted.ts'

type Conversation = typeof conversations.$inferSelect
type Input = Pick<PasteMessage, 'channel' | 'buyerName' | 'sku' | 'orderNumber' | 'rating'> & {
  shopId: string
  /** The case it is pasted into; locked by the caller. */
  conversation: Conversation | undefined
  text: string
  now: Date
}

/** The same words after this long are another message. */
const REMEMBERED_MS = 14 * 24 * 3_600_000

/**
 * The case in which these very words stand already: the newest that nothing told of this message speaks against.
 * Whoever pastes the same words at the same time waits here until the first one is done.
 */
export async function findPasted(tx: Transaction, input: Input): Promise<string | undefined> {
  const { shopId, channel, conversation, text, now } = input
  const words = sql`${folded(sql`${text}::text`)}`
  if (!conversation)
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(
      ${`pasted/${shopId}/${channel}/`} || ${words}, 0))`)
  const since = new Date(now.getTime() - REMEMBERED_MS).toISOString()
  const [found] = await queryRows(
    tx,
    z.object({ id: z.string() }),
    sql`select c.id from conversations c join messages m on m.shop_id = c.shop_id and m.conversation_id = c.id
      where c.shop_id = ${shopId} and c.chat_type = ${PASTED} and ${conversation ? inCase(conversation) : alike(input)}
        and m.author = 'buyer' and m.received_at >= ${since}::timestamptz and ${folded(sql`m.text`)} = ${words}
      order by m.seq desc limit 1`,
  )
  return found?.id
}

/** White space is what copying changes. */
const folded = (text: SQL) => sql`regexp_replace(btrim(${text}), '\\s+', ' ', 'g')`

/** Said again after our answer it is a new message. */
const inCase = ({ shopId, id }: Conversation) => sql`c.id = ${id} and m.seq > coalesce((
  select max(seq) from messages where shop_id = ${shopId} and conversation_id = ${id} and author = 'seller'), -1)`

/** Another buyer, product or order makes it another message, as far as both were told. */
const alike = ({ channel, buyerName, sku, orderNumber, rating }: Input) => sql`c.channel = ${channel}
  and coalesce(c.buyer_name = ${buyerName ?? null}::text, true)
  and coalesce(c.order_number = ${orderNumber ?? null}::text, true)
  and coalesce(c.sku = ${sku ?? null}::text, true)
  and coalesce(c.rating = ${rating ?? null}::int, true)`
