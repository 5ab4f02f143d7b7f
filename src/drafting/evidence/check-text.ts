import type { DraftSentence, Evidence } from '../../domain/draft.ts'
import { splitSentences } from '../../domain/text/sentences.ts'
import { checkEvidence, type EvidenceInput } from './check-evidence.ts'
import { meaningsOf } from './matter.ts'

type Input = Omit<EvidenceInput, 'sentences'> & {
  text: string
  /** The sentences of the draft that a person changes; those they kept keep what they rest on. */
  known: readonly DraftSentence[]
}

/**
 * A person's text sentence by sentence, in their order. What they kept rests on what it rested on; what they wrote is held
 * against everything the draft was offered, and rests on the pieces that carry it.
 */
export function checkText({ text, known, ...input }: Input): DraftSentence[] {
  return splitKept(text, known).map((sentence) => {
    const isKept = known.some(({ ru }) => ru.trim() === sentence.ru)
    return isKept && sentence.evidenceIds.length > 0 ? judge(sentence, input) : judgeOwn(sentence, input)
  })
}

function judge(sentence: DraftSentence, input: Omit<EvidenceInput, 'sentences'>): DraftSentence {
  const [checked] = checkEvidence({ ...input, sentences: [sentence] })
  return checked ?? sentence
}

/** Held against every piece that speaks of the same; where it holds, the first that carries it alone is its source. */
function judgeOwn(sentence: DraftSentence, input: Omit<EvidenceInput, 'sentences'>): DraftSentence {
  const plain = judge({ ...sentence, evidenceIds: [], class: 'documented' }, input)
  const near = nearTo(sentence.ru, input)
  if (plain.class === 'courtesy' || near.length === 0) return plain
  const against = (evidence: readonly Evidence[]) =>
    judge({ ...sentence, evidenceIds: evidence.map(({ id }) => id), class: 'documented' }, input)
  const found = against(near)
  // Of many pieces none is the source of what does not hold.
  if (found.class === 'inferred') return { ...found, evidenceIds: [] }
  return near.map((one) => against([one])).find((one) => one.class !== 'inferred') ?? found
}

const MOST_NEAR = 12

/** The live pieces that share most words with the sentence. */
function nearTo(ru: string, { offered, stale, about = '' }: Omit<EvidenceInput, 'sentences'>): Evidence[] {
  const own = meaningsOf(about)
  const said = [...meaningsOf(ru)].filter((one) => !own.has(one))
  return offered
    .filter(({ id }) => !stale?.has(id))
    .map((evidence) => {
      const known = meaningsOf(`${evidence.title} ${evidence.textRu}`)
      return { evidence, shared: said.filter((one) => known.has(one)).length }
    })
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, MOST_NEAR)
    .map(({ evidence }) => evidence)
}

/** The kept sentences whole, what stands between them split. */
function splitKept(text: string, known: readonly DraftSentence[]): DraftSentence[] {
  const kept = known
    .map((sentence) => ({ ...sentence, ru: sentence.ru.trim() }))
    .filter(({ ru }) => ru !== '')
    .toSorted((a, b) => b.ru.length - a.ru.length)
  for (const sentence of kept) {
    const at = text.indexOf(sentence.ru)
    if (at < 0) continue
    const rest = known.filter(({ ru }) => ru.trim() !== sentence.ru)
    return [
      ...splitKept(text.slice(0, at), rest),
      sentence,
      ...splitKept(text.slice(at + sentence.ru.length), rest),
    ]
  }
  return splitSentences(text).map((ru) => ({ ru, evidenceIds: [], class: 'inferred' }))
}
