import type { Executor } from '../db/client.ts'
import { caseEvents } from '../db/schema/cases.ts'
import type { Actor } from '../domain/actor.ts'
import { newId } from '../shared/ids.ts'

export type CaseRef = { shopId: string; conversationId: string }

export type CaseEventKind =
  | 'stage'
  | 'assigned'
  | 'unassigned'
  | 'waiting'
  | 'waiting_over'
  | 'closed'
  | 'reopened'

/** Who did it where no person did. */
export const BUYER = 'buyer'
export const RULE = 'rule'

type NewEvent = CaseRef & {
  kind: CaseEventKind
  actor: Actor['id']
  detail?: string | null | undefined
  note?: string | null | undefined
  now: Date
}

/** Puts down what happened to a case, in the transaction in which it happened. */
export async function recordCaseEvent(
  tx: Executor,
  { now, detail, note, ...event }: NewEvent,
): Promise<void> {
  await tx
    .insert(caseEvents)
    .values({ ...event, id: newId(now), detail: detail ?? null, note: note || null, at: now })
}
