import { asMapped, type MappedText, mapFrom, replaceMapped } from './mapped-text.ts'
import { foldLookAlikes, latinise } from './normalise.ts'

/** Characters that show nothing and only split words. */
const INVISIBLE = /[\p{Cf}\u115f\u1160\u3164\uffa0]/u
/** Signs whose compatibility form would read as something else: «№» as "No", «…» as three full stops. */
const KEPT_SIGNS = /^[№…™℠©®²³¹º]$/u

/**
 * The text as a reader sees it: no invisible characters, circled, full-width, bold and keycap letters and digits as
 * plain ones, marks that strike letters through gone, every run of spaces one space. Case and letters stay.
 */
export function readable(text: string): MappedText {
  const out = mapFrom(asMapped(text))
  let wasSpace = false
  for (const match of text.matchAll(/\r\n?|\P{M}\p{M}*|\p{M}+/gu)) {
    const cluster = match[0]
    const end = match.index + cluster.length
    const piece = plainForm(cluster)
    if (piece === '') continue
    const isSpace = piece === ' '
    if (!(isSpace && wasSpace)) out.add(piece, match.index, end)
    wasSpace = isSpace
  }
  return out.done()
}

function plainForm(cluster: string): string {
  if (cluster.startsWith('\r')) return '\n'
  const [base = ''] = cluster
  if (INVISIBLE.test(base) || /^\p{M}/u.test(cluster)) return ''
  if (cluster === '\n') return cluster
  if (/^\s/u.test(cluster)) return ' '
  if (KEPT_SIGNS.test(base)) return base
  const digit = dingbatDigit(base.codePointAt(0) ?? 0)
  if (digit !== undefined) return digit
  // A letter and its own mark become one (й, ё); marks that no letter has are strokes through the text.
  const composed = cluster.replace(/\p{Cf}|\p{Variation_Selector}|\p{Me}/gu, '').normalize('NFKC')
  return composed.replace(/\p{M}/gu, '').replace(/\s+/g, ' ') || base
}

/** Where runs of number signs without a compatibility form begin, and the first number of each. */
const DINGBATS: readonly [first: number, last: number, value: number][] = [
  [0x2776, 0x277f, 1],
  [0x2780, 0x2789, 1],
  [0x278a, 0x2793, 1],
  [0x24eb, 0x24f4, 11],
  [0x24f5, 0x24fe, 1],
  [0x24ff, 0x24ff, 0],
]
/** Runs of the 26 Latin capitals in black circles and squares. */
const LETTERS: readonly number[] = [0x1f150, 0x1f170]

function dingbatDigit(code: number): string | undefined {
  for (const [first, last, value] of DINGBATS) {
    if (code >= first && code <= last) return String(value + code - first)
  }
  for (const first of LETTERS) {
    if (code >= first && code < first + 26) return String.fromCharCode(65 + code - first)
  }
  return undefined
}

/** Digits and signs that stand for a letter inside a Russian word. */
const SIGN_LETTERS: Readonly<Record<string, string>> = {
  '0': 'о',
  '3': 'з',
  '4': 'ч',
  '6': 'б',
  '@': 'а',
  '€': 'е',
  $: 'с',
}
const SIGN_IN_WORD =
  /(?<=\p{Script=Cyrillic})[0346@€$](?=\p{Script=Cyrillic})|(?<=^|[^\p{L}\p{N}])[03](?=\p{Script=Cyrillic}{3})/gu
/** Four and more letters, each alone, with signs between them: «т е л е г р а м», «в т.г.р.м»; not the preposition. */
const SPELLED =
  /(?<![\p{L}\p{N}])(?![вк] )\p{L}(?:([ ]{1,2}|[.·•*_|/\\,-]|\s?[-–—.·•*_|/\\]\s?)\p{L}(?![\p{L}\p{N}])){3,}/gu

/**
 * What rules match words against: `readable`, lower case, `ё` as `е`, look-alike letters of the other alphabet and
 * digits inside Russian words folded, letters that stand alone in a row joined to a word.
 */
export function unmask(text: string): MappedText {
  return foldLetters(joinSpelled(readable(text)))
}

/** Lower case and one alphabet a word; every unit stays where it was. */
export function foldLetters(source: MappedText): MappedText {
  const folded = lowerCase(foldLookAlikes(source.text)).replaceAll('ё', 'е')
  const text = folded.replace(SIGN_IN_WORD, (sign) => SIGN_LETTERS[sign] ?? sign)
  return { ...source, text: foldLookAlikes(text) }
}

/** Letters that stand alone in a row become the word they spell; case stays. */
export function joinSpelled(source: MappedText): MappedText {
  return replaceMapped(source, SPELLED, ([letters]) => letters.replace(/[^\p{L}]+/gu, ''))
}

/** The same with digits left as they stand and mixed words read as Latin ones. */
export function foldToLatin(source: MappedText): MappedText {
  return { ...source, text: lowerCase(latinise(source.text)).replaceAll('ё', 'е') }
}

/** Letters whose small form is longer (İ) stay as they are, so that places hold. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return [...text]
    .map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter))
    .join('')
}
