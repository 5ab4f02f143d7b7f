import { and, eq, gt, inArray, isNull, ne } from 'drizzle-orm'
import { advanceStage } from '../cases/set-stage.ts'
import type { ChannelMessage } from '../channels/channel-adapter.ts'
import type { Transaction } from '../db/client.ts'
import { messages } from '../db/schema/conversations.ts'
import { drafts, replies } from '../db/schema/drafting.ts'
import { ACKNOWLEDGEMENT_TYPE } from '../domain/acknowledgement.ts'
import { isSameText } from '../domain/same-text.ts'
import { enqueue } from '../queue/enqueue.ts'
import { replyKey } from '../queue/jobs.ts'
import { messageSeq } from './apply-message.ts'
import { claimCopied } from './claim-copied.ts'
import { isAcknowledgement } from './is-acknowledgement.ts'
import { returnToQueue } from './return-to-queue.ts'
import { followAgain, markInModeration, refuseInModeration } from './settle-moderation.ts'

type Input = { shopId: string; conversationId: string; message: ChannelMessage; now: Date }

/** Replies that may turn up in a thread: also a lost one, late, and a queued one whose earlier send was unclear. */
const MAY_APPEAR = ['queued', 'sending', 'sent', 'uncertain', 'in_moderation', 'lost']

type Own = 'visible' | 'in_moderation' | 'refused' | 'withheld' | 'not_ours'

/**
 * Finds the reply that this seller's message is, and settles it: the one place where delivery is proved. A message
 * that carries more than our text carries the marketplace's objection: it was withheld, and a person decides.
 */
export async function claimOwnReply(tx: Transaction, input: Input): Promise<Own> {
  const own = await findOwnReply(tx, input)
  if (!own) return claimCopied(tx, input)
  const { shopId, conversationId, message, now } = input
  if (message.moderation?.state === 'refused') {
    await refuseInModeration(tx, { reply: own, message, now })
    return 'refused'
  }
  if (message.moderation?.state === 'pending') {
    await markInModeration(tx, { reply: own, externalId: message.externalId, now })
    return 'in_moderation'
  }
  const isOnlyHeard = await isAcknowledgement(tx, own)
  if (isOnlyHeard) await keepTurnOpen(tx, input)
  const objection = message.parts
    .filter((part) => !isSameText(part, own.text))
    .join(' ')
    .trim()
  const isWithheld = !isSameText(message.text, own.text) && objection !== ''
  if (isWithheld) {
    await tx
      .update(replies)
      .set({ externalMessageId: message.externalId })
      .where(and(eq(replies.shopId, shopId), eq(replies.id, own.id)))
    await returnToQueue(tx, { reply: own, status: 'rejected', code: 'withheld', reason: objection, now })
    return 'withheld'
  }
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
  if (message.moderation) await followAgain(tx, own, now)
  if (isOnlyHeard) return 'visible'
  await dropSecondTry(tx, { shopId, conversationId, now })
  if (await asksBack(tx, own)) await advanceStage(tx, { shopId, conversationId }, { fact: 'asked', now })
  const arrived = { shopId, replyId: own.id }
  await enqueue(tx, { queue: 'promises', key: replyKey(arrived), payload: arrived, now })
  return 'visible'
}

async function asksBack(tx: Transaction, { shopId, draftId }: typeof replies.$inferSelect): Promise<boolean> {
  const [draft] = await tx
    .select({ kind: drafts.kind })
    .from(drafts)
    .where(and(eq(drafts.shopId, shopId), eq(drafts.id, draftId)))
  return draft?.kind === 'clarify'
}

/** The shop has spoken, and has answered nothing. */
async function keepTurnOpen(tx: Transaction, { shopId, conversationId, message }: Input): Promise<void> {
  await tx
    .update(messages)
    .set({ authorType: ACKNOWLEDGEMENT_TYPE })
    .where(
      and(
        eq(messages.shopId, shopId),
        eq(messages.conversationId, conversationId),
        eq(messages.externalId, message.externalId),
      ),
    )
}

async function findOwnReply(tx: Transaction, { shopId, conversationId, message }: Input) {
  // Where the marketplace named what it took there is nothing to compare.
  const [named] = await tx
    .select()
    .from(replies)
    .where(
      and(
        eq(replies.shopId, shopId),
        eq(replies.conversationId, conversationId),
        eq(replies.externalMessageId, message.externalId),
        ne(replies.status, 'copied'),
      ),
    )
  if (named) return named
  const waiting = await tx
    .select()
    .from(replies)
    .where(
      and(
        eq(replies.shopId, shopId),
        eq(replies.conversationId, conversationId),
        inArray(replies.status, MAY_APPEAR),
        gt(replies.attempts, 0),
        isNull(replies.externalMessageId),
      ),
    )
    .orderBy(replies.createdAt)
  return waiting.find(
    (reply) =>
      BigInt(messageSeq(message)) > BigInt(reply.baselineSeq ?? '0') &&
      [message.text, ...message.parts].some((text) => isSameText(text, reply.text)),
  )
}

/** A reply thought lost turned up after it was offered, or even approved, again: once is enough. */
async function dropSecondTry(
  tx: Transaction,
  { shopId, conversationId, now }: Omit<Input, 'message'>,
): Promise<void> {
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
}
