import type { Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { isComplaint } from '../domain/case-state.ts'
import type { Category } from '../domain/category.ts'
import { assignByRule } from './assign.ts'
import { BUYER, type CaseRef, recordCaseEvent } from './case-events.ts'
import { putCase, readCase } from './case-row.ts'
import { advanceStage } from './set-stage.ts'
import { endBuyerWait } from './wait.ts'

/** What the course of a conversation makes of its case; each on a held conversation, in the caller's transaction. */

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
  await recordChange(tx, { ...ref, kind: 'conversation', now })
}

/** The turn was read: a complaint begins to be one, and a new case finds its person. */
export async function noteRead(
  tx: Transaction,
  ref: CaseRef,
  { category, needsReply, now }: { category: Category; needsReply: boolean; now: Date },
): Promise<void> {
  if (!needsReply) return
  if (isComplaint(category)) await advanceStage(tx, ref, { fact: 'heard', now })
  await assignByRule(tx, ref, { category, now })
}
