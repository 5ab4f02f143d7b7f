import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { alertDeliveries, alertTargets } from '../db/schema/alerts.ts'
import { shops } from '../db/schema/shops.ts'
import type { BrokenCode } from '../domain/alert-kinds.ts'
import { type Batch, type DueDelivery, isThese, putOff, takeBatches } from './batches.ts'
import type { TellDeps } from './deps.ts'
import { FINDERS } from './find/finders.ts'
import { parcelOf } from './parcel.ts'
import { hears, quietEndOf, type Recipient, readRecipients } from './recipients.ts'
import { keyOf } from './scan-alerts.ts'
import { sendParcel } from './senders.ts'
import type { Outcome } from './targets/outcome.ts'

const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 3_600_000
/** After a day without an answer the target counts as broken. */
const GIVE_UP_MS = 24 * 3_600_000
/** Far enough ahead to find whatever may have been put down ahead. */
const AHEAD_MS = 2 * 24 * 3_600_000

/** A burst is told as it was found: counting weeks anew for each target would change little. */
const LASTING: ReadonlySet<Batch['kind']> = new Set(['burst'])

/**
 * Tells a target what is due. Whether the person may still hear it, wants to, is not asleep, and whether it is still
 * so, is looked at now, at the last moment.
 */
export async function tellTarget(deps: TellDeps, { targetId }: { targetId: string }): Promise<void> {
  const { db, clock } = deps
  const [recipient] = await readRecipients(db, { targetId })
  if (!recipient) {
    await dropAll(db, { targetId, reason: 'nobody_listens', now: clock.now() })
    return
  }
  const quietUntil = quietEndOf(recipient, clock.now())
  if (quietUntil) {
    await putOff(db, { targetId, now: clock.now(), until: quietUntil })
    return
  }
  for (const batch of await takeBatches(db, { targetId, now: clock.now() })) {
    const outcome = await tellBatch(deps, recipient, batch)
    if (outcome && outcome.result !== 'delivered') break
  }
}

/** Undefined when nothing of it was left to tell. */
async function tellBatch(deps: TellDeps, recipient: Recipient, batch: Batch): Promise<Outcome | undefined> {
  const { db, clock } = deps
  const { target } = recipient
  const { shopId, kind } = batch
  const [shop] = await db.select().from(shops).where(eq(shops.id, shopId))
  if (!shop || shop.disabledAt || !hears(recipient, { shopId, kind })) {
    await settle(db, {
      target,
      rows: batch.rows,
      status: 'dropped',
      reason: 'not_for_them',
      now: clock.now(),
    })
    return undefined
  }
  const [still, moot] = await sortOut(deps, batch)
  if (moot.length > 0)
    await settle(db, { target, rows: moot, status: 'dropped', reason: 'moot', now: clock.now() })
  const [head, ...tail] = still
  if (!head) return undefined
  const parcel = await parcelOf(deps, { recipient, shop, batch: { ...batch, rows: [head, ...tail] } })
  const outcome = await sendParcel(deps, target, parcel)
  await noteOutcome(deps, { target, rows: [head, ...tail], outcome })
  return outcome
}

/** What still is so, and what has become moot. */
async function sortOut(
  deps: TellDeps,
  { shopId, kind, rows }: Batch,
): Promise<[DueDelivery[], DueDelivery[]]> {
  if (LASTING.has(kind)) return [rows, []]
  const now = deps.clock.now()
  const found = await FINDERS[kind](deps, { shopId, now, until: new Date(now.getTime() + AHEAD_MS) })
  const so = new Set(found.map(keyOf))
  return [rows.filter((row) => so.has(keyOf(row))), rows.filter((row) => !so.has(keyOf(row)))]
}

type Noted = { target: Recipient['target']; rows: DueDelivery[]; outcome: Outcome }

async function noteOutcome({ db, clock }: TellDeps, { target, rows, outcome }: Noted): Promise<void> {
  const now = clock.now()
  const reason = outcome.answer
  switch (outcome.result) {
    case 'delivered':
      await settle(db, { target, rows, status: 'sent', reason, now })
      return
    case 'refused':
      await giveUp(db, { target, rows, code: outcome.code, reason, now })
      return
    case 'later': {
      const first = rows[0]?.first_tried_at ?? now
      if (now.getTime() - first.getTime() >= GIVE_UP_MS)
        return giveUp(db, { target, rows, code: 'gave_up', reason, now })
      const attempts = rows[0]?.attempts ?? 0
      const growing = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20))
      const until = new Date(now.getTime() + Math.max(growing, outcome.afterMs ?? 0))
      await db
        .update(alertDeliveries)
        .set({
          attempts: sql`${alertDeliveries.attempts} + 1`,
          firstTriedAt: sql`coalesce(${alertDeliveries.firstTriedAt}, ${now.toISOString()}::timestamptz)`,
          reason,
        })
        .where(isThese(target.id, rows))
      // Whatever else is due there would be answered the same.
      await putOff(db, { targetId: target.id, now, until })
    }
  }
}

type Settled = {
  target: Recipient['target']
  rows: DueDelivery[]
  status: 'sent' | 'dropped' | 'failed'
  reason: string
  now: Date
}

async function settle(db: Database, { target, rows, status, reason, now }: Settled): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(alertDeliveries)
      .set({ status, reason, settledAt: now })
      .where(and(isThese(target.id, rows), eq(alertDeliveries.status, 'waiting')))
    if (status === 'sent')
      await tx.update(alertTargets).set({ lastDeliveredAt: now }).where(eq(alertTargets.id, target.id))
  })
}

/** A standing refusal is shown to the person and to the admin; nothing more is sent there until a test gets through. */
async function giveUp(
  db: Database,
  { target, rows, code, reason, now }: Omit<Settled, 'status'> & { code: BrokenCode },
): Promise<void> {
  await settle(db, { target, rows, status: 'failed', reason, now })
  await db
    .update(alertTargets)
    .set({ brokenAt: now, brokenCode: code, brokenAnswer: reason })
    .where(eq(alertTargets.id, target.id))
  await dropAll(db, { targetId: target.id, reason: 'broken', now })
}

async function dropAll(
  db: Database,
  { targetId, reason, now }: { targetId: string; reason: string; now: Date },
): Promise<void> {
  await db
    .update(alertDeliveries)
    .set({ status: reason === 'broken' ? 'failed' : 'dropped', reason, settledAt: now })
    .where(and(eq(alertDeliveries.targetId, targetId), eq(alertDeliveries.status, 'waiting')))
}
