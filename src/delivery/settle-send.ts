import { and, eq } from 'drizzle-orm'
import type { SendOutcome } from '../channels/channel-adapter.ts'
import type { Database } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { conversations } from '../db/schema/conversations.ts'
import { replies, sendAttempts } from '../db/schema/drafting.ts'
import { returnToQueue } from '../intake/return-to-queue.ts'
import { markInModeration } from '../intake/settle-moderation.ts'
import { firstProofAt } from './proof-schedule.ts'

type Reply = typeof replies.$inferSelect
type Input = { reply: Reply; attempt: number; outcome: SendOutcome; now: Date }

const FIRST_RETRY_MS = 2_000
const LONGEST_RETRY_MS = 5 * 60_000

/** Writes down what came of a send. Answers when to look at the reply again. */
export async function settleSend(
  db: Database,
  { reply, attempt, outcome, now }: Input,
): Promise<Date | undefined> {
  return db.transaction(async (tx) => {
    const [conversation] = await tx
      .select({ revision: conversations.revision })
      .from(conversations)
      .where(and(eq(conversations.shopId, reply.shopId), eq(conversations.id, reply.conversationId)))
      .for('update')
    await tx
      .update(sendAttempts)
      .set({
        outcome: outcome.outcome,
        code: outcome.outcome === 'sent' ? null : outcome.error.code,
        reason: outcome.outcome === 'sent' ? null : outcome.error.message,
        traceId: outcome.traceId ?? null,
        finishedAt: now,
      })
      .where(
        and(
          eq(sendAttempts.shopId, reply.shopId),
          eq(sendAttempts.replyId, reply.id),
          eq(sendAttempts.attempt, attempt),
        ),
      )
    if (outcome.outcome === 'sent' && outcome.inModeration) {
      await markInModeration(tx, { reply, externalId: outcome.inModeration.externalId, now })
      return undefined
    }
    const next = settled(outcome, attempt, now)
    if (next.status === 'rejected') {
      await returnToQueue(tx, {
        reply,
        status: 'rejected',
        code: next.code,
        reason: next.reason,
        traceId: outcome.traceId,
        now,
      })
      return undefined
    }
    // Reading the thread may have proved it already, or a buyer's message overtaken a refused attempt.
    const moved = next.status === 'queued' && conversation?.revision !== reply.approvedRevision
    const [row] = await tx
      .update(replies)
      .set({
        status: moved ? 'cancelled' : next.status,
        dueAt: moved ? null : next.dueAt,
        settledAt: moved ? now : null,
        failureCode: moved ? 'conversation_moved' : next.code,
        failureReason: next.reason,
        traceId: outcome.traceId ?? null,
      })
      .where(and(eq(replies.shopId, reply.shopId), eq(replies.id, reply.id), eq(replies.status, 'sending')))
      .returning({ dueAt: replies.dueAt })
    await recordChange(tx, { shopId: reply.shopId, kind: 'reply', conversationId: reply.conversationId, now })
    return row?.dueAt ?? undefined
  })
}

type Settled = {
  status: 'sent' | 'uncertain' | 'queued' | 'rejected'
  dueAt: Date | null
  code: string | null
  reason: string | null
}

function settled(outcome: SendOutcome, attempt: number, now: Date): Settled {
  switch (outcome.outcome) {
    case 'sent':
      return { status: 'sent', dueAt: firstProofAt(now), code: null, reason: null }
    case 'unknown':
      return {
        status: 'uncertain',
        dueAt: firstProofAt(now),
        code: outcome.error.code,
        reason: outcome.error.message,
      }
    case 'not_sent': {
      const { code, message } = outcome.error
      if (!outcome.retryable) return { status: 'rejected', dueAt: null, code, reason: message }
      const backOff = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1))
      const at = Math.max(now.getTime() + backOff, outcome.retryAt?.getTime() ?? 0)
      return { status: 'queued', dueAt: new Date(at), code, reason: message }
    }
  }
}
