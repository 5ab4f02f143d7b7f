import type { Transaction } from '../db/client.ts'
import { autoSends } from '../db/schema/policy.ts'
import { holdStops } from '../db/stop-switch.ts'
import { routeDraft } from '../domain/routing.ts'
import { enqueue } from '../queue/enqueue.ts'
import { draftKey } from '../queue/jobs.ts'
import { isCopyOnly } from '../review/copy-out.ts'
import { type Conversation, type Draft, loadSituation } from './load-situation.ts'
import { planAcknowledgement } from './plan-acknowledgement.ts'

type Input = { draft: Draft; conversation: Conversation; now: Date; defaultBudgetMicros: number | null }

/**
 * Decides about a draft that was just saved, in the same transaction: it waits out its undo time and leaves by itself,
 * is put on record as one that would have, or stays with a person as it is.
 */
export async function planSend(tx: Transaction, input: Input): Promise<void> {
  const { draft, conversation, now } = input
  // Nothing leaves by itself where the marketplace knows nothing of the case, or does not let us answer.
  if (await isCopyOnly(tx, conversation)) return
  const { shopId, id: draftId } = draft
  const stops = await holdStops(tx, shopId)
  const situation = await loadSituation(tx, { ...input, stops })
  const { route, reasons, wouldSend } = routeDraft(situation)
  if (route !== 'auto_send') await planAcknowledgement(tx, { draft, policy: situation.policy, now })
  if (!wouldSend) return
  const sendAfter = new Date(now.getTime() + situation.policy.undoSeconds * 1_000)
  const isOn = route === 'auto_send'
  await tx.insert(autoSends).values({
    shopId,
    draftId,
    mode: isOn ? 'on' : 'dry_run',
    status: isOn ? 'waiting' : 'would_send',
    reasons,
    sendAfter,
    decidedAt: now,
  })
  if (!isOn) return
  const payload = { shopId, draftId }
  await enqueue(tx, { queue: 'auto_send', key: draftKey(payload), payload, now, runAt: sendAfter })
}
