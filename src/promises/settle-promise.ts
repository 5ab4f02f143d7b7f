import { and, eq, isNull } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { users } from '../db/schema/access.ts'
import { conversations } from '../db/schema/conversations.ts'
import { replies } from '../db/schema/drafting.ts'
import { promises } from '../db/schema/promises.ts'
import { whoSees } from '../db/within-shops.ts'
import type { Actor } from '../domain/actor.ts'
import type { MovePromise, SettlePromise } from '../http/contracts/promises.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, invalid, notFound } from '../shared/errors.ts'
import { FAILED_REPLIES } from './failed-replies.ts'
import { askForReminder, refreshOverdue } from './record-promises.ts'

type Deps = { db: Database; clock: Clock }
type Ref = { shopId: string; promiseId: string }

/** A promise was kept, or is taken back with a reason; it is nobody's task any more. */
export async function settlePromise(
  { db, clock }: Deps,
  { actor, outcome, note, ...ref }: Ref & SettlePromise & { actor: Actor },
): Promise<void> {
  const reason = note.trim()
  if (outcome === 'withdrawn' && !reason) throw invalid('reason_missing', 'Expected a reason.')
  await db.transaction(async (tx) => {
    const now = clock.now()
    const promise = await takeOpen(tx, ref)
    await tx
      .update(promises)
      .set({ status: outcome, settledAt: now, settledBy: actor.id, note: reason || promise.note })
      .where(isThis(ref))
    await noteChange(tx, promise, { actor, action: `promise.${outcome}`, after: { note: reason }, now })
  })
}

/** Another day, or another owner. A day that has passed is refused: it would only be overdue again. */
export async function movePromise(
  { db, clock }: Deps,
  { actor, dueAt, ownerId, note, ...ref }: Ref & MovePromise & { actor: Actor },
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now()
    const promise = await takeOpen(tx, ref)
    if (dueAt !== undefined && new Date(dueAt) <= now)
      throw invalid('due_in_past', 'Expected a time to come.')
    if (ownerId) await requirePerson(tx, ref.shopId, ownerId)
    const change = {
      ...(dueAt === undefined ? {} : { dueAt: new Date(dueAt) }),
      ...(ownerId === undefined ? {} : { ownerId }),
      ...(note.trim() ? { note: note.trim() } : {}),
    }
    await tx.update(promises).set(change).where(isThis(ref))
    await noteChange(tx, promise, { actor, action: 'promise.move', after: change, now })
  })
}

/**
 * Marks the one follow-up that a promise may have, in the transaction that queues it. Ozon counts every further
 * message to a silent buyer as pressing.
 */
export async function markFollowUp(
  tx: Transaction,
  { conversationId, replyId, ...ref }: Ref & { conversationId: string; replyId: string },
): Promise<void> {
  const promise = await takeOpen(tx, ref)
  if (promise.conversationId !== conversationId)
    throw notFound('promise_not_found', 'There is no such promise in this conversation.')
  if (promise.followUpReplyId && (await isOnItsWay(tx, ref.shopId, promise.followUpReplyId)))
    throw conflict('follow_up_sent', 'A follow-up was written already.', { what: 'follow_up' })
  await tx.update(promises).set({ followUpReplyId: replyId }).where(isThis(ref))
}

/** One that was taken back, or that the marketplace did not take, was none. */
async function isOnItsWay(tx: Transaction, shopId: string, replyId: string): Promise<boolean> {
  const [reply] = await tx
    .select({ status: replies.status })
    .from(replies)
    .where(and(eq(replies.shopId, shopId), eq(replies.id, replyId)))
  return reply !== undefined && !FAILED_REPLIES.some((status) => status === reply.status)
}

type Row = typeof promises.$inferSelect

async function takeOpen(tx: Transaction, ref: Ref): Promise<Row> {
  const [found] = await tx
    .select({ conversationId: promises.conversationId })
    .from(promises)
    .where(isThis(ref))
  if (!found) throw notFound('promise_not_found', 'There is no such promise.')
  // The conversation first, as everywhere: two who lock in one order never wait for each other for ever.
  await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.shopId, ref.shopId), eq(conversations.id, found.conversationId)))
    .for('update')
  const [promise] = await tx.select().from(promises).where(isThis(ref)).for('update')
  if (!promise) throw notFound('promise_not_found', 'There is no such promise.')
  if (promise.status !== 'open')
    throw conflict('promise_settled', 'This promise was settled already.', {
      by: promise.settledBy,
      what: promise.status,
      at: promise.settledAt?.toISOString(),
    })
  return promise
}

type Change = { dueAt?: Date; ownerId?: string | null; note?: string }
type Noted = { actor: Actor; action: string; after: Change; now: Date }

async function noteChange(tx: Transaction, promise: Row, { actor, action, after, now }: Noted) {
  const { shopId, conversationId, id, what, dueAt, ownerId } = promise
  const ref = { shopId, conversationId }
  await refreshOverdue(tx, ref, now)
  await askForReminder(tx, ref, now)
  await recordAudit(tx, {
    shopId,
    actor: actor.id,
    action,
    subject: `promise/${id}`,
    before: { what, dueAt, ownerId },
    after,
    now,
  })
  await recordChange(tx, { ...ref, kind: 'conversation', now })
}

/** Nobody keeps a promise in a shop that they may not see. */
async function requirePerson(tx: Transaction, shopId: string, id: string): Promise<void> {
  const isIt = and(eq(users.id, id), isNull(users.disabledAt), whoSees(shopId))
  const [person] = await tx.select({ id: users.id }).from(users).where(isIt)
  if (!person) throw invalid('person_unknown', 'Expected somebody who works here.')
}

const isThis = ({ shopId, promiseId }: Ref) => and(eq(promises.shopId, shopId), eq(promises.id, promiseId))
