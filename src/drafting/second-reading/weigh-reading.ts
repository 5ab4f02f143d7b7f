import type {
  Check,
  DraftSentence,
  Evidence,
  FindingKind,
  SentenceFinding,
  Trilingual,
} from '../../domain/draft.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { findingMessage } from '../evidence/messages.ts'
import type { Fault, SecondReading, ToReadAgain } from './read-again.ts'

type Read = { toRead: Pick<ToReadAgain, 'sentences' | 'evidence'>; reading: SecondReading }

/**
 * The sentences with the words that carry them, where the reading names some and they do stand in a piece the sentence
 * cites. A reader that cannot show its words has confirmed nothing. What they settle is for code to say.
 */
export function confirmSentences(
  sentences: readonly DraftSentence[],
  { toRead, reading }: Read,
): DraftSentence[] {
  const pieces = new Map(toRead.evidence.map((piece) => [piece.id, piece]))
  const confirmed = new Map(
    reading.sentences.flatMap(({ evidenceId, words, fault }, i) => {
      const sentence = toRead.sentences[i]
      const piece = evidenceId === null ? undefined : pieces.get(evidenceId)
      if (fault !== null || !words || !sentence || !piece) return []
      if (!sentence.evidenceIds.includes(piece.id) || !stands(words, piece)) return []
      return [[sentence.ru, { evidenceId: piece.id, words: words.trim() }]]
    }),
  )
  return sentences.map((sentence) => {
    const found = confirmed.get(sentence.ru)
    return found ? { ...sentence, confirmed: found } : sentence
  })
}

/** The sentences with what the reading is against; none of them leaves by itself any more. */
export function doubtSentences(
  sentences: readonly DraftSentence[],
  { reading, ownWords }: { reading: SecondReading; ownWords: readonly string[] },
): DraftSentence[] {
  const own = new Set(ownWords.map(plain))
  return sentences.map((sentence, i) => {
    const fault = reading.sentences[i]?.fault ?? null
    // What code holds against it already needs no second finding.
    if (fault === null || sentence.class === 'inferred' || own.has(plain(sentence.ru))) return sentence
    const findings = [...(sentence.findings ?? []), asFinding(sentence.ru, fault)]
    return { ...sentence, class: 'inferred', findings }
  })
}

/** The checks with a warning where the reading sees a rule broken that code saw kept; what code found stands. */
export function warnOfBreaches(
  checks: readonly Check[],
  { text, sentences, reading }: { text: string; sentences: readonly DraftSentence[]; reading: SecondReading },
): Check[] {
  return checks.map((check) => {
    const breach = reading.breaches.find(({ rule }) => rule === check.rule)
    if (!breach || check.status !== 'pass') return check
    const words = breach.words.trim()
    const span = words !== '' && text.includes(words) ? words : sentences[breach.number - 1]?.ru
    const from = span ? text.indexOf(span) : -1
    return {
      ...check,
      status: 'warn',
      ...(span ? { span: span.slice(0, SHOWN_LENGTH) } : {}),
      ...(span && from >= 0 ? { places: [{ from, to: from + span.length }] } : {}),
      message: BROKEN,
    }
  })
}

const SHOWN_LENGTH = 120
const BROKEN: Trilingual = {
  en: 'A second reading sees this rule broken here.',
  zh: '复读认为此处违反了该规则。',
  ru: 'При втором чтении здесь замечено нарушение этого правила.',
}

function asFinding(ru: string, fault: Fault): SentenceFinding {
  const kind: FindingKind = fault === 'uncited' ? 'no-evidence' : fault
  const { en, zh, ru: inRussian } = findingMessage(kind, undefined)
  const message = { en: `Second reading: ${en}`, zh: `复读：${zh}`, ru: `Второе чтение: ${inRussian}` }
  return { kind, words: ru, message, by: 'second-reading' }
}

/** Copied from the piece, as far as letters and digits go. */
function stands(words: string, { title, textRu }: Evidence): boolean {
  const said = bare(words)
  return said !== '' && ` ${bare(`${title}\n${textRu}`)} `.includes(` ${said} `)
}

const bare = (text: string): string =>
  normalise(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const plain = (text: string): string => normalise(text).replace(/[.!…\s]+$/u, '')
