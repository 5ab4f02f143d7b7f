import { and, eq, gt, inArray, lte, min } from 'drizzle-orm'
import { holdCase } from '../cases/case-row.ts'
import { advanceStage } from '../cases/set-stage.ts'
import type { Database, Executor, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { users } from '../db/schema/access.ts'
import { conversations } from '../db/schema/conversations.ts'
import { drafts, replies } from '../db/schema/drafting.ts'
import { promises } from '../db/schema/promises.ts'
import { readPolicy } from '../db/shop-policy.ts'
import { promiseDue } from '../domain/promise-due.ts'
import { offersRemedy } from '../drafting/checks/remedy.ts'
import { datePromises } from '../drafting/compose/date-promises.ts'
import { promisesOfText } from '../drafting/compose/find-promises.ts'
import { enqueue } from '../queue/enqueue.ts'
import { conversationKey } from '../queue/jobs.ts'
import type { Clock } from '../shared/clock.ts'
import { newId } from '../shared/ids.ts'
import { FOLLOW_UP_POSITION, followUpTask } from './follow-up-task.ts'

type Deps = { db: Database; clock: Clock }
type Ref = { shopId: string; conversationId: string }

/**
 * Makes tasks of what a reply commits the shop to, whoever wrote it. Called once it was proved to have arrived, or
 * a person said to have sent it: a promise that nobody has read binds nobody. What is open already in the same words stays one task. May run twice.
 */
export async function recordPromises(
  { db, clock }: Deps,
  { shopId, replyId }: { shopId: string; replyId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now()
    const [found] = await tx
      .select({
        reply: replies,
        drafted: drafts.promises,
        evidence: drafts.evidence,
        owner: users.id,
        channel: conversations.channel,
        rating: conversations.rating,
      })
      .from(replies)
      .innerJoin(drafts, and(eq(drafts.shopId, replies.shopId), eq(drafts.id, replies.draftId)))
      .innerJoin(
        conversations,
        and(eq(conversations.shopId, replies.shopId), eq(conversations.id, replies.conversationId)),
      )
      .leftJoin(users, eq(users.id, replies.approvedBy))
      .where(
        and(
          eq(replies.shopId, shopId),
          eq(replies.id, replyId),
          inArray(replies.status, ['visible', 'copied']),
        ),
      )
    if (!found) return
    const { reply, drafted, evidence, owner } = found
    const ref = { shopId, conversationId: reply.conversationId }
    await holdCase(tx, ref)
    const { policy } = await readPolicy(tx, shopId)
    const open = await tx.select({ what: promises.what }).from(promises).where(isOpenOf(ref))
    const madeAt = reply.visibleAt ?? now
    const told = datePromises(promisesOfText(reply.text, drafted), evidence, reply.createdAt)
    const rows = told.flatMap((promise, position) => {
      const { who, what, by } = promise
      if (who !== 'shop' || open.some((one) => one.what === what)) return []
      const dueAt = promiseDue(promise, { madeAt, policy })
      const task = { what, isDayNamed: by !== null, dueAt, ownerId: owner, madeAt }
      return [{ ...ref, id: newId(now), replyId, position, ...task }]
    })
    if (told.some(({ who, what }) => who === 'shop' && offersRemedy(what)))
      await advanceStage(tx, ref, { fact: 'proposed', now })
    const next = followUpTask(found, { text: reply.text, madeAt })
    if (next && !open.some(({ what }) => what === next.what))
      rows.push({
        ...ref,
        id: newId(now),
        replyId,
        position: FOLLOW_UP_POSITION,
        ownerId: owner,
        madeAt,
        ...next,
      })
    if (rows.length === 0) return
    await tx.insert(promises).values(rows).onConflictDoNothing()
    await askForReminder(tx, ref, now)
    await recordChange(tx, { ...ref, kind: 'conversation', now })
  })
}

/** Brings the case back to the top of the queue once a promise is overdue. Answers when to look again. */
export async function remindOfPromises({ db, clock }: Deps, ref: Ref): Promise<Date | undefined> {
  return db.transaction(async (tx) => {
    const now = clock.now()
    await refreshOverdue(tx, ref, now)
    return nextDue(tx, ref, now)
  })
}

/** Sets since when the conversation's oldest open promise is overdue, in the transaction that changed one. */
export async function refreshOverdue(tx: Transaction, ref: Ref, now: Date): Promise<void> {
  const before = await lock(tx, ref)
  const [oldest] = await tx
    .select({ since: min(promises.dueAt) })
    .from(promises)
    .where(and(isOpenOf(ref), lte(promises.dueAt, now)))
  const since = oldest?.since ?? null
  if (before?.since?.getTime() === since?.getTime()) return
  await tx.update(conversations).set({ promiseOverdueSince: since }).where(isThis(ref))
  await recordChange(tx, { ...ref, kind: 'conversation', now })
}

/** Asks for a look at the moment the next promise is due. */
export async function askForReminder(tx: Transaction, ref: Ref, now: Date): Promise<void> {
  const runAt = await nextDue(tx, ref, now)
  if (!runAt) return
  await enqueue(tx, { queue: 'promise_due', key: conversationKey(ref), payload: ref, now, runAt })
}

async function nextDue(db: Executor, ref: Ref, after: Date): Promise<Date | undefined> {
  const [row] = await db
    .select({ due: min(promises.dueAt) })
    .from(promises)
    .where(and(isOpenOf(ref), gt(promises.dueAt, after)))
  return row?.due ?? undefined
}

/** Whoever changes a promise or the conversation waits for the other. */
async function lock(tx: Transaction, ref: Ref): Promise<{ since: Date | null } | undefined> {
  const [row] = await tx
    .select({ since: conversations.promiseOverdueSince })
    .from(conversations)
    .where(isThis(ref))
    .for('update')
  return row
}

const isOpenOf = ({ shopId, conversationId }: Ref) =>
  and(eq(promises.shopId, shopId), eq(promises.conversationId, conversationId), eq(promises.status, 'open'))

const isThis = ({ shopId, conversationId }: Ref) =>
  and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId))
