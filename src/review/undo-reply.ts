import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database, Transaction } from '../db/client.ts'
import { moveOfferedEntries } from '../db/draft-entries.ts'
import { recordChange } from '../db/record-change.ts'
import { conversations } from '../db/schema/conversations.ts'
import { drafts, replies } from '../db/schema/drafting.ts'
import type { Actor } from '../domain/actor.ts'
import { stateFingerprint } from '../domain/fingerprint.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, notFound } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { lockConversation } from './take-draft.ts'

type Deps = { db: Database; clock: Clock }
type Input = { shopId: string; conversationId: string; replyId: string; actor: Actor }

/** Takes an approved text back while it still waits; the same text is pending again. */
export async function undoReply(
  { db, clock }: Deps,
  { shopId, conversationId, replyId, actor }: Input,
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now()
    const conversation = await lockConversation(tx, { shopId, conversationId })
    const [reply] = await tx
      .update(replies)
      .set({ status: 'cancelled', failureCode: 'undone', settledAt: now, dueAt: null })
      .where(
        and(
          eq(replies.shopId, shopId),
          eq(replies.conversationId, conversationId),
          eq(replies.id, replyId),
          eq(replies.status, 'queued'),
          eq(replies.attempts, 0),
        ),
      )
      .returning()
    if (!reply) throw await whyNotUndone(tx, shopId, replyId)
    await offerDraftAgain(tx, { reply, revision: conversation.revision, now })
    await tx
      .update(conversations)
      .set({ status: 'open' })
      .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'reply.undo',
      subject: `conversation/${conversationId}`,
      before: { replyId, text: reply.text },
      now,
    })
    await recordChange(tx, { shopId, kind: 'reply', conversationId, now })
  })
}

async function whyNotUndone(tx: Transaction, shopId: string, replyId: string) {
  const [reply] = await tx
    .select({ status: replies.status })
    .from(replies)
    .where(and(eq(replies.shopId, shopId), eq(replies.id, replyId)))
  if (!reply) return notFound('reply_not_found', 'There is no such reply.')
  return conflict('too_late_to_undo', `The reply cannot be taken back: it is ${reply.status}.`, {
    what: reply.status,
  })
}

type Again = { reply: typeof replies.$inferSelect; revision: number; now: Date }

async function offerDraftAgain(tx: Transaction, { reply, revision, now }: Again) {
  const [earlier] = await tx
    .select()
    .from(drafts)
    .where(and(eq(drafts.shopId, reply.shopId), eq(drafts.id, reply.draftId)))
  if (!earlier) return
  const id = newId(now)
  await tx.insert(drafts).values({
    ...earlier,
    id,
    text: reply.text,
    status: 'pending',
    origin: 'undo',
    originReason: null,
    revision,
    fingerprint: stateFingerprint({ draftId: id, revision, text: reply.text, turn: [] }),
    createdAt: now,
    settledAt: null,
    settledBy: null,
    settledReason: null,
  })
  await moveOfferedEntries(tx, { shopId: reply.shopId, fromDraftId: earlier.id, toDraftId: id })
}
