import { foldInPlace } from '../../domain/text/fold-in-place.ts'
import { ownLetters } from '../../domain/text/letters.ts'
import { foldLookAlikes } from '../../domain/text/normalise.ts'
import { NUMBER_PATTERN, numberOf } from '../../domain/text/number-words.ts'
import { isOrdinal } from '../../domain/text/ordinals.ts'

type Span = { start: number; end: number }
/** A model, a code, a standard: Latin words and the numbers that belong to them, folded, without separators inside. */
export type Name = Span & { parts: string[] }
/** A number that measures nothing by itself: «размер 48», «режимов 3», a tracking number. */
export type BareNumber = Span & { value: number; digits: string; label: string }

const PART = String.raw`(?:[A-Za-z][A-Za-z0-9]*(?:[-+.][A-Za-z0-9]+)*\+?|\d+(?:\.\d+)?(?:-?[A-Za-z][A-Za-z0-9]*)?(?:-[A-Za-z0-9]+)*)`
const NAME = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,-])(?=[^\s]*[A-Za-z]|\d+[A-Za-z])${PART}(?: {1,2}${PART})*(?![\p{L}\p{N}])`,
  'gu',
)
/** «СМС», «НДС»: what everybody calls it by its letters. Sizes of clothes and the point of issue are no names. */
const LETTERS = /(?<![\p{L}\p{N}-])(?!(?:ПВЗ|РФ|СПБ|МСК|ЛК)(?!\p{L}))\p{Lu}{2,5}(?![\p{L}\p{N}])/gu
/** «iPhone 13, 14 и 15»: the later numbers are models of the same name. */
const FURTHER =
  /^(?:\s?[,/]\s?|\s(?:и|или)\s)(\d{1,4}[A-Za-z]{0,2})(?![\p{L}\p{N}.,]*\d)(?!\s?(?:г|кг|см|мм|м|Вт|мА|ГБ|руб|₽|%|дн|мес|час|шт|л|мл)(?!\p{L}))/u

/** Names in Latin letters; those within a quantity («10 W») belong to it. */
export function readNames(text: string, facts: readonly Span[]): Name[] {
  const folded = toLatin(text)
  const found: Name[] = []
  for (const match of folded.matchAll(NAME)) {
    const start = match.index
    const end = start + match[0].length
    if (isOzon(match[0]) || covers(facts, start, end)) continue
    const parts = partsOf(match[0])
    found.push({ parts, start, end })
    const family = parts.slice(0, -1)
    if (family.length === 0 || !/\d/.test(parts.at(-1) ?? '')) continue
    let at = end
    for (let more = FURTHER.exec(folded.slice(at)); more?.[1]; more = FURTHER.exec(folded.slice(at))) {
      const to = at + more[0].length
      found.push({ parts: [...family, more[1].toLowerCase()], start: to - more[1].length, end: to })
      at = to
    }
  }
  for (const { 0: word, index } of text.matchAll(LETTERS)) {
    if (/^\p{Script=Cyrillic}+$/u.test(word)) {
      found.push({ parts: [asLatin(word).toLowerCase()], start: index, end: index + word.length })
    }
  }
  return [...found, ...readCodes(text)]
}

/** «0181-2201-1»: the number of an order or a posting. */
const CODE = /(?<![\p{L}\p{N}-])(?:\d{2,}-\d{2,}-\d+|\d{4,}-\d{4,})(?:-\d+)*(?![\p{L}\p{N}])/gu
export const readCodes = (text: string): Name[] =>
  [...text.matchAll(CODE)].map(({ 0: code, index }) => ({
    parts: [code],
    start: index,
    end: index + code.length,
  }))

/** «АА» in Russian letters is «AA». */
const ALIKE: Record<string, string> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  Х: 'X',
}
const asLatin = (word: string): string =>
  [...word].every((letter) => letter in ALIKE) ? [...word].map((letter) => ALIKE[letter]).join('') : word
const SIZE_LETTERS: Record<string, string> = { М: 'M', Х: 'X', С: 'S', Л: 'L' }

/** Letters that look Latin are Latin inside a code and after «размер»; «Bluetooth: 5.3» names as «Bluetooth 5.3» does. */
const toLatin = (text: string): string =>
  foldLookAlikes(text)
    .replace(/(?<=размер\p{L}* )[МХСЛ]+(?!\p{L})/gu, (word) =>
      [...word].map((letter) => SIZE_LETTERS[letter] ?? letter).join(''),
    )
    .replace(/(?<=[A-Za-z]): (?=\d)/g, '  ')

const partsOf = (name: string): string[] => name.toLowerCase().replace(/-/g, '').split(/ +/)
/** The marketplace's own name is no model. */
const isOzon = (name: string) => /^ozon(?: |$)/iu.test(name) && !/\d/.test(name)
const covers = (spans: readonly Span[], start: number, end: number) =>
  spans.some((span) => span.start <= start && end <= span.end)

const NUMBER = new RegExp(
  ownLetters(`(?<![\\p{L}\\p{N}.,:-])(?:${NUMBER_PATTERN})(?![\\p{L}\\p{N}]|[.,:]\\d)`),
  'gu',
)
/** Numbers that stand in none of the spans. */
export function readBareNumbers(text: string, taken: readonly Span[]): BareNumber[] {
  const folded = foldInPlace(text)
  return [...folded.matchAll(NUMBER)].flatMap((match) => {
    const start = match.index
    const end = start + match[0].length
    if (taken.some((span) => start < span.end && span.start < end)) return []
    // «один», «одну» is an article as often as a number.
    if (/^одн|^один/u.test(match[0]) || isOrdinal(/^ (\p{L}+)/u.exec(folded.slice(end))?.[1] ?? '')) return []
    const label = /(\p{L}{3,}) (?:№ ?)?$/u.exec(folded.slice(0, start))?.[1] ?? ''
    const sign = /(?<!\p{L})минус $/u.test(folded.slice(0, start)) ? -1 : 1
    return [{ value: sign * numberOf(match[0]), digits: match[0].replaceAll(' ', ''), label, start, end }]
  })
}
