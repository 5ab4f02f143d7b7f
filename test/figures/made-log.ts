import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import type { Database } from '../../src/db/client.ts'
import { insertRows } from '../../src/db/insert-rows.ts'
import { conversations, messages } from '../../src/db/schema/conversations.ts'
import { ACKNOWLEDGEMENT_TYPE } from '../../src/domain/acknowledgement.ts'
import { putShop } from '../factories/put-shop.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** One word in a made-up chat: who, how it is kept, and how long after the one before. */
export type MadeMessage = { author: 'buyer' | 'seller' | 'heard' | 'marketplace'; after: number }
/** `begins`: how long before now. */
export type MadeChat = { begins: number; said: MadeMessage[] }

const after = fc.oneof(
  fc.integer({ min: 0, max: 3 * HOUR }),
  fc.integer({ min: 20 * HOUR, max: 28 * HOUR }),
  // The boundary itself and its neighbours.
  fc.constantFrom(24 * HOUR - 1_000, 24 * HOUR, 24 * HOUR + 1_000),
  fc.integer({ min: 2, max: 9 }).map((days) => days * 24 * HOUR),
)

/** A log of a month: chats with quick and late answers, acknowledgements, words of the marketplace, and open ends. */
export const madeLog = fc.array(
  fc.record({
    begins: fc.oneof(
      fc.integer({ min: HOUR, max: 45 * 24 * HOUR }),
      fc.constantFrom(30 * 24 * HOUR - 1_000, 30 * 24 * HOUR, 30 * 24 * HOUR + 1_000, 24 * HOUR),
    ),
    said: fc.array(
      fc.record({
        author: fc.constantFrom<MadeMessage['author'][]>(
          'buyer',
          'buyer',
          'seller',
          'seller',
          'heard',
          'marketplace',
        ),
        after,
      }),
      { minLength: 1, maxLength: 7 },
    ),
  }),
  { minLength: 1, maxLength: 12 },
)

export async function addShop(db: Database, id: string): Promise<void> {
  await putShop(db, id)
}

/** What the chats of a log say, as the definition of a rating would read it: never later than now. */
export const wordsOf = ({ begins, said }: MadeChat, now: Date) => {
  let at = now.getTime() - begins
  return said.flatMap(({ author, after: pause }, index) => {
    if (index > 0) at += pause
    return at > now.getTime() ? [] : [{ author, at: new Date(at) }]
  })
}

/** Puts a log into the tables in place of the one before. */
export async function putLog(db: Database, shopId: string, log: MadeChat[], now: Date): Promise<void> {
  for (const table of ['conversations', 'turn_days', 'count_days', 'rating_days', 'stale_days'])
    await db.execute(sql`delete from ${sql.identifier(table)} where shop_id = ${shopId}`)
  await db.execute(
    insertRows(
      conversations,
      log.map((_, chat) => ({
        shopId,
        id: `c${chat}`,
        channel: 'ozon-chat',
        externalId: `c${chat}`,
        status: 'answered',
        revision: 0,
        chatClosed: false,
        isUncounted: true,
        createdAt: now,
      })),
    ),
  )
  const rows = log.flatMap((chat, index) =>
    wordsOf(chat, now).map(({ author, at }, seq) => ({
      shopId,
      id: `c${index}-${seq}`,
      conversationId: `c${index}`,
      externalId: `${seq + 1}`,
      seq: String(seq + 1),
      author: author === 'heard' ? 'seller' : author,
      authorType: author === 'heard' ? ACKNOWLEDGEMENT_TYPE : 'x',
      text: author,
      sentAt: at,
      receivedAt: at,
    })),
  )
  if (rows.length > 0) await db.execute(insertRows(messages, rows))
}
