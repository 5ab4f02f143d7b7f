import type { Database } from '../../db/client.ts'
import type { Classification } from '../../domain/draft.ts'
import { weakestClass } from '../../domain/evidence-class.ts'
import { type BenchCase, type BenchRun, benchFindings } from '../../domain/prompt-bench.ts'
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

/** What a model's own bad answer is called; anything else that stands behind a stand-in is the server's failure. */
const UNUSABLE = ['invalid_output', 'refused', 'truncated']
const SHOWN_CHARACTERS = 2_000

/** One turn of the past answered again by both versions, side by side. Nothing of it is stored as a draft or sent. */
export async function runBenchCase(deps: CaseRunDeps, input: Input): Promise<BenchCase> {
  const { shopId, conversationId, draftedAt, classification } = input
  const ref = { shopId, conversationId }
  const snapshot = await loadSnapshot(deps.db, { ...ref, until: draftedAt })
  if (!snapshot || snapshot.turn.length === 0) return failed('', 'turn_gone')
  const turn = snapshot.turnText.slice(0, SHOWN_CHARACTERS)
  // What an agent asked for since was not asked of that draft.
  const asked = { ...snapshot, conversation: { ...snapshot.conversation, note: null } }
  const prepared = await prepareCase(deps, ref, { snapshot: asked, read: classification, until: draftedAt })
  const runs: Record<'live' | 'candidate', BenchRun[]> = { live: [], candidate: [] }
  for (let repeat = 0; repeat < input.repeats; repeat++) {
    const [live, candidate] = await Promise.all([
      runOnce(deps, ref, prepared, input.live),
      runOnce(deps, ref, prepared, input.candidate),
    ])
    const failure = live.failure ?? candidate.failure
    if (failure !== null || !live.run || !candidate.run) return failed(turn, failure ?? 'model_failed')
    runs.live.push(live.run)
    runs.candidate.push(candidate.run)
  }
  return { turn, ...runs, failure: null }
}

const failed = (turn: string, failure: string): BenchCase => ({ turn, live: [], candidate: [], failure })

type Once = { run: BenchRun; failure: null } | { run: null; failure: string }

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
