import type { Executor } from '../db/client.ts'
import { caseEvents } from '../db/schema/cases.ts'
import type { Actor } from '../domain/actor.ts'
import { newId } from '../shared/ids.ts'
import { readMembers } from './case-row.ts'

export type CaseRef = { shopId: string; conversationId: string }

export type CaseEventKind =
  | 'stage'
  | 'assigned'
  | 'unassigned'
  | 'waiting'
  | 'waiting_over'
  | 'closed'
  | 'reopened'
  | 'merged'
  | 'parted'

/** Who did it where no person did. */
export const BUYER = 'buyer'
export const RULE = 'rule'

type NewEvent = CaseRef & {
  kind: CaseEventKind
  actor: Actor['id']
  detail?: string | null | undefined
  note?: string | null | undefined
  among?: readonly string[] | undefined
  now: Date
}

/**
 * Puts down what happened to a case, in the transaction in which it happened: with each of its conversations, so that
 * one that is taken out later keeps what it was part of. `among`: those conversations, where they are known already.
 */
export async function recordCaseEvent(
  tx: Executor,
  { now, detail, note, among, ...event }: NewEvent,
): Promise<void> {
  const ids = among ?? (await readMembers(tx, event))
  const actId = ids.length > 1 ? newId(now) : null
  await tx.insert(caseEvents).values(
    ids.map((conversationId) => ({
      ...event,
      conversationId,
      id: newId(now),
      actId,
      detail: detail ?? null,
      note: note || null,
      at: now,
    })),
  )
}
