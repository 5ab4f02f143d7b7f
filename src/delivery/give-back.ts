import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { conversations } from '../db/schema/conversations.ts'
import type { replies } from '../db/schema/drafting.ts'
import { isWindowOpen } from '../domain/reply-window.ts'
import { returnToQueue } from '../intake/return-to-queue.ts'
import type { AppError } from '../shared/errors.ts'

type Reply = typeof replies.$inferSelect

/** Nobody can say whether it left, and it was looked for long enough: a person decides, never a second send. */
export function markLost(db: Database, { reply, now }: { reply: Reply; now: Date }): Promise<void> {
  const code = reply.failureCode ?? 'not_visible'
  return giveBack(db, { reply, status: 'lost', code, reason: reply.failureReason, now })
}

/** The marketplace does not even let us read the chat: nothing was sent, and its reason goes to the queue. */
export function markRejected(
  db: Database,
  { reply, error, now }: { reply: Reply; error: AppError; now: Date },
): Promise<void> {
  return giveBack(db, { reply, status: 'rejected', code: error.code, reason: error.message, now })
}

/** True when the window of a reply that still waits has closed: it went back to the queue and is never sent. */
export function rejectIfTooLate(db: Database, { reply, now }: { reply: Reply; now: Date }): Promise<boolean> {
  const { shopId, conversationId } = reply
  return db.transaction(async (tx) => {
    const [conversation] = await tx
      .select({ rule: conversations.windowRule, until: conversations.replyWindowUntil })
      .from(conversations)
      .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
      .for('update')
    if (!conversation || isWindowOpen(conversation, now)) return false
    await returnToQueue(tx, { reply, status: 'rejected', code: 'window_closed', reason: null, now })
    return true
  })
}

async function giveBack(db: Database, failure: Parameters<typeof returnToQueue>[1]): Promise<void> {
  const { shopId, conversationId } = failure.reply
  await db.transaction(async (tx) => {
    await tx
      .select({ id: conversations.id })
      .from(conversations)
      .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
      .for('update')
    await returnToQueue(tx, failure)
  })
}
