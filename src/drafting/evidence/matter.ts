import { readWords, type Word } from '../../domain/text/clauses.ts'
import { meaningOf } from '../../knowledge/findings/concepts.ts'
import { areOtherCases, isSame } from '../../knowledge/findings/matter.ts'
import { type Saying, type Segment, segmentAt } from './saying.ts'

/** What a place in a text is about: meanings with how near they stand, 1 in its own segment. */
export type Matter = {
  near: Map<string, number>
  /** Meanings of its own segment only. */
  own: Set<string>
  sentence: string
  label: string | undefined
}

const OWN = 1
const NAMED = 0.8
/** The first sentence answers the question; what follows says more. */
const NAMED_LATER = 0.4
/** «если брак подтвердится»: the case in which it holds. */
const CONDITION = 0.8
const ASIDE = 0.35

/** Parties tell one number from another («на складе магазина»), though they are in every second answer. */
const PARTY: [RegExp, string][] = [
  [/^(?:ozon|озон\p{L}*)$/u, '@ozon'],
  [/^(?:магазин\p{L}*|продав\p{L}+)$/u, '@shop'],
  [/^(?:покупател\p{L}+)$/u, '@buyer'],
  [/^курьер\p{L}*$/u, '@courier'],
]
/** Words that here mean how long a charge lasts, not how long it takes. */
const RUNTIME = /^(?:работы|работа|заряд(?:а|е|ом)?|подзаряд\p{L}*)$/u
const CONDITIONAL = /^\s*(?:а |но |и )?(?:если|при|когда|в случае|после|до|без)(?!\p{L})/iu
const DENIAL = /^(?:не|нет|ни)$/u

type Span = { start: number; end: number }

/** The matter of a place: the words of its segment, without its own unless kept, the rest of its sentence, the title. */
export function matterAt(saying: Saying, place: Span, keepsOwn = false): Matter {
  const segment = segmentAt(saying, place.start, place.end)
  const near = new Map<string, number>()
  const own = new Set<string>()
  const isOwnWord = (word: Word) => !keepsOwn && word.start < place.end && word.end > place.start
  const add = (words: readonly Word[], weight: number, mark = '') => {
    for (const word of words) {
      if (isOwnWord(word)) continue
      for (const token of tokensOf(word.word)) {
        if (weight === OWN) own.add(token)
        near.set(mark + token, Math.max(near.get(mark + token) ?? 0, weight))
      }
    }
  }
  for (const other of saying.segments) {
    if (other === segment || other.sentence !== segment?.sentence) continue
    const isCondition = CONDITIONAL.test(textOf(saying, other))
    const isDenied = isCondition && other.words.some(({ word }) => DENIAL.test(word))
    add(other.words, isCondition ? CONDITION : ASIDE, isDenied ? '!' : '')
  }
  add(titleWords(saying), segment?.sentence === 0 ? NAMED : NAMED_LATER)
  add(segment?.words ?? [], OWN)
  return { near, own, sentence: sentenceOf(saying, segment), label: labelIn(saying, segment) }
}

/** Places of the title are before the text. */
const titleWords = ({ title }: Saying): Word[] => readWords(title, -1 - title.length)
const textOf = ({ text }: Saying, { start, end }: Segment) => text.slice(start, end)

function sentenceOf({ text, segments }: Saying, segment: Segment | undefined): string {
  const all = segments.filter(({ sentence }) => sentence === segment?.sentence)
  return text.slice(all[0]?.start ?? 0, all.at(-1)?.end ?? 0)
}

/** Meanings of a folded word; names and numbers as they are. */
function tokensOf(word: string): string[] {
  if (/^[a-z]|^\p{N}/u.test(word)) return [word]
  const party = PARTY.find(([pattern]) => pattern.test(word))?.[1]
  const meaning = party ?? meaningIn(word)
  return meaning === undefined ? [] : [meaning]
}

/** «постирать» is to wash, «прогладить» to iron: a perfective prefix hides the concept. */
function meaningIn(word: string): string | undefined {
  if (RUNTIME.test(word)) return 'runtime'
  const meaning = meaningOf(word)
  const bare = /^(?:по|про|вы)(\p{L}{4,})$/u.exec(word)?.[1]
  const concept = bare === undefined || isConcept(meaning) ? undefined : meaningOf(bare)
  return isConcept(concept) ? concept : meaning
}
const isConcept = (meaning: string | undefined) => meaning !== undefined && /^[a-z-]+$/.test(meaning)

const LABEL = /(?<!\p{L})размер\p{L}* (\d{2}(?:[-–]\d{2})?|[XSML]{1,4})(?![\p{L}\p{N}])/u
function labelIn({ text, title }: Saying, segment: Segment | undefined): string | undefined {
  const own = segment ? text.slice(segment.start, segment.end) : ''
  return LABEL.exec(own)?.[1] ?? LABEL.exec(text)?.[1] ?? LABEL.exec(title)?.[1]
}

/** How much two places are about the same: what both name, the nearer the more; less where their cases exclude each other. */
export function likeness(a: Matter, b: Matter, given: ReadonlySet<string>): number {
  let sum = 0
  for (const [meaning, weight] of a.near) {
    const twin = [...b.near].find(([other]) => areAlike(meaning, other))
    // What the whole conversation is about tells nothing apart.
    const value = [...given].some((one) => areAlike(one, meaning)) ? 0.2 : 1
    if (twin) sum += Math.min(weight, twin[1]) * value
  }
  if (areOtherCases(a.sentence, b.sentence)) sum -= 2
  if (a.label && b.label && a.label.replace('–', '-') !== b.label.replace('–', '-')) sum -= 3
  return sum
}

/** One meaning, or two forms of a word: «прогреть» and «прогревать», «гладить» and «погладить». */
export function areAlike(a: string, b: string): boolean {
  if (isSame(a, b)) return true
  if (a.startsWith('!') !== b.startsWith('!')) return false
  const [bareA, bareB] = [withoutPrefix(a), withoutPrefix(b)]
  return (bareA !== a || bareB !== b) && isSame(bareA, bareB)
}
const withoutPrefix = (word: string) => /^(?:по|про|вы)([а-я]{4,})$/u.exec(word)?.[1] ?? word

/** The meanings of the words of a text. */
export const meaningsOf = (text: string): Set<string> =>
  new Set(readWords(text).flatMap(({ word }) => meaningIn(word) ?? []))
