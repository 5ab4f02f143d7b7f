import { and, eq, inArray, isNull, lt, ne, notInArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { tidyAlerts } from '../alerts/tidy-alerts.ts'
import { closeSilentCases } from '../cases/close-silent.ts'
import { type Database, queryRows } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { changes, sessions } from '../db/schema/access.ts'
import { conversations } from '../db/schema/conversations.ts'
import { drafts, replies } from '../db/schema/drafting.ts'
import { autoSends } from '../db/schema/policy.ts'
import { promises } from '../db/schema/promises.ts'
import { pushAnswers } from '../db/schema/pushes.ts'
import { inboundEvents } from '../db/schema/shops.ts'
import { clearOldVectors } from '../knowledge/spaces/clear-old-vectors.ts'
import { clearImports } from '../knowledge/transfer/runs/clear-imports.ts'
import { enqueue } from '../queue/enqueue.ts'
import { chatKey, conversationKey, draftKey, type JobPayload, type QueueName } from '../queue/jobs.ts'
import { returnStranded } from '../review/return-stranded.ts'
import type { Clock } from '../shared/clock.ts'

type Deps = { db: Database; clock: Clock }

const CHANGES_KEPT_MS = 60 * 60_000
const EVENT_BODIES_KEPT_MS = 30 * 24 * 3_600_000
/** The grade looks three days back. */
const ANSWERS_KEPT_MS = 4 * 24 * 3_600_000
const OVERDUE_MS = 2 * 60_000
const AT_ONCE = 500

/** What time alone changes: windows that closed, sessions that ended, notes that nobody needs, work nobody took. */
export async function tidy({ db, clock }: Deps): Promise<void> {
  const now = clock.now()
  await closePassedWindows(db, now)
  await remindOverdueWork(db, now)
  await closeSilentCases({ db, clock })
  await db.transaction((tx) => returnStranded(tx, { now }))
  await clearOldVectors({ db, clock })
  await clearImports({ db }, now)
  await tidyAlerts(db, now)
  await db.delete(pushAnswers).where(lt(pushAnswers.minute, new Date(now.getTime() - ANSWERS_KEPT_MS)))
  await db.delete(sessions).where(lt(sessions.expiresAt, now))
  await db.delete(changes).where(lt(changes.at, new Date(now.getTime() - CHANGES_KEPT_MS)))
  await db
    .delete(inboundEvents)
    .where(
      and(
        lt(inboundEvents.receivedAt, new Date(now.getTime() - EVENT_BODIES_KEPT_MS)),
        ne(inboundEvents.status, 'pending'),
      ),
    )
}

/** A window that closed with a draft waiting: the case leaves the queue with the reason on record. */
async function closePassedWindows(db: Database, now: Date): Promise<void> {
  const passed = await db
    .select({ shopId: conversations.shopId, id: conversations.id })
    .from(conversations)
    .where(and(inArray(conversations.status, ['open', 'escalated']), lt(conversations.replyWindowUntil, now)))
    .limit(AT_ONCE)
  for (const { shopId, id } of passed) {
    await db.transaction(async (tx) => {
      const [closed] = await tx
        .update(conversations)
        .set({ status: 'closed', draftDueAt: null, closedAt: now })
        .where(
          and(
            eq(conversations.shopId, shopId),
            eq(conversations.id, id),
            inArray(conversations.status, ['open', 'escalated']),
            lt(conversations.replyWindowUntil, now),
          ),
        )
        .returning({ id: conversations.id })
      if (!closed) return
      await tx
        .update(drafts)
        .set({
          status: 'superseded',
          settledAt: now,
          settledBy: 'marketplace',
          settledReason: 'window_closed',
        })
        .where(and(eq(drafts.shopId, shopId), eq(drafts.conversationId, id), eq(drafts.status, 'pending')))
      await recordChange(tx, { shopId, kind: 'conversation', conversationId: id, now })
    })
  }
}

/** The tables say what is to be done; should a job ever be missing, it is asked for again from them. */
async function remindOverdueWork(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - OVERDUE_MS)
  const events = await db
    .selectDistinct({
      shopId: inboundEvents.shopId,
      channel: inboundEvents.channel,
      externalId: inboundEvents.conversationExternalId,
    })
    .from(inboundEvents)
    .where(and(eq(inboundEvents.status, 'pending'), lt(inboundEvents.receivedAt, before)))
    .limit(AT_ONCE)
  for (const { shopId, channel, externalId } of events) {
    if (!externalId) continue
    const ref = { shopId, channel, externalId }
    await enqueue(db, { queue: 'ingest', key: chatKey(ref), payload: ref, now })
  }
  const undrafted = await db
    .select({ shopId: conversations.shopId, conversationId: conversations.id })
    .from(conversations)
    .where(lt(conversations.draftDueAt, before))
    .limit(AT_ONCE)
  const undelivered = await db
    .select({ shopId: replies.shopId, conversationId: replies.conversationId })
    .from(replies)
    .where(
      and(
        notInArray(replies.status, ['visible', 'rejected', 'lost', 'cancelled', 'copied']),
        sql`coalesce(${replies.dueAt}, ${replies.sendingSince}) < ${before.toISOString()}::timestamptz`,
      ),
    )
    .limit(AT_ONCE)
  const unsent = await db
    .select({ shopId: autoSends.shopId, draftId: autoSends.draftId })
    .from(autoSends)
    .where(and(eq(autoSends.status, 'waiting'), lt(autoSends.sendAfter, before)))
    .limit(AT_ONCE)
  const asleep = await db
    .select({ shopId: conversations.shopId, conversationId: conversations.id })
    .from(conversations)
    .where(lt(conversations.snoozedUntil, before))
    .limit(AT_ONCE)
  const unremembered = await db
    .selectDistinct({ shopId: promises.shopId, conversationId: promises.conversationId })
    .from(promises)
    .innerJoin(
      conversations,
      and(eq(conversations.shopId, promises.shopId), eq(conversations.id, promises.conversationId)),
    )
    .where(
      and(eq(promises.status, 'open'), lt(promises.dueAt, before), isNull(conversations.promiseOverdueSince)),
    )
    .limit(AT_ONCE)
  const missing = await jobsMissing(db, [
    ...undrafted.map((ref): Wanted => ({ queue: 'draft', key: conversationKey(ref), payload: ref })),
    ...undelivered.map((ref): Wanted => ({ queue: 'deliver', key: conversationKey(ref), payload: ref })),
    ...asleep.map((ref): Wanted => ({ queue: 'wake', key: conversationKey(ref), payload: ref })),
    ...unremembered.map((ref): Wanted => ({ queue: 'promise_due', key: conversationKey(ref), payload: ref })),
    ...unsent.map((ref): Wanted => ({ queue: 'auto_send', key: draftKey(ref), payload: ref })),
  ])
  for (const wanted of missing) await enqueue(db, { ...wanted, now })
}

type Of<Q extends QueueName> = { queue: Q; key: string; payload: JobPayload<Q> }
type Wanted = Of<'draft'> | Of<'wake'> | Of<'promise_due'> | Of<'deliver'> | Of<'auto_send'>

const keyRow = z.object({ queue: z.string(), key: z.string() })

/** A job that waits already is left alone: its back-off and its attempts are its own. */
async function jobsMissing(db: Database, wanted: Wanted[]): Promise<Wanted[]> {
  if (wanted.length === 0) return []
  const keys = sql.join(
    wanted.map((one) => sql`(${one.queue}, ${one.key})`),
    sql`, `,
  )
  const rows = await queryRows(db, keyRow, sql`select queue, key from jobs where (queue, key) in (${keys})`)
  const waiting = new Set(rows.map((row) => `${row.queue} ${row.key}`))
  return wanted.filter((one) => !waiting.has(`${one.queue} ${one.key}`))
}
