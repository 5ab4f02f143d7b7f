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
import { answeredIn, isCarriedBy } from './answered.ts'
import { statedIn } from './courtesy.ts'
import { meaningsOf } from './matter.ts'
import { findingMessage } from './messages.ts'
import type { Rule, RuleFinding, Source } from './rule.ts'
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
export function checkEvidence(input: EvidenceInput, rules: readonly Rule[] = RULES): DraftSentence[] {
  const { offered, about = '', asks = [] } = input
  const byId = new Map(offered.map((one) => [one.id, one]))
  const given = meaningsOf([about, ...asks].join('\n'))
  const own = new Set((input.ownWords ?? []).map(plain))
  return input.sentences.map((sentence) => {
    const { class: claimed, evidenceIds, findings: _former, ...rest } = sentence
    const { evidenceClass, findings } = judge(sentence)
    const isKept = claimed === 'inferred' && evidenceClass !== 'courtesy'
    return { ...rest, evidenceIds, class: isKept ? 'inferred' : evidenceClass, findings }
  })

  function judge({ ru, evidenceIds, class: claimed }: DraftSentence): Judged {
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
    const carried = carriedParts(saying, cited, about)
    const found = rules
      .flatMap((rule) => rule({ sentence: saying, cited, given, about }))
      .filter(
        ({ kind, start, end }) =>
          !OF_STANCE.has(kind) || !carried.some((one) => start < one.end && one.start < end),
      )
    return found.length > 0 ? fallen(distinct(found).map((one) => tell(ru, one))) : held(classOf(cited))
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
