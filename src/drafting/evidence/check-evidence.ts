import type {
  DraftSentence,
  Evidence,
  EvidenceClass,
  FindingKind,
  SentenceFinding,
} from '../../domain/draft.ts'
import { EVIDENCE_CLASSES } from '../../domain/draft.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { splitSentences } from '../../domain/text/sentences.ts'
import { alignmentOf } from './alignment.ts'
import { answeredIn, isCarriedBy } from './answered.ts'
import { statedIn } from './courtesy.ts'
import { chanceOfDoubt, DOUBT_LIMIT, doubtRow } from './doubt.ts'
import { meaningsOf } from './matter.ts'
import { findingMessage } from './messages.ts'
import type { Rule, RuleFinding, RuleInput, Source } from './rule.ts'
import { parity } from './rules/parity.ts'
import { polarity } from './rules/polarity.ts'
import { RULES } from './rules.ts'
import { readSaying, type Saying, type Segment } from './saying.ts'

export type EvidenceInput = {
  sentences: readonly DraftSentence[]
  /** Everything the composer was given, not only what it cites. */
  offered: readonly Evidence[]
  /** Ids of evidence that was withdrawn or changed since it was offered. */
  stale?: ReadonlySet<string>
  /** What the conversation is about: the product's name. It may be named without evidence. */
  about?: string
  /** What was asked: its words tell nothing apart. */
  asks?: readonly string[]
  /** Sentences that are the shop's own, such as its signature. */
  ownWords?: readonly string[]
}

/**
 * Every sentence with the class its evidence gives it and, where it does not hold, what is wrong. A sentence is only as
 * good as what it cites; what does not hold is `inferred`, whatever it calls itself.
 */
export function checkEvidence(
  input: EvidenceInput,
  rules: readonly Rule[] = RULES,
  doubt: (row: readonly number[]) => number = chanceOfDoubt,
): DraftSentence[] {
  const { offered, about = '', asks = [] } = input
  const byId = new Map(offered.map((one) => [one.id, one]))
  const given = meaningsOf([about, ...asks].join('\n'))
  const own = new Set((input.ownWords ?? []).map(plain))
  return input.sentences.map((sentence) => {
    const { class: claimed, evidenceIds, findings: former = [], ...rest } = sentence
    const { evidenceClass, findings } = judge(sentence)
    const isKept = claimed === 'inferred' && evidenceClass !== 'courtesy'
    const read = former.filter(({ by }) => by === 'second-reading')
    return {
      ...rest,
      evidenceIds,
      class: isKept ? 'inferred' : evidenceClass,
      findings: [...findings, ...read],
    }
  })

  function judge({ ru, evidenceIds, class: claimed, confirmed }: DraftSentence): Judged {
    if (own.has(plain(ru))) return held('courtesy')
    const saying = readSaying(ru)
    const citations = citationFindings(evidenceIds, ru)
    const cited = evidenceIds.flatMap((id) => {
      const evidence = input.stale?.has(id) ? undefined : byId.get(id)
      return evidence ? [sourceOf(evidence)] : []
    })
    if (evidenceIds.length === 0) {
      const stated = statedIn(saying)
      if (!stated) return held('courtesy')
      const kind = claimed === 'courtesy' ? 'courtesy' : 'no-evidence'
      return fallen([tell(ru, { kind, start: stated.start, end: stated.end })])
    }
    if (citations.length > 0) return fallen(citations)
    if (cited.some((source) => saysVerbatim(source, ru))) return held(classOf(cited))
    const objections = objectionsTo(saying, cited)
    // Whoever named words of a piece that carry the sentence has settled a doubt; a contradiction stands.
    const isSettled = confirmed !== undefined && objections.every(isOnlyDoubt)
    if (objections.length === 0 || isSettled) return held(classOf(cited))
    return fallen(distinct(objections).map((one) => tell(ru, one)))
  }

  /** What is against a sentence that rests on these, in the order of the rules; the doubt only where no rule is. */
  function objectionsTo(saying: Saying, cited: readonly Source[]): RuleFinding[] {
    const laid = { sentence: saying, cited, given, about }
    const carried = carriedParts(saying, cited, about)
    const isOpen = ({ kind, start, end }: RuleFinding) =>
      !OF_STANCE.has(kind) || !carried.some((one) => start < one.end && one.start < end)
    const byRule = rules.map((rule) => ({ rule, found: rule(laid).filter(isOpen) }))
    const found = byRule.flatMap((one) => one.found)
    if (byRule.some(({ rule, found: own }) => own.length > 0 && !SOFT.has(rule))) return found
    const doubted = doubtIn(laid, byRule, doubt)
    return doubted.length > 0 && found.length > 0 ? found : doubted
  }

  function citationFindings(ids: readonly string[], ru: string): SentenceFinding[] {
    return ids.flatMap((id) => {
      const kind: FindingKind | undefined = !byId.has(id)
        ? 'not-offered'
        : input.stale?.has(id)
          ? 'retired'
          : undefined
      return kind ? [{ kind, words: ru, evidenceId: id, message: findingMessage(kind, undefined) }] : []
    })
  }
}

