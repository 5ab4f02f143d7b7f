import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows, type Transaction } from '../db/client.ts'
import { users } from '../db/schema/access.ts'
import { assignmentRules } from '../db/schema/cases.ts'
import { whoSees } from '../db/within-shops.ts'
import type { Actor } from '../domain/actor.ts'
import type { Category } from '../domain/category.ts'
import type { Clock } from '../shared/clock.ts'
import { invalid } from '../shared/errors.ts'
import { type CaseRef, RULE, recordCaseEvent } from './case-events.ts'
import { caseMoved, holdCase, putCase, readCase, tellCase } from './case-row.ts'

type Deps = { db: Database; clock: Clock }

/** One number for the lock under which cases are given out: two at once would count the same load. */
const LOCK = 7_020_233

/**
 * Gives a case to a person, or to nobody. `from`: who had it when the asker looked; whoever comes second is told
 * instead of taking it from the first.
 */
export async function assignCase(
  { db, clock }: Deps,
  { to, from, actor, ...ref }: CaseRef & { to: string | null; from: string | null; actor: Actor },
): Promise<void> {
  await db.transaction(async (tx) => {
    await holdCase(tx, ref)
    const assigned = (await readCase(tx, ref))?.assignedTo ?? null
    if (assigned === to) return
    if (assigned !== from) throw caseMoved('assignee')
    if (to) await requireColleague(tx, { shopId: ref.shopId, id: to })
    await give(tx, ref, { to, actor: actor.id, now: clock.now() })
  })
}

/**
 * Gives a held case that nobody has to the least loaded person, where the shop's rule says so. Whoever was given
 * nothing for the longest time comes first among equals.
 */
export async function assignByRule(
  tx: Transaction,
  ref: CaseRef,
  { category, now }: { category: Category; now: Date },
): Promise<void> {
  const [rule] = await tx.select().from(assignmentRules).where(eq(assignmentRules.shopId, ref.shopId))
  if (!rule?.isOn || !rule.categories.includes(category)) return
  if ((await readCase(tx, ref))?.assignedTo) return
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
  const to = await leastLoaded(
    tx,
    sql`users.role = ${rule.role} and users.disabled_at is null and ${whoSees(ref.shopId)}`,
  )
  if (to) await give(tx, ref, { to, actor: RULE, now })
}

/** Gives a held case to the least loaded of these people, whoever had it before. */
export async function assignAmong(
  tx: Transaction,
  ref: CaseRef,
  { people, now }: { people: readonly string[]; now: Date },
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
  const to = await leastLoaded(tx, inArray(users.id, [...people]))
  if (to) await give(tx, ref, { to, actor: RULE, now })
}

/** A case weighs on its person while something in it waits for an answer. */
async function leastLoaded(tx: Transaction, among: SQL): Promise<string | undefined> {
  const [row] = await queryRows(
    tx,
    z.object({ id: z.string() }),
    sql`select users.id from users
      left join cases k on k.assigned_to = users.id
      left join conversations c on c.shop_id = k.shop_id and c.id = k.conversation_id
        and c.status in ('open', 'escalated') and k.outcome is null
      where ${among}
      group by users.id
      order by count(distinct case when c.id is not null then coalesce(k.case_id, c.id) end), max(k.assigned_at) nulls first, users.id limit 1`,
  )
  return row?.id
}

/** Writes down whose a held case is from now on. */
export async function give(
  tx: Transaction,
  ref: CaseRef,
  { to, actor, now }: { to: string | null; actor: string; now: Date },
): Promise<void> {
  await putCase(tx, ref, { assignedTo: to, assignedAt: to ? now : null })
  const kind = to ? 'assigned' : 'unassigned'
  await recordCaseEvent(tx, { ...ref, kind, actor, detail: to, now })
  await tellCase(tx, ref, now)
}

/** Nobody is given a case of a shop that they may not see. */
async function requireColleague(
  tx: Transaction,
  { shopId, id }: { shopId: string; id: string },
): Promise<void> {
  const [person] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, id), isNull(users.disabledAt), whoSees(shopId)))
  if (!person) throw invalid('person_unknown', 'Expected somebody who works here.')
}
