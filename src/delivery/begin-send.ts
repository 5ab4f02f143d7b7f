import { and, eq, sql } from 'drizzle-orm'
import type { Database, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { conversations } from '../db/schema/conversations.ts'
import { replies, sendAttempts } from '../db/schema/drafting.ts'
import { holdStops, isSendingStopped, POLICY_ACTOR_ID } from '../db/stop-switch.ts'
import { isWindowOpen } from '../domain/reply-window.ts'
import { returnToQueue } from '../intake/return-to-queue.ts'

/** A send takes seconds: what would arrive after the window is not begun. */
const WINDOW_MARGIN_MS = 30_000

type Reply = typeof replies.$inferSelect
type Input = { reply: Reply; baselineSeq: string; now: Date }

/**
 * The last gate before a text leaves, in one transaction on the locked conversation: still queued, still the state
 * it was approved in, still inside the window. Marks it `sending` and opens the attempt; undefined = not to be sent.
 */
export async function beginSend(
  db: Database,
  { reply, baselineSeq, now }: Input,
): Promise<{ attempt: number } | undefined> {
  return db.transaction(async (tx) => {
    const [conversation] = await tx
      .select()
      .from(conversations)
      .where(and(eq(conversations.shopId, reply.shopId), eq(conversations.id, reply.conversationId)))
      .for('update')
    const [current] = await tx
      .select({ status: replies.status })
      .from(replies)
      .where(and(eq(replies.shopId, reply.shopId), eq(replies.id, reply.id)))
    if (!conversation || current?.status !== 'queued') return undefined
    if (conversation.revision !== reply.approvedRevision) {
      await tx
        .update(replies)
        .set({ status: 'cancelled', failureCode: 'conversation_moved', settledAt: now, dueAt: null })
        .where(and(eq(replies.shopId, reply.shopId), eq(replies.id, reply.id)))
      await recordChange(tx, {
        shopId: reply.shopId,
        kind: 'reply',
        conversationId: reply.conversationId,
        now,
      })
      return undefined
    }
    const window = { rule: conversation.windowRule, until: conversation.replyWindowUntil }
    if (!isWindowOpen(window, new Date(now.getTime() + WINDOW_MARGIN_MS))) {
      await returnToQueue(tx, { reply, status: 'rejected', code: 'window_closed', reason: null, now })
      return undefined
    }
    await holdStops(tx, reply.shopId)
    if (await isSendingStopped(tx, conversation)) {
      await returnToQueue(tx, { reply, status: 'cancelled', code: 'sending_stopped', reason: null, now })
      return undefined
    }
    if (reply.approvedBy === POLICY_ACTOR_ID && (await wasStopped(tx, reply))) {
      await returnToQueue(tx, { reply, status: 'cancelled', code: 'auto_stopped', reason: null, now })
      return undefined
    }
    const [begun] = await tx
      .update(replies)
      .set({
        status: 'sending',
        attempts: sql`${replies.attempts} + 1`,
        sendingSince: now,
        baselineSeq,
        proofReads: 0,
        dueAt: null,
      })
      .where(and(eq(replies.shopId, reply.shopId), eq(replies.id, reply.id), eq(replies.status, 'queued')))
      .returning({ attempt: replies.attempts })
    if (!begun) return undefined
    await tx.insert(sendAttempts).values({
      shopId: reply.shopId,
      replyId: reply.id,
      attempt: begun.attempt,
      startedAt: now,
      baselineSeq,
    })
    await recordChange(tx, { shopId: reply.shopId, kind: 'reply', conversationId: reply.conversationId, now })
    return begun
  })
}

/** A stop switch is on, or was thrown since: what waited meanwhile is not sent because it is off again. */
async function wasStopped(tx: Transaction, { shopId, createdAt }: Reply): Promise<boolean> {
  const { all, shop, changedAt } = await holdStops(tx, shopId)
  return all || shop || (changedAt !== null && changedAt >= createdAt)
}
