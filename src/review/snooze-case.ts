import { and, eq, gt, isNotNull, lte } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import { AWAKE } from '../db/awake.ts'
import type { Database, Executor, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { conversations } from '../db/schema/conversations.ts'
import { drafts } from '../db/schema/drafting.ts'
import { autoSends } from '../db/schema/policy.ts'
import { readPolicy } from '../db/shop-policy.ts'
import type { Actor } from '../domain/actor.ts'
import { latestSnooze, whyNotSnooze } from '../domain/snooze.ts'
import { enqueue } from '../queue/enqueue.ts'
import { conversationKey } from '../queue/jobs.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, invalid } from '../shared/errors.ts'
import { lockConversation, refuseForeignClaim, refuseMoved } from './take-draft.ts'

type Deps = { db: Database; clock: Clock }
type Ref = { shopId: string; conversationId: string }
type Conversation = typeof conversations.$inferSelect

/** Until when a case may sleep at the latest; null = it may not, or nothing waits in it. */
export async function latestSnoozeOf(
  db: Executor,
  conversation: Conversation,
  now: Date,
): Promise<Date | null> {
  const { shopId, status, chatClosed } = conversation
  if (!['open', 'escalated'].includes(status) || chatClosed) return null
  const { policy } = await readPolicy(db, shopId)
  return latestSnooze(conversation, policy, now)
}

/** Takes a case out of the queue for a while, never into its window or Ozon's 24 h. */
export async function snoozeCase(
  { db, clock }: Deps,
  input: Ref & { until: Date; revision: number; actor: Actor },
): Promise<void> {
  const { shopId, conversationId, until, revision, actor } = input
  await db.transaction(async (tx) => {
    const now = clock.now()
    const conversation = await lockConversation(tx, input)
    refuseMoved(conversation, revision)
    await refuseForeignClaim(tx, conversation, actor, now)
    const latest = await latestSnoozeOf(tx, conversation, now)
    const why = whyNotSnooze(until, latest, now)
    if (why)
      throw invalid(
        `snooze_${why}`,
        latest
          ? `Expected a time between now and ${latest.toISOString()}, so that it is answered in time.`
          : 'This case must be answered now, or waits for nothing.',
        { latest: latest?.toISOString() ?? null },
      )
    await refuseLeaving(tx, input)
    await tx
      .update(conversations)
      .set({ snoozedUntil: until, snoozedBy: actor.id, claimedBy: null, claimedUntil: null })
      .where(isThis(input))
    await enqueue(tx, {
      queue: 'wake',
      key: conversationKey(input),
      payload: { shopId, conversationId },
      now,
      runAt: until,
      when: 'later',
    })
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'case.snooze',
      subject: `conversation/${conversationId}`,
      before: { until: conversation.snoozedUntil },
      after: { until },
      now,
    })
    await recordChange(tx, { shopId, kind: 'conversation', conversationId, now })
  })
}

/** Brings a case back before its time. */
export async function wakeCase({ db, clock }: Deps, input: Ref & { actor: Actor }): Promise<void> {
  const { shopId, conversationId, actor } = input
  await db.transaction(async (tx) => {
    const now = clock.now()
    const { snoozedUntil } = await lockConversation(tx, input)
    if (!snoozedUntil) return
    await tx.update(conversations).set(AWAKE).where(isThis(input))
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'case.wake',
      subject: `conversation/${conversationId}`,
      before: { until: snoozedUntil },
      now,
    })
    await recordChange(tx, { shopId, kind: 'conversation', conversationId, now })
  })
}

/** The hour has come: the case is back, and open consoles hear of it. Answers when to look again, if it sleeps on. */
export async function wakeDue({ db, clock }: Deps, ref: Ref): Promise<Date | undefined> {
  return db.transaction(async (tx) => {
    const now = clock.now()
    const woken = await tx
      .update(conversations)
      .set(AWAKE)
      .where(and(isThis(ref), isNotNull(conversations.snoozedUntil), lte(conversations.snoozedUntil, now)))
      .returning({ id: conversations.id })
    if (woken.length > 0) {
      await recordChange(tx, { ...ref, kind: 'conversation', now })
      return undefined
    }
    const [asleep] = await tx
      .select({ until: conversations.snoozedUntil })
      .from(conversations)
      .where(and(isThis(ref), gt(conversations.snoozedUntil, now)))
    return asleep?.until ?? undefined
  })
}

/** Whoever puts a case off expects that nothing leaves meanwhile. */
async function refuseLeaving(tx: Transaction, { shopId, conversationId }: Ref): Promise<void> {
  const [leaving] = await tx
    .select({ sendAfter: autoSends.sendAfter })
    .from(autoSends)
    .innerJoin(drafts, and(eq(drafts.shopId, autoSends.shopId), eq(drafts.id, autoSends.draftId)))
    .where(
      and(
        eq(drafts.shopId, shopId),
        eq(drafts.conversationId, conversationId),
        eq(drafts.status, 'pending'),
        eq(autoSends.status, 'waiting'),
      ),
    )
  if (leaving)
    throw conflict('leaves_by_itself', 'The draft leaves by itself; stop it first.', {
      at: leaving.sendAfter?.toISOString(),
    })
}

const isThis = ({ shopId, conversationId }: Ref) =>
  and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId))
