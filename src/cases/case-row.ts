import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Executor, queryRows, type Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { cases } from '../db/schema/cases.ts'
import { conversations } from '../db/schema/conversations.ts'
import { conflict, notFound } from '../shared/errors.ts'
import type { CaseRef } from './case-events.ts'

/**
 * One buyer's matter: a conversation, or several that people merged. What belongs to the case stands in the row of each
 * of its conversations and is written to all of them at once, so that every list reads one row a conversation.
 */

export type CaseRow = typeof cases.$inferSelect
export type Conversation = typeof conversations.$inferSelect

/** A held case: the conversation that was asked for, and all that belong to it, that one too. */
type Held = { conversation: Conversation; members: Conversation[] }

/** Words of the buyer wait in it; thanks that need no reply do not. */
export const isUnanswered = ({ awaitingSince, status }: Conversation): boolean =>
  awaitingSince !== null && status !== 'waiting' && status !== 'closed'

/** Half of the key of the lock under which a shop's cases are merged and taken apart; the shop is the other half. */
const LOCK = 7_020_234

/**
 * The conversations of a case, held until the transaction ends and in one order for everybody: everything about one
 * case happens one after another. To be asked for before any of its rows is held otherwise.
 */
export async function holdCase(tx: Transaction, ref: CaseRef): Promise<Held> {
  // While anybody works on a case nobody changes what belongs to it.
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${LOCK}, hashtext(${ref.shopId}))`)
  return holdMembers(tx, ref)
}

/** Two cases that are to become one, or one that is to become two: meanwhile nobody works on any of the shop. */
export async function holdForMerging(
  tx: Transaction,
  shopId: string,
  conversationIds: readonly string[],
): Promise<Held[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK}, hashtext(${shopId}))`)
  const held: Held[] = []
  for (const conversationId of conversationIds) held.push(await holdMembers(tx, { shopId, conversationId }))
  return held
}

async function holdMembers(tx: Transaction, ref: CaseRef): Promise<Held> {
  const { shopId, conversationId } = ref
  const members = await tx
    .select()
    .from(conversations)
    .where(and(eq(conversations.shopId, shopId), sql`${conversations.id} in (${membersOf(ref)})`))
    .orderBy(conversations.id)
    .for('update')
  const conversation = members.find(({ id }) => id === conversationId)
  if (!conversation) throw notFound('conversation_not_found', 'There is no such conversation.')
  return { conversation, members }
}

/** Ids of the conversations that are one case with this one, itself among them: a subquery. */
const membersOf = ({ shopId, conversationId }: CaseRef) => sql`select ${conversationId}::text
  union select x.conversation_id from cases k join cases x on x.shop_id = k.shop_id and x.case_id = k.case_id
  where k.shop_id = ${shopId} and k.conversation_id = ${conversationId}`

/** Ids of the conversations that are one case with this one, itself among them. */
export async function readMembers(db: Executor, ref: CaseRef): Promise<string[]> {
  const rows = await queryRows(
    db,
    z.object({ id: z.string() }),
    sql`select m.id from (${membersOf(ref)}) m (id) order by m.id`,
  )
  return rows.map(({ id }) => id)
}

export async function readCase(db: Executor, ref: CaseRef): Promise<CaseRow | undefined> {
  const [row] = await db
    .select()
    .from(cases)
    .where(and(eq(cases.shopId, ref.shopId), eq(cases.conversationId, ref.conversationId)))
  return row
}

/** What is known of several conversations as cases; those nobody did anything with have no row. */
export const readCases = (
  db: Executor,
  { shopId, ids }: { shopId: string; ids: readonly string[] },
): Promise<CaseRow[]> =>
  db
    .select()
    .from(cases)
    .where(and(eq(cases.shopId, shopId), inArray(cases.conversationId, [...ids])))

/** Changes what is known of a held case, in each of its conversations. */
export async function putCase(
  tx: Transaction,
  ref: CaseRef,
  change: Partial<typeof cases.$inferInsert>,
): Promise<void> {
  await putCases(tx, { shopId: ref.shopId, ids: await readMembers(tx, ref) }, change)
}

export async function putCases(
  tx: Transaction,
  { shopId, ids }: { shopId: string; ids: readonly string[] },
  change: Partial<typeof cases.$inferInsert>,
): Promise<void> {
  await tx
    .insert(cases)
    .values(ids.map((conversationId) => ({ shopId, conversationId, ...change })))
    .onConflictDoUpdate({ target: [cases.shopId, cases.conversationId], set: change })
}

/** Tells open consoles of a change in each conversation of a case. */
export async function tellCase(tx: Transaction, ref: CaseRef, now: Date): Promise<void> {
  const { shopId } = ref
  for (const conversationId of await readMembers(tx, ref))
    await recordChange(tx, { shopId, conversationId, kind: 'conversation', now })
}

/** Somebody else changed it since: what was decided was decided on another case. */
export const caseMoved = (what: string) =>
  conflict('case_changed', 'Somebody changed this case a moment ago. Read it again.', { what })
