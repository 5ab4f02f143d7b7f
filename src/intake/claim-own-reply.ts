import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { ChannelMessage } from '../channels/channel-adapter.ts'
import type { Transaction } from '../db/client.ts'
import { drafts, replies } from '../db/schema/drafting.ts'
import { isSameText } from '../domain/same-text.ts'
import { messageSeq } from './apply-message.ts'

type Input = { shopId: string; conversationId: string; message: ChannelMessage; now: Date }

/** Replies that may turn up in a thread: also a lost one, late, and a queued one whose earlier send was unclear. */
const MAY_APPEAR = ['queued', 'sending', 'sent', 'uncertain', 'lost']

/**
 * Finds the reply that this seller's message is, and marks it visible: the one place where delivery is proved.
 * Answers false when the message was written elsewhere.
 */
export async function claimOwnReply(
  tx: Transaction,
  { shopId, conversationId, message, now }: Input,
): Promise<boolean> {
  const waiting = await tx
    .select()
    .from(replies)
    .where(
      and(
        eq(replies.shopId, shopId),
        eq(replies.conversationId, conversationId),
        inArray(replies.status, MAY_APPEAR),
        sql`${replies.attempts} > 0`,
        isNull(replies.externalMessageId),
      ),
    )
    .orderBy(replies.createdAt)
  const own = waiting.find(
    (reply) =>
      BigInt(messageSeq(message)) > BigInt(reply.baselineSeq ?? '0') &&
      [message.text, ...message.parts].some((text) => isSameText(text, reply.text)),
  )
  if (!own) return false
  await tx
    .update(replies)
    .set({
      status: 'visible',
      externalMessageId: message.externalId,
      visibleAt: now,
      settledAt: now,
      dueAt: null,
      failureCode: null,
      failureReason: null,
    })
    .where(and(eq(replies.shopId, shopId), eq(replies.id, own.id)))
  await tx
    .update(drafts)
    .set({ status: 'superseded', settledAt: now, settledBy: 'marketplace', settledReason: 'reply_arrived' })
    .where(
      and(
        eq(drafts.shopId, shopId),
        eq(drafts.conversationId, conversationId),
        eq(drafts.status, 'pending'),
        eq(drafts.origin, 'undelivered'),
      ),
    )
  // Offered again and approved again before the first one turned up: once is enough.
  await tx
    .update(replies)
    .set({ status: 'cancelled', failureCode: 'reply_arrived', settledAt: now, dueAt: null })
    .where(
      and(
        eq(replies.shopId, shopId),
        eq(replies.conversationId, conversationId),
        eq(replies.status, 'queued'),
        eq(replies.attempts, 0),
      ),
    )
  return true
}
