import type { Database } from '../db/client.ts'
import type { OfferedEntry } from '../db/draft-entries.ts'
import type { Category } from '../domain/category.ts'
import type {
  Candidate,
  Classification,
  ComposedDraft,
  ComposeInput,
  Evidence,
  Fact,
  PhotoImage,
  ThreadMessage,
} from '../domain/draft.ts'
import { weakestClass } from '../domain/evidence-class.ts'
import { stateFingerprint } from '../domain/fingerprint.ts'
import type { ProcedureFact } from '../domain/procedure.ts'
import { readingCard } from '../domain/reading-card.ts'
import { personRoute } from '../domain/routing.ts'
import type { Clock } from '../shared/clock.ts'
import { newId } from '../shared/ids.ts'
import type { CheckReply } from './checks/check-reply.ts'
import { needsPerson } from './classify/risk-flags.ts'
import { admitUnseenPhotos } from './compose/unseen-photos.ts'
import { varyCourtesy } from './compose/vary-courtesy.ts'
import { proveDraft } from './evidence/prove-draft.ts'
import { warnedOfOrders, withoutOrders } from './evidence-orders.ts'
import { leaveToPerson } from './leave-to-person.ts'
import { loadSnapshot, type Snapshot } from './load-snapshot.ts'
import { caseCategories } from './procedures/case-categories.ts'
import { ozonReport } from './procedures/ozon-report.ts'
import { type CaseHandling, readProcedures } from './procedures/read-procedures.ts'
import { type OnSaved, saveDraft } from './save-draft.ts'

/** Grows when the steps change in a way that makes drafts of before and after incomparable. */
const PIPELINE_VERSION = '1'

type Ref = { shopId: string; conversationId: string }
export type GatheredFacts = {
  facts: Fact[]
  /** Shown to the agent beside the draft; no composer gets them. */
  hints?: Evidence[] | undefined
  order?: { scheme: string; skus?: string[] | undefined } | undefined
  product?: { sku: string; name: string; nameZh?: string | undefined } | undefined
  missing: string[]
  /** What a procedure may require and the records hold already. */
  known: ProcedureFact[]
}
type SearchInput = {
  shopId: string
  text: string
  asks: string[]
  sku?: string | undefined
  orderSkus?: string[] | undefined
  scheme?: string | undefined
}

export type DraftingDeps = {
  db: Database
  clock: Clock
  classify(input: { text: string; thread: ThreadMessage[] }, ref: Ref): Promise<Classification>
  gatherFacts(input: Ref & { turnText: string }): Promise<GatheredFacts>
  search(input: SearchInput): Promise<Candidate[]>
  /** All photos of these addresses as a model gets them; null when they cannot be had or nobody could see them. */
  readPhotos?(urls: string[], ref: Ref): Promise<PhotoImage[] | null>
  compose(input: ComposeInput, ref: Ref): Promise<ComposedDraft>
  checkReply: CheckReply
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
 * reading card → route → save. Saved only for the state it was made from.
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
  const held = await deps.gatherFacts({ ...ref, turnText: snapshot.turnText })
  const found = await deps.search({
    shopId: ref.shopId,
    text: snapshot.turnText,
    asks: read.asks,
    sku: held.product?.sku ?? snapshot.conversation.sku ?? undefined,
    orderSkus: held.order?.skus,
    scheme: held.order?.scheme ?? snapshot.conversation.scheme ?? undefined,
  })
  const { candidates, hadOrders, facts } = withoutOrders({ facts: held.facts, candidates: found })
  const gathered = { ...held, facts }
  const classification = hadOrders ? warnedOfOrders(read) : read
  const handled = await readProcedures(db, { ...ref, snapshot, classification: read, gathered })
  const photoImages = snapshot.photoUrls.length > 0 ? await deps.readPhotos?.(snapshot.photoUrls, ref) : null
  const input = {
    // What the buyer asks is answered: the orders were not theirs.
    ...composeInput(snapshot, read, gathered, candidates),
    ...handled,
    photoImages,
  }
  const first = await admitUnseenPhotos(await deps.compose(input, ref), input)
  const offered: Evidence[] = [...gathered.facts, ...candidates]
  const proven = await proveDraft(db, {
    shopId: ref.shopId,
    composed: first,
    offered,
    about: gathered.product?.name,
    asks: classification.asks,
    ownWords: ownWordsOf(snapshot.shop.signature, handled),
    now: clock.now(),
  })
  const { composed, text, checks } = await checked(deps, ref, { classification, offered }, proven)
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
      promises: composed.promises,
      originReason: composed.fallbackReason ?? null,
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

/**
 * The draft with its findings. Where it repeats what the shop sent before, its courtesy is worded otherwise; what it
 * says stays, and if that alone is the repetition, the finding stays too.
 */
async function checked(
  { checkReply }: DraftingDeps,
  ref: Ref,
  { classification, offered }: { classification: Classification; offered: Evidence[] },
  first: ComposedDraft,
) {
  const categories = caseCategories(classification)
  const attempt = async (composed: ComposedDraft) => {
    const text = textOf(composed)
    return {
      composed,
      text,
      checks: await checkReply({ ...ref, text, categories, evidence: citedBy(composed, offered) }),
    }
  }
  const plain = await attempt(first)
  const isRepeated = plain.checks.some(({ rule, status }) => rule === 'repetition' && status !== 'pass')
  if (!isRepeated || first.composer !== 'built-in') return plain
  return attempt(varyCourtesy(first, ref.conversationId))
}

const citedBy = ({ sentences }: ComposedDraft, offered: Evidence[]): Evidence[] =>
  offered.filter(({ id }) => sentences.some(({ evidenceIds }) => evidenceIds.includes(id)))

/** What the shop itself words: its signature and the questions of its procedure. */
const ownWordsOf = (signature: string | null, { procedure }: CaseHandling): string[] => [
  ...(signature ? [signature] : []),
  ...(procedure?.required ?? []).flatMap(({ question }) => (question ? [question.ru] : [])),
]

const textOf = ({ sentences }: ComposedDraft): string =>
  sentences
    .map((sentence) => sentence.ru.trim())
    .filter(Boolean)
    .join(' ')

/** A photo without words is a message too: a person must look at it. */
function withPhotos(classification: Classification, { turnText, photoUrls }: Snapshot): Classification {
  if (photoUrls.length === 0 || turnText.trim() !== '') return classification
  return { ...classification, needsReply: true, needsHuman: true }
}

function composeInput(
  { turnText, before, conversation, shop, photoUrls }: Snapshot,
  classification: Classification,
  { facts, product }: GatheredFacts,
  candidates: Candidate[],
): Omit<ComposeInput, keyof CaseHandling> {
  return {
    channel: conversation.channel,
    turnText,
    asks: classification.asks,
    classification,
    thread: threadBefore({ before }),
    ...(conversation.buyerName ? { buyerName: conversation.buyerName } : {}),
    ...(conversation.note ? { agentNote: conversation.note } : {}),
    shop: { name: shop.name, ...(shop.signature ? { signature: shop.signature } : {}) },
    facts,
    candidates,
    photos: photoUrls.length,
    ...(product
      ? { product: { name: product.name, ...(product.nameZh ? { nameZh: product.nameZh } : {}) } }
      : {}),
  }
}

const threadBefore = ({ before }: Pick<Snapshot, 'before'>): ThreadMessage[] =>
  before.map(({ author, text }) => ({ author: author as ThreadMessage['author'], text }))

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
