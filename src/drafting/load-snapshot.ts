import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { attachments, conversations, messages } from '../db/schema/conversations.ts'
import { replies } from '../db/schema/drafting.ts'
import { shops } from '../db/schema/shops.ts'

const THREAD_LIMIT = 40

export type Snapshot = NonNullable<Awaited<ReturnType<typeof loadSnapshot>>>

type Ref = { shopId: string; conversationId: string }

/** Everything a draft is made from, read once: the draft holds for exactly this revision. */
export async function loadSnapshot(db: Database, { shopId, conversationId }: Ref) {
  const [row] = await db
    .select({ conversation: conversations, shop: { name: shops.name, signature: shops.signature } })
    .from(conversations)
    .innerJoin(shops, eq(shops.id, conversations.shopId))
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
  if (!row) return undefined
  const newest = await db
    .select()
    .from(messages)
    .where(and(eq(messages.shopId, shopId), eq(messages.conversationId, conversationId)))
    .orderBy(desc(messages.seq))
    .limit(THREAD_LIMIT)
  const thread = newest.reverse()
  const lastSeller = thread.findLastIndex((message) => message.author === 'seller')
  const turn = thread.slice(lastSeller + 1).filter((message) => message.author === 'buyer')
  return {
    ...row,
    turn,
    before: thread.slice(0, lastSeller + 1),
    turnText: turn
      .map((message) => message.text)
      .filter(Boolean)
      .join('\n'),
    photos: await photoCount(
      db,
      shopId,
      turn.map((message) => message.id),
    ),
    replyInFlight: await hasReplyInFlight(db, { shopId, conversationId }),
  }
}

async function photoCount(db: Database, shopId: string, messageIds: string[]): Promise<number> {
  if (messageIds.length === 0) return 0
  const rows = await db
    .select({ messageId: attachments.messageId })
    .from(attachments)
    .where(and(eq(attachments.shopId, shopId), inArray(attachments.messageId, messageIds)))
    .orderBy(asc(attachments.messageId))
  return rows.length
}

async function hasReplyInFlight(db: Database, { shopId, conversationId }: Ref): Promise<boolean> {
  const rows = await db
    .select({ id: replies.id })
    .from(replies)
    .where(
      and(
        eq(replies.shopId, shopId),
        eq(replies.conversationId, conversationId),
        inArray(replies.status, ['queued', 'sending', 'sent', 'uncertain']),
      ),
    )
  return rows.length > 0
}
