import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { attachments, conversations, messages } from '../db/schema/conversations.ts'
import { replies } from '../db/schema/drafting.ts'
import { shops } from '../db/schema/shops.ts'
import { endsTurn } from '../domain/acknowledgement.ts'

const THREAD_LIMIT = 40

export type Snapshot = NonNullable<Awaited<ReturnType<typeof loadSnapshot>>>

type Ref = { shopId: string; conversationId: string }

/**
 * Everything a draft is made from, read once: the draft holds for exactly this revision. `until`: the thread as it was
 * known then, for a replay.
 */
export async function loadSnapshot(
  db: Database,
  { shopId, conversationId, until }: Ref & { until?: Date | undefined },
) {
  const [row] = await db
    .select({ conversation: conversations, shop: { name: shops.name, signature: shops.signature } })
    .from(conversations)
    .innerJoin(shops, eq(shops.id, conversations.shopId))
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
  if (!row) return undefined
  const newest = await db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.shopId, shopId),
        eq(messages.conversationId, conversationId),
        until && lte(messages.receivedAt, until),
      ),
    )
    .orderBy(desc(messages.seq))
    .limit(THREAD_LIMIT)
  const thread = newest.reverse()
  const lastSeller = thread.findLastIndex(endsTurn)
  const photosOf = await photosByMessage(
    db,
    shopId,
    thread.map((message) => message.id),
  )
  const read = thread.map((message) => ({ ...message, photos: photosOf.get(message.id)?.length ?? 0 }))
  const turn = read.slice(lastSeller + 1).filter((message) => message.author === 'buyer')
  return {
    ...row,
    turn,
    before: read.slice(0, lastSeller + 1),
    turnText: turn
      .map((message) => message.text)
      .filter(Boolean)
      .join('\n'),
    photoUrls: turn.flatMap(({ id }) => photosOf.get(id) ?? []),
    replyInFlight: await hasReplyInFlight(db, { shopId, conversationId }),
    refusal: await latestRefusal(db, { shopId, conversationId }),
  }
}

/** The photos of each message, as the buyer sent them; messages without are not there. */
async function photosByMessage(
  db: Database,
  shopId: string,
  messageIds: string[],
): Promise<Map<string, string[]>> {
  if (messageIds.length === 0) return new Map()
  const rows = await db
    .select({ messageId: attachments.messageId, url: attachments.url })
    .from(attachments)
    .where(and(eq(attachments.shopId, shopId), inArray(attachments.messageId, messageIds)))
    .orderBy(asc(attachments.messageId), asc(attachments.position))
  const grouped = Map.groupBy(rows, ({ messageId }) => messageId)
  return new Map([...grouped].map(([id, photos]) => [id, photos.map(({ url }) => url)]))
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

const REFUSED_IN_PUBLIC = ['moderation_refused', 'duplicate_answer']

/** Why the last reply did not pass moderation, when that is what a new draft is for. */
async function latestRefusal(db: Database, { shopId, conversationId }: Ref): Promise<string | undefined> {
  const [last] = await db
    .select({ status: replies.status, code: replies.failureCode })
    .from(replies)
    .where(and(eq(replies.shopId, shopId), eq(replies.conversationId, conversationId)))
    .orderBy(desc(replies.createdAt))
    .limit(1)
  if (last?.status !== 'rejected' || !last.code) return undefined
  return REFUSED_IN_PUBLIC.includes(last.code) ? last.code : undefined
}
