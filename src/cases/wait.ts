import { and, asc, eq, inArray, isNull, max, sql } from 'drizzle-orm'
import type { Database, Executor, Transaction } from '../db/client.ts'
import { caseWaits } from '../db/schema/cases.ts'
import type { Actor } from '../domain/actor.ts'
import { pausesClocks, WAITS_FOR, type WaitsFor } from '../domain/case-state.ts'
import type { Clock } from '../shared/clock.ts'
import { newId } from '../shared/ids.ts'
import { BUYER, type CaseRef, recordCaseEvent } from './case-events.ts'
import { holdCase, readMembers, tellCase } from './case-row.ts'

type Deps = {
  db: Database
  clock: Clock
  /** By when an answer is wanted changes with what stops the clocks; in the same transaction. */
  setTargets(tx: Transaction, ref: CaseRef): Promise<unknown>
}
type Wait = typeof caseWaits.$inferSelect

/**
 * A case waits for somebody else from now on. What it waited for before is over; the same again keeps its beginning
 * and takes the new note. The marketplace's own window runs on, whoever is waited for.
 */
export async function startWait(
  { db, clock, setTargets }: Deps,
  { waitsFor, note, actor, ...ref }: CaseRef & { waitsFor: WaitsFor; note: string; actor: Actor },
): Promise<void> {
  const words = note.trim()
  await db.transaction(async (tx) => {
    await holdCase(tx, ref)
    const open = await openWait(tx, ref)
    const now = clock.now()
    if (open?.waitsFor === waitsFor) {
      if (open.note === words) return
      await tx
        .update(caseWaits)
        .set({ note: words })
        .where(await isOpenIn(tx, ref))
    } else {
      if (open) await end(tx, ref, { at: now, by: actor.id })
      await beginWait(tx, ref, { waitsFor, note: words, by: actor.id, now })
    }
    await recordCaseEvent(tx, {
      ...ref,
      kind: 'waiting',
      actor: actor.id,
      detail: waitsFor,
      note: words,
      now,
    })
    await setTargets(tx, ref)
    await tellCase(tx, ref, now)
  })
}

/** What was waited for is there, or is not needed any more. */
export async function endWait(
  { db, clock, setTargets }: Deps,
  { actor, ...ref }: CaseRef & { actor: Actor },
): Promise<void> {
  await db.transaction(async (tx) => {
    await holdCase(tx, ref)
    await endOpenWait(tx, ref, { by: actor.id, now: clock.now() })
    await setTargets(tx, ref)
  })
}

/**
 * The buyer's next word ends the wait for it, at the moment they wrote it; on a held conversation. Whoever else is
 * waited for is waited for still.
 */
export async function endBuyerWait(
  tx: Transaction,
  ref: CaseRef,
  { wroteAt, now }: { wroteAt: Date | null; now: Date },
): Promise<void> {
  const open = await openWait(tx, ref)
  if (open?.waitsFor !== 'buyer') return
  await endOpenWait(tx, ref, { by: BUYER, at: wroteAt ?? now, now })
}

/** Ends whatever a held case waits for. */
export async function endOpenWait(
  tx: Transaction,
  ref: CaseRef,
  { by, at, now }: { by: string; at?: Date | undefined; now: Date },
): Promise<void> {
  const open = await openWait(tx, ref)
  if (!open) return
  await end(tx, ref, { at: at && at < now ? at : now, by })
  await recordCaseEvent(tx, { ...ref, kind: 'waiting_over', actor: by, detail: open.waitsFor, now })
  await tellCase(tx, ref, now)
}

/** What a case waits for now; the same in each of its conversations. */
export async function openWait(db: Executor, ref: CaseRef): Promise<Wait | undefined> {
  const [row] = await db
    .select()
    .from(caseWaits)
    .where(and(isOf(ref), isNull(caseWaits.until)))
  return row
}

/** A stretch in which the shop's own clocks stand still; `to` null = they still do. */
type Pause = { from: Date; to: Date | null }

/**
 * When the clocks of first response and resolution stand still, by conversation, oldest first and without overlaps.
 * Only waiting for the buyer stops them; the marketplace's own window has no pauses.
 */
export async function loadPauses(
  db: Executor,
  { shopId, conversationIds }: { shopId: string; conversationIds: readonly string[] },
): Promise<Map<string, Pause[]>> {
  const pauses = new Map<string, Pause[]>()
  if (conversationIds.length === 0) return pauses
  const rows = await db
    .select()
    .from(caseWaits)
    .where(
      and(
        eq(caseWaits.shopId, shopId),
        inArray(caseWaits.conversationId, [...conversationIds]),
        inArray(caseWaits.waitsFor, WAITS_FOR.filter(pausesClocks)),
      ),
    )
    .orderBy(asc(caseWaits.since))
  for (const { conversationId, since, until } of rows) {
    if (until && until <= since) continue
    pauses.set(conversationId, [...(pauses.get(conversationId) ?? []), { from: since, to: until }])
  }
  return pauses
}

/** The stretch begins in each conversation of the case, or in those that are named. */
export async function beginWait(
  tx: Transaction,
  ref: CaseRef,
  {
    among,
    by,
    now,
    ...wait
  }: { waitsFor: string; note: string; by: string; among?: readonly string[]; now: Date },
): Promise<void> {
  const ids = among ?? (await readMembers(tx, ref))
  const since = await notBefore(tx, ref.shopId, { ids, now })
  await tx.insert(caseWaits).values(
    ids.map((conversationId) => ({
      ...wait,
      shopId: ref.shopId,
      conversationId,
      id: newId(now),
      since,
      startedBy: by,
    })),
  )
}

async function end(tx: Transaction, ref: CaseRef, { at, by }: { at: Date; by: string }): Promise<void> {
  await tx
    .update(caseWaits)
    // What ends before it began (a clock that was set back, a message read late) has lasted no time.
    .set({ until: sql`greatest(${caseWaits.since}, ${at.toISOString()}::timestamptz)`, endedBy: by })
    .where(await isOpenIn(tx, ref))
}

/** No stretch begins before the last one ended, also where the clock was set back. */
async function notBefore(
  tx: Transaction,
  shopId: string,
  { ids, now }: { ids: readonly string[]; now: Date },
): Promise<Date> {
  const [last] = await tx
    .select({ until: max(caseWaits.until) })
    .from(caseWaits)
    .where(and(eq(caseWaits.shopId, shopId), inArray(caseWaits.conversationId, [...ids])))
  return last?.until && last.until > now ? last.until : now
}

const isOf = ({ shopId, conversationId }: CaseRef) =>
  and(eq(caseWaits.shopId, shopId), eq(caseWaits.conversationId, conversationId))

const isOpenIn = async (db: Executor, ref: CaseRef) =>
  and(
    eq(caseWaits.shopId, ref.shopId),
    inArray(caseWaits.conversationId, await readMembers(db, ref)),
    isNull(caseWaits.until),
  )
