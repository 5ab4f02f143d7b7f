import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../db/client.ts'
import { moveOfferedEntries } from '../db/draft-entries.ts'
import { recordChange } from '../db/record-change.ts'
import { conversations } from '../db/schema/conversations.ts'
import { drafts, replies } from '../db/schema/drafting.ts'
import { stateFingerprint } from '../domain/fingerprint.ts'
import { newId } from '../shared/ids.ts'
import { isAcknowledgement } from './is-acknowledgement.ts'

type Reply = typeof replies.$inferSelect
type Failure = {
  reply: Reply
  status: 'rejected' | 'lost' | 'cancelled'
  code: string | null
  reason: string | null
  traceId?: string | undefined
  /** States it may be in; others mean that somebody else settled it. */
  from?: readonly string[] | undefined
  now: Date
}

const ON_ITS_WAY = ['queued', 'sending', 'sent', 'uncertain']

/**
 * A text that did not arrive goes back in front of a person: the reply keeps its reason, and the same text becomes
 * a pending draft again, unless the conversation moved meanwhile and has a newer one coming.
 */
export async function returnToQueue(tx: Transaction, failure: Failure): Promise<void> {
  const { reply, status, code, reason, traceId, from = ON_ITS_WAY, now } = failure
  const [failed] = await tx
    .update(replies)
    .set({
      status,
      failureCode: code,
      failureReason: reason,
      traceId: traceId ?? reply.traceId,
      settledAt: now,
      dueAt: null,
    })
    .where(
      and(eq(replies.shopId, reply.shopId), eq(replies.id, reply.id), inArray(replies.status, [...from])),
    )
    .returning({ id: replies.id })
  if (!failed) return
  const { shopId, conversationId } = reply
  await recordChange(tx, { shopId, kind: 'reply', conversationId, now })
  // Nobody needs to decide on that again: the question itself still waits.
  if (await isAcknowledgement(tx, reply)) return
  const [conversation] = await tx
    .select()
    .from(conversations)
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
  if (conversation && conversation.revision === reply.approvedRevision) {
    await offerAgain(tx, failure, conversation.revision)
    await tx
      .update(conversations)
      .set({ status: 'open', draftDueAt: null })
      .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
  }
}

async function offerAgain(
  tx: Transaction,
  { reply, status, code, now }: Failure,
  revision: number,
): Promise<void> {
  const [earlier] = await tx
    .select()
    .from(drafts)
    .where(and(eq(drafts.shopId, reply.shopId), eq(drafts.id, reply.draftId)))
  if (!earlier) return
  const id = newId(now)
  const [again] = await tx
    .insert(drafts)
    .values({
      ...earlier,
      id,
      text: reply.text,
      status: 'pending',
      route: 'review',
      origin: 'undelivered',
      originReason: code ?? status,
      revision,
      fingerprint: stateFingerprint({ draftId: id, revision, text: reply.text, turn: [] }),
      createdAt: now,
      settledAt: null,
      settledBy: null,
      settledReason: null,
    })
    .onConflictDoNothing()
    .returning({ id: drafts.id })
  if (again)
    await moveOfferedEntries(tx, { shopId: reply.shopId, fromDraftId: earlier.id, toDraftId: again.id })
}
