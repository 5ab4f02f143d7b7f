import { type CellState, PERSON_ONLY } from './autonomy.ts'
import type { Check, Classification, DraftKind, EvidenceClass, Route } from './draft.ts'
import { findStopWord } from './find-stop-word.ts'
import { ROUTING_RULES, type RoutingRule } from './routing-rules.ts'
import type { ShopPolicy } from './shop-policy.ts'

type DraftState = {
  kind: DraftKind
  abstained: boolean
  text: string
  /** What each sentence rests on. */
  classes: readonly EvidenceClass[]
  /** Findings of the evidence checks, whatever class the sentence was given. */
  findings: number
  composer: string
  unanswered: number
  /** `drafting`, or why it came back to a person. */
  origin: string
}

type Reading = Pick<Classification, 'category' | 'confidence' | 'needsReply' | 'needsHuman' | 'riskFlags'>

export type RoutingInput = {
  classification: Reading
  draft: DraftState
  checks: readonly Check[]
  policy: ShopPolicy
  cell: CellState
  turnText: string
  photos: { count: number; seen: boolean }
  isShopOpen: boolean
  /** Of the marketplace's window, in milliseconds; null = it has no end yet. */
  windowLeftMs: number | null
  chatClosed: boolean
  isEscalated: boolean
  /** Automatic replies since a person last answered in this conversation. */
  repliesInARow: number
  /** An automatic reply to this same turn has left, or may have. */
  turnWasAnswered: boolean
  isBudgetSpent: boolean
  /** A review of three stars or less, of unknown stars, or of a parcel that was not taken. */
  isLowRated: boolean
  /** A review whose words blame, whatever its stars. */
  readsNegative: boolean
  stop: { all: boolean; shop: boolean; channel: boolean }
}

/** A rule's objections, each as its detail; no objection = an empty list. `''` is an objection without detail. */
type Objections = (input: RoutingInput) => string[]

const when = (objects: boolean, detail = ''): string[] => (objects ? [detail] : [])

const RULES: Record<RoutingRule, Objections> = {
  risk_flag: ({ classification }) => [...classification.riskFlags],
  needs_person: ({ classification }) => when(classification.needsHuman),
  person_category: ({ classification }) =>
    when(PERSON_ONLY.has(classification.category), classification.category),
  low_rating: ({ isLowRated }) => when(isLowRated),
  reads_negative: ({ readsNegative }) => when(readsNegative),
  check_block: ({ checks }) => checks.filter(({ status }) => status === 'block').map(({ rule }) => rule),
  check_warn: ({ checks }) => checks.filter(({ status }) => status === 'warn').map(({ rule }) => rule),
  inferred: ({ draft }) => when(draft.classes.includes('inferred')),
  finding: ({ draft }) => when(draft.findings > 0),
  handover: ({ draft }) => when(draft.kind === 'handover' || draft.abstained),
  nothing_said: (input) => when(saysNothing(input)),
  unanswered: ({ draft }) => when(draft.kind === 'answer' && draft.unanswered > 0),
  photos_unseen: ({ photos }) => when(photos.count > 0 && !photos.seen),
  came_back: ({ draft }) => when(draft.origin !== 'drafting', draft.origin),
  escalated: ({ isEscalated }) => when(isEscalated),
  chat_closed: ({ chatClosed }) => when(chatClosed),
  window_closed: ({ windowLeftMs }) => when(windowLeftMs !== null && windowLeftMs <= 0),
  window_short: ({ windowLeftMs, policy }) =>
    when(windowLeftMs !== null && windowLeftMs > 0 && windowLeftMs < neededWindowMs(policy)),
  turn_answered: ({ turnWasAnswered }) => when(turnWasAnswered),
  stop_all: ({ stop }) => when(stop.all),
  stop_shop: ({ stop }) => when(stop.shop),
  stop_channel: ({ stop }) => when(stop.channel),
  cell_off: ({ cell }) => when(cell === 'off'),
  cell_draft: ({ cell }) => when(cell === 'draft'),
  cell_dry_run: ({ cell }) => when(cell === 'dry_run'),
  no_reply_needed: (input) => when(!input.classification.needsReply && !isCourtesy(input)),
  question: ({ draft, policy }) => when(draft.kind === 'clarify' && !policy.questionsMaySend),
  evidence_class: ({ draft, policy }) => unwantedClasses(draft.classes, policy),
  model_wrote: ({ draft, policy }) => when(draft.composer !== 'built-in' && !policy.modelMaySend),
  low_confidence: ({ classification, policy }) => when(!(classification.confidence >= policy.minConfidence)),
  outside_hours: ({ isShopOpen, policy }) => when(!isShopOpen && !policy.sendsOutsideHours),
  stop_word: ({ turnText, draft, policy }) => {
    const found = findStopWord(`${turnText}\n${draft.text}`, policy.stopWords)
    return when(found !== undefined, found)
  },
  replies_in_a_row: ({ repliesInARow, policy }) => when(repliesInARow >= policy.repliesInARow),
  budget_spent: ({ isBudgetSpent }) => when(isBudgetSpent),
}

export type Routed = {
  route: Route
  /** Why it does not leave by itself, `rule` or `rule:detail`, in the order of the rules; empty = it does. */
  reasons: string[]
  /** It would leave if its cell were on: what a dry run records. */
  wouldSend: boolean
}

/** Where a draft goes. It leaves by itself only when not one rule objects; else a person's queue is chosen. */
export function routeDraft(input: RoutingInput): Routed {
  const reasons = ROUTING_RULES.flatMap((rule) =>
    RULES[rule](input).map((detail) => (detail === '' ? rule : `${rule}:${detail}`)),
  )
  return {
    route: reasons.length === 0 ? 'auto_send' : personRoute(input),
    reasons,
    wouldSend: reasons.every((reason) => reason === 'cell_dry_run'),
  }
}

type ForPerson = Pick<RoutingInput, 'classification' | 'checks'> & {
  draft: Pick<DraftState, 'kind' | 'abstained'>
}

/** The queue in which a person finds the draft. First matching row wins; order is the policy. */
export function personRoute({ classification, draft, checks }: ForPerson): Exclude<Route, 'auto_send'> {
  if (classification.riskFlags.length > 0 || classification.needsHuman) return 'escalate'
  if (checks.some((check) => check.status === 'block')) return 'escalate'
  if (!classification.needsReply) return 'no_reply'
  if (draft.kind === 'handover' || draft.abstained) return 'escalate'
  return 'review'
}

/** What must be left of the window when a draft is planned or sent: the undo time and the shop's reserve. */
const neededWindowMs = ({ undoSeconds, windowReserveMinutes }: ShopPolicy): number =>
  undoSeconds * 1_000 + windowReserveMinutes * 60_000

/** A short word for thanks: the one text that may rest on nothing. */
const isCourtesy = ({ classification, draft, policy }: RoutingInput): boolean =>
  policy.answersThanks && classification.category === 'thanks' && draft.kind === 'acknowledge'

/** Politeness alone answers nobody; a question and a courtesy for thanks need no more. */
function saysNothing(input: RoutingInput): boolean {
  const { draft } = input
  if (draft.text.trim() === '') return true
  if (draft.kind === 'clarify' || isCourtesy(input)) return false
  return draft.classes.every((name) => name === 'courtesy')
}

function unwantedClasses(classes: readonly EvidenceClass[], { classes: wanted }: ShopPolicy): string[] {
  const allowed: readonly string[] = wanted
  return [...new Set(classes)].filter(
    (name) => name !== 'courtesy' && name !== 'inferred' && !allowed.includes(name),
  )
}
