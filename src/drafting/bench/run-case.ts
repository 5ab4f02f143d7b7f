import type { Database } from '../../db/client.ts'
import type { Classification } from '../../domain/draft.ts'
import { weakestClass } from '../../domain/evidence-class.ts'
import { type BenchCase, benchFindings } from '../../domain/prompt-bench.ts'
import { personRoute } from '../../domain/routing.ts'
import type { ChatModel } from '../../llm/chat-model.ts'
import type { Prompt } from '../../prompting/load-prompt.ts'
import type { Clock } from '../../shared/clock.ts'
import type { CheckReply } from '../checks/check-reply.ts'
import { composeWithModel } from '../compose/model-composer.ts'
import { admitUnseenPhotos } from '../compose/unseen-photos.ts'
import { judgeDraft } from '../judge-draft.ts'
import { loadSnapshot } from '../load-snapshot.ts'
import { type CaseDeps, type PreparedCase, prepareCase, type Ref } from '../prepare-case.ts'
import { meteredModel } from './metered-model.ts'
import { failed, type Once, sideBySide, UNUSABLE } from './side-by-side.ts'

export type CaseRunDeps = CaseDeps & {
  db: Database
  clock: Clock
  checkReply: CheckReply
  model: ChatModel
  timeoutMs: number
}
type Input = Ref & {
  /** The reading that the draft of the past was made with: both versions answer the same question. */
  classification: Classification
  /** When it was made: the thread is read as it was known then. Knowledge, orders and goods are those of today. */
  draftedAt: Date
  live: Prompt
  candidate: Prompt
  repeats: number
}

/** One turn of the past answered again by both versions, side by side. Nothing of it is stored as a draft or sent. */
export async function runBenchCase(deps: CaseRunDeps, input: Input): Promise<BenchCase> {
  const { shopId, conversationId, draftedAt, classification } = input
  const ref = { shopId, conversationId }
  const snapshot = await loadSnapshot(deps.db, { ...ref, until: draftedAt })
  if (!snapshot || snapshot.turn.length === 0) return failed('', 'turn_gone')
  // What an agent asked for since was not asked of that draft.
  const asked = { ...snapshot, conversation: { ...snapshot.conversation, note: null } }
  const prepared = await prepareCase(deps, ref, { snapshot: asked, read: classification, until: draftedAt })
  return sideBySide(snapshot.turnText, input, (prompt) => runOnce(deps, ref, prepared, prompt))
}

async function runOnce(deps: CaseRunDeps, ref: Ref, prepared: PreparedCase, prompt: Prompt): Promise<Once> {
  const { model, meter } = meteredModel(deps.model)
  const written = await composeWithModel({ model, timeoutMs: deps.timeoutMs, prompt }, prepared.input)
  const reason = written.fallbackReason?.split(':')[0] ?? null
  if (reason !== null && !UNUSABLE.includes(reason)) return { run: null, failure: reason }
  const { composed, text, checks } = await judgeDraft(deps, ref, {
    prepared,
    composed: await admitUnseenPhotos(written, prepared.input),
    now: deps.clock.now(),
  })
  return {
    failure: null,
    run: {
      text,
      kind: composed.kind,
      abstained: composed.abstained,
      evidenceClass: weakestClass(composed.sentences),
      route: personRoute({ classification: prepared.classification, draft: composed, checks }),
      findings: benchFindings(checks, composed.sentences),
      unanswered: composed.unanswered.length,
      unusable: reason,
      inputTokens: meter.inputTokens,
      outputTokens: meter.outputTokens,
      costMicros: meter.costMicros,
      latencyMs: Math.round(meter.latencyMs),
    },
  }
}
