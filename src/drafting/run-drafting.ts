import type { OfferedEntry } from '../db/draft-entries.ts'
import type { Category } from '../domain/category.ts'
import type {
  Candidate,
  Classification,
  ComposedDraft,
  ComposeInput,
  Evidence,
  Fact,
  ThreadMessage,
} from '../domain/draft.ts'
import { weakestClass } from '../domain/evidence-class.ts'
import { stateFingerprint } from '../domain/fingerprint.ts'
import { readingCard } from '../domain/reading-card.ts'
import { personRoute } from '../domain/routing.ts'
import type { Clock } from '../shared/clock.ts'
import { newId } from '../shared/ids.ts'
import type { CheckReply } from './checks/check-reply.ts'
import { needsPerson } from './classify/risk-flags.ts'
import { admitUnseenPhotos } from './compose/unseen-photos.ts'
import { judgeDraft } from './judge-draft.ts'
import { leaveToPerson } from './leave-to-person.ts'
import { loadSnapshot, type Snapshot } from './load-snapshot.ts'
import { type CaseDeps, prepareCase, type Ref, threadBefore } from './prepare-case.ts'
import { ozonReport } from './procedures/ozon-report.ts'
import { type OnSaved, saveDraft } from './save-draft.ts'
import { type ReadAgain, readDraftAgain } from './second-reading/read-draft-again.ts'

/** Grows when the steps change in a way that makes drafts of before and after incomparable. */
const PIPELINE_VERSION = '1'

export type DraftingDeps = CaseDeps & {
  clock: Clock
  classify(input: { text: string; thread: ThreadMessage[] }, ref: Ref): Promise<Classification>
  compose(input: ComposeInput, ref: Ref): Promise<ComposedDraft>
  checkReply: CheckReply
  /** Lets somebody else than the composer read the finished text; undefined where nobody can, or the shop wants none. */
  readAgain?: ReadAgain
  /** Whether the shop wants no draft for this kind of turn. */
  wantsNone?(input: { shopId: string; channel: string; category: Category }): Promise<boolean>
  /** Whether it leaves by itself; without, every draft waits for a person. */
  onSaved?: OnSaved
}

/** Too early, or a reply is under way whose fate decides what the turn is: look again then. */
export type DraftingOutcome = { done: 'saved' | 'stale' | 'nothing' | 'left' } | { again: Date }

const REPLY_WAIT_MS = 2_000

/**
 * One draft for the open turn of a conversation: classify → gather facts → retrieve → procedure → compose → check →
 * second reading → reading card → route → save. Saved only for the state it was made from.
 */
