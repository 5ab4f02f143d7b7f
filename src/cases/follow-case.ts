import { and, eq, inArray, isNotNull, notInArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { queryRows, type Transaction } from '../db/client.ts'
import { conversations } from '../db/schema/conversations.ts'
import { confirmsSolved } from '../domain/buyer-confirms.ts'
import { isComplaint } from '../domain/case-state.ts'
import type { Category } from '../domain/category.ts'
import { assignByRule } from './assign.ts'
import { BUYER, type CaseRef, recordCaseEvent } from './case-events.ts'
import { putCase, readCase, readMembers, tellCase } from './case-row.ts'
import { hasOpenPromise } from './open-promise.ts'
import { advanceStage } from './set-stage.ts'
import { endBuyerWait, endOpenWait } from './wait.ts'

/** What the course of a conversation makes of its case; each on a held case, in the caller's transaction. */

/** The buyer's new words end the wait for them, and a case that had ended is under way again. */
export async function noteBuyerWrote(
  tx: Transaction,
  ref: CaseRef,
  { wroteAt, now }: { wroteAt: Date | null; now: Date },
): Promise<void> {
  await endBuyerWait(tx, ref, { wroteAt, now })
  const row = await readCase(tx, ref)
  if (!row?.outcome) return
  await putCase(tx, ref, { outcome: null, outcomeAt: null, reopened: row.reopened + 1 })
  await recordCaseEvent(tx, { ...ref, kind: 'reopened', actor: BUYER, detail: row.outcome, now })
  await tellCase(tx, ref, now)
}

/** The turn was read: a complaint begins to be one, and a new case finds its person. */
export async function noteRead(
  tx: Transaction,
  ref: CaseRef,
  { category, needsReply, now }: { category: Category; needsReply: boolean; now: Date },
): Promise<void> {
  if (!needsReply) return confirmByBuyer(tx, ref, now)
  if (isComplaint(category)) await advanceStage(tx, ref, { fact: 'heard', now })
  await assignByRule(tx, ref, { category, now })
}

/** The buyer says in plain words that all is well, after an answer of ours: the case has ended as it should. */
async function confirmByBuyer(tx: Transaction, ref: CaseRef, now: Date): Promise<void> {
  const [said] = await queryRows(
    tx,
    z.object({ words: z.string().nullable(), is_answered: z.boolean() }),
    sql`select c.last_buyer_text as words, exists (select 1 from replies r where r.shop_id = c.shop_id
        and r.conversation_id = c.id and r.status = 'visible') as is_answered
      from conversations c where c.shop_id = ${ref.shopId} and c.id = ${ref.conversationId}`,
  )
  if (!said?.words || !said.is_answered || !confirmsSolved(said.words)) return
  if ((await readCase(tx, ref))?.outcome || (await hasOpenPromise(tx, ref))) return
  if (await waitsElsewhere(tx, ref)) return
  await endOpenWait(tx, ref, { by: BUYER, now })
  await putCase(tx, ref, { outcome: 'confirmed', outcomeAt: now })
  await recordCaseEvent(tx, {
    ...ref,
    kind: 'closed',
    actor: BUYER,
    detail: 'confirmed',
    note: said.words,
    now,
  })
  await tellCase(tx, ref, now)
}

/** Whether another conversation of the case waits for an answer: thanks in one end nothing that was asked in another. */
async function waitsElsewhere(tx: Transaction, ref: CaseRef): Promise<boolean> {
  const ids = (await readMembers(tx, ref)).filter((id) => id !== ref.conversationId)
  if (ids.length === 0) return false
  const [waiting] = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.shopId, ref.shopId),
        inArray(conversations.id, ids),
        isNotNull(conversations.awaitingSince),
        notInArray(conversations.status, ['waiting', 'closed']),
      ),
    )
    .limit(1)
  return waiting !== undefined
}