/** Nothing contrary stands there, and it is words that were compared: a number, a date or a name must be found. */
const isOnlyDoubt = ({ kind, instead }: RuleFinding): boolean => instead === undefined && WORDED.has(kind)
const WORDED: ReadonlySet<FindingKind> = new Set(['words', 'unclear', 'property', 'polarity', 'negation'])

/** Rules whose findings are weighed together with how the sentence lies over its evidence. */
const SOFT: ReadonlySet<Rule> = new Set([polarity, parity])

/** Where it is likelier than the limit that the evidence does not carry the sentence. */
function doubtIn(
  input: RuleInput,
  byRule: readonly { rule: Rule; found: RuleFinding[] }[],
  doubt: (row: readonly number[]) => number,
): RuleFinding[] {
  const foundBy = (soft: Rule) => byRule.find(({ rule }) => rule === soft)?.found ?? []
  const alignment = alignmentOf(input)
  const row = doubtRow(alignment, { polarity: foundBy(polarity), parity: foundBy(parity) })
  if (!row || doubt(row) < DOUBT_LIMIT) return []
  const { foreign, words } = alignment
  const [first, last] = [foreign[0], foreign.at(-1)]
  if (first && last && foreign.length >= words / 2)
    return [{ kind: 'words', start: first.start, end: last.end }]
  return [{ kind: 'unclear', start: 0, end: input.sentence.text.length }]
}

/** Findings about yes and no: where the answer to the question itself says the same, it decides. */
const OF_STANCE: ReadonlySet<FindingKind> = new Set(['polarity', 'negation'])

function carriedParts({ segments }: Saying, cited: readonly Source[], about: string): readonly Segment[] {
  const own = [...meaningsOf(about)]
  const answered = cited.flatMap((source) => answeredIn(source) ?? [])
  return segments.filter((segment) => answered.some((one) => isCarriedBy(segment, one, own)))
}

type Judged = { evidenceClass: EvidenceClass; findings: SentenceFinding[] }
const held = (evidenceClass: EvidenceClass): Judged => ({ evidenceClass, findings: [] })
const fallen = (findings: SentenceFinding[]): Judged => ({ evidenceClass: 'inferred', findings })

/** A piece is read once, however many sentences cite it. */
const read = new WeakMap<Evidence, Source>()
function sourceOf(evidence: Evidence): Source {
  const { id, kind, title, textRu } = evidence
  const known = read.get(evidence)
  if (known) return known
  const source = { id, kind, saying: readSaying(textRu, title) }
  read.set(evidence, source)
  return source
}

const CLASSES = {
  passage: 'documented',
  attribute: 'documented',
  order: 'order-fact',
  computed: 'computed',
} satisfies Record<Evidence['kind'], EvidenceClass>

/** The weakest of what it rests on. */
function classOf(cited: readonly Source[]): EvidenceClass {
  const ranks = cited.map(({ kind }) => EVIDENCE_CLASSES.indexOf(CLASSES[kind]))
  return EVIDENCE_CLASSES[Math.max(...ranks)] ?? 'inferred'
}

/** A whole sentence of the evidence, word for word. */
const saysVerbatim = ({ saying }: Source, ru: string): boolean =>
  [saying.text, ...splitSentences(saying.text)].some((one) => plain(one) === plain(ru))

const plain = (text: string): string => normalise(text).replace(/[.!…\s]+$/u, '')

/** Two rules at the same words: the first, more telling one stays. */
const distinct = (found: RuleFinding[]): RuleFinding[] =>
  found.filter((one, i) => !found.slice(0, i).some((other) => one.start < other.end && other.start < one.end))

function tell(ru: string, { kind, start, end, instead, evidenceId }: RuleFinding): SentenceFinding {
  return {
    kind,
    words: ru.slice(start, end).trim(),
    ...(instead === undefined ? {} : { instead }),
    ...(evidenceId === undefined ? {} : { evidenceId }),
    message: findingMessage(kind, instead),
  }
}
