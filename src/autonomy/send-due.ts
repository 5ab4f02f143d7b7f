import { and, eq } from 'drizzle-orm'
import type { Database, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { drafts } from '../db/schema/drafting.ts'
import { autoSends } from '../db/schema/policy.ts'
import { holdStops, POLICY_ACTOR_ID } from '../db/stop-switch.ts'
import type { Actor } from '../domain/actor.ts'
import { routeDraft } from '../domain/routing.ts'
import type { CheckReply } from '../drafting/checks/check-reply.ts'
import { approveDraft } from '../review/approve-draft.ts'
import type { Taken } from '../review/take-draft.ts'
import type { Clock } from '../shared/clock.ts'
import { AppError, conflict } from '../shared/errors.ts'
import { loadSituation } from './load-situation.ts'
import { isWaiting, settleStopped } from './settle-auto-send.ts'

type Deps = { db: Database; clock: Clock; checkReply: CheckReply; defaultBudgetMicros: number | null }
type Ref = { shopId: string; draftId: string }

const POLICY: Actor = { id: POLICY_ACTOR_ID, name: POLICY_ACTOR_ID, role: 'agent' }

/**
 * Sends a draft whose undo time has passed, by the same approval a person gives; everything is decided anew on the
 * state it is then. Answers when to look again; undefined when it is settled one way or the other.
 */
export async function sendDue(deps: Deps, { shopId, draftId }: Ref): Promise<Date | undefined> {
  const { db, clock, checkReply } = deps
  const [row] = await db
    .select({ sendAfter: autoSends.sendAfter, draft: drafts })
    .from(autoSends)
    .innerJoin(drafts, and(eq(drafts.shopId, autoSends.shopId), eq(drafts.id, autoSends.draftId)))
    .where(isWaiting({ shopId, draftId }))
  if (!row) return undefined
  const { draft, sendAfter } = row
  if (sendAfter && sendAfter > clock.now()) return sendAfter
  try {
    await approveDraft(
      { db, clock, checkReply, undoMs: 0, guard: (tx, taken) => decideAnew(tx, taken, deps) },
      {
        shopId,
        conversationId: draft.conversationId,
        draftId,
        fingerprint: draft.fingerprint,
        actor: POLICY,
      },
    )
    return undefined
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'bug' || error.kind === 'unavailable') throw error
    const until = claimEnd(error)
    if (until && until > clock.now()) return until
    const now = clock.now()
    await db.transaction(async (tx) => {
      const reasons = reasonsOf(error)
      if (!(await settleStopped(tx, { shopId, draftId, reasons, by: POLICY_ACTOR_ID, now }))) return
      await recordChange(tx, { shopId, kind: 'draft', conversationId: draft.conversationId, now })
    })
    return undefined
  }
}

/** The last word, under the lock of the conversation and of the switches. Throws what stands against it. */
async function decideAnew(
  tx: Transaction,
  { draft, conversation }: Taken,
  { clock, defaultBudgetMicros }: Deps,
): Promise<void> {
  const now = clock.now()
  const { shopId, id: draftId } = draft
  if (conversation.snoozedUntil && conversation.snoozedUntil > now)
    throw conflict('case_snoozed', 'Somebody put this case off.')
  const stops = await holdStops(tx, shopId)
  const situation = await loadSituation(tx, { draft, conversation, stops, now, defaultBudgetMicros })
  const { route, reasons } = routeDraft(situation)
  if (route !== 'auto_send') throw conflict('auto_send_refused', reasons.join(', '), { reasons })
  const sent = await tx
    .update(autoSends)
    .set({ status: 'sent', settledBy: POLICY_ACTOR_ID, settledAt: now })
    .where(isWaiting({ shopId, draftId }))
    .returning({ draftId: autoSends.draftId })
  if (sent.length === 0) throw conflict('auto_send_stopped', 'It was stopped a moment ago.')
}

/** A person has the case open: it waits for them and is judged again. */
function claimEnd({ code, details }: AppError): Date | undefined {
  return code === 'claimed_by_other' && typeof details?.at === 'string' ? new Date(details.at) : undefined
}

function reasonsOf({ code, details }: AppError): string[] {
  if (code === 'auto_send_refused' && Array.isArray(details?.reasons)) return details.reasons.map(String)
  const what = typeof details?.what === 'string' ? `:${details.what}` : ''
  return [`moved:${code}${what}`]
}