export async function runDrafting(deps: DraftingDeps, ref: Ref): Promise<DraftingOutcome> {
  const { db, clock } = deps
  const startedAt = clock.now()
  const snapshot = await loadSnapshot(db, ref)
  if (!snapshot?.conversation.draftDueAt || snapshot.turn.length === 0) return { done: 'nothing' }
  if (snapshot.conversation.draftDueAt > startedAt) return { again: snapshot.conversation.draftDueAt }
  if (snapshot.replyInFlight) return { again: new Date(startedAt.getTime() + REPLY_WAIT_MS) }

  const read = withPhotos(
    await deps.classify({ text: snapshot.turnText, thread: threadBefore(snapshot) }, ref),
    snapshot,
  )
  const { channel, revision } = snapshot.conversation
  const { category } = read
  // A risk reaches a person whatever the shop has set.
  const isRisky = needsPerson(read.riskFlags)
  if (!isRisky && (await deps.wantsNone?.({ shopId: ref.shopId, channel, category })))
    return { done: await leaveToPerson(db, { ...ref, revision, now: startedAt }) }
  const prepared = await prepareCase(deps, ref, { snapshot, read })
  const { classification, gathered, candidates, handled } = prepared
  const first = await admitUnseenPhotos(await deps.compose(prepared.input, ref), prepared.input)
  const written = { prepared, composed: first, channel }
  const judged = await judgeDraft(deps, ref, { ...written, now: clock.now() })
  const { composed, text, checks } = await readDraftAgain(deps, ref, { ...written, judged })
  const evidence = citedEvidence(composed, gathered.facts, candidates)
  const now = clock.now()
  const id = newId(now)
  const done = await saveDraft(
    db,
    {
      ...ref,
      id,
      kind: composed.kind,
      route: personRoute({ classification, draft: composed, checks }),
      text,
      sentences: composed.sentences,
      evidence: [...evidence, ...(gathered.hints ?? []), ...ozonReport({ snapshot, classification, now })],
      evidenceClass: weakestClass(composed.sentences),
      classification,
      checks,
      readingCard: readingCard(composed, classification.asks, evidence),
      unanswered: composed.unanswered,
      missingFacts: handled.missingFacts,
      promises: composed.promises,
      ...originOf(snapshot, composed),
      revision,
      fingerprint: stateFingerprint({ draftId: id, revision, text, turn: snapshot.turn }),
      composer: composed.composer,
      model: composed.model ?? null,
      promptVersion: composed.promptVersion ?? null,
      procedureVersion: handled.procedure?.version ?? null,
      pipelineVersion: PIPELINE_VERSION,
      latencyMs: now.getTime() - startedAt.getTime(),
      createdAt: now,
    },
    {
      sku: gathered.product?.sku,
      offered: offeredEntries(composed, gathered.facts, candidates),
      now,
      onSaved: deps.onSaved,
    },
  )
  return { done }
}

/** After a refusal it is no plain draft: a person must look at it. */
const originOf = ({ refusal }: Snapshot, { fallbackReason }: ComposedDraft) =>
  refusal
    ? { origin: 'undelivered', originReason: refusal }
    : { origin: 'drafting', originReason: fallbackReason ?? null }

/** A photo without words is a message too: a person must look at it. */
function withPhotos(classification: Classification, { turnText, photoUrls }: Snapshot): Classification {
  if (photoUrls.length === 0 || turnText.trim() !== '') return classification
  return { ...classification, needsReply: true, needsHuman: true }
}

/**
 * What the text rests on first, then what else was found: the agent may want to look further. The rest is kept aside, so
 * that what an agent writes is checked against everything the composer knew.
 */
function citedEvidence(composed: ComposedDraft, facts: Fact[], candidates: Candidate[]): Evidence[] {
  const cited = new Set(composed.sentences.flatMap((sentence) => sentence.evidenceIds))
  const all: Evidence[] = [...facts, ...candidates.map(asEvidence)]
  const byId = new Map(all.map((evidence) => [evidence.id, evidence]))
  const found = [...byId.values()]
  const used = found.filter((evidence) => cited.has(evidence.id))
  const nearby = found
    .filter((evidence) => !cited.has(evidence.id) && evidence.kind === 'passage')
    .slice(0, 3)
  const shown = new Set([...used, ...nearby].map(({ id }) => id))
  const aside = found.filter(({ id }) => !shown.has(id)).slice(0, MOST_ASIDE)
  return [...used, ...nearby, ...aside.map((evidence) => ({ ...evidence, isAside: true }))]
}
const MOST_ASIDE = 80

/** Every entry the draft could have used, with the version it was read in; used are those a sentence cites. */
function offeredEntries(composed: ComposedDraft, facts: Fact[], candidates: Candidate[]): OfferedEntry[] {
  const cited = new Set(composed.sentences.flatMap((sentence) => sentence.evidenceIds))
  const entries = new Map<string, OfferedEntry>()
  for (const { id, entryId, version } of [...facts, ...candidates]) {
    if (entryId === undefined || version === undefined) continue
    const isUsed = cited.has(id) || entries.get(entryId)?.isUsed === true
    entries.set(entryId, { entryId, version, isUsed })
  }
  return [...entries.values()]
}

function asEvidence({ id, kind, title, textRu, textZh, asOf, entryId, version }: Candidate): Evidence {
  return { id, kind, title, textRu, textZh, asOf, entryId, version }
}
