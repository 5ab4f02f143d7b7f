/** Characters that show nothing and only split words: zero-width, soft hyphen, BOM, direction marks, blank jamo. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}\u115f\u1160]/gu

const LATIN = 'aceopxykmthbACEOPXYKMTHB'
const CYRILLIC = 'асеорхукмтнвАСЕОРХУКМТНВ'
const TO_CYRILLIC = new Map([...LATIN].map((letter, i) => [letter, CYRILLIC[i] ?? letter]))
const TO_LATIN = new Map([...CYRILLIC].map((letter, i) => [letter, LATIN[i] ?? letter]))

/** Text as rules and search see it: NFC, no invisible characters, one script per word, lower case, `ё` as `е`. */
export function normalise(text: string): string {
  return foldLookAlikes(clean(text)).toLowerCase().replaceAll('ё', 'е')
}

/** NFC, invisible characters removed, every kind of space a plain one; line breaks and case stay. */
export function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

/**
 * Latin letters that look Cyrillic become Cyrillic inside a Cyrillic word («тeлeгpaм») and the other way round
 * inside a Latin one («USB-С» with a Cyrillic С). Keeps the length of the text.
 */
export function foldLookAlikes(text: string): string {
  // Nothing to confuse in a text of one script, as most are.
  if (!/\p{Script=Latin}/u.test(text) || !/\p{Script=Cyrillic}/u.test(text)) return text
  return text
    .replace(/\p{L}+/gu, (word) => {
      const cyrillic = count(word, /\p{Script=Cyrillic}/gu)
      if (cyrillic === 0 || cyrillic === word.length) return word
      const latin = count(word, /\p{Script=Latin}/gu)
      return replaceEach(word, latin > cyrillic && !/[а-я]{2}/i.test(word) ? TO_LATIN : TO_CYRILLIC)
    })
    .replace(/(?<=\p{Script=Latin}[- ]?)[СсАаВв](?![\p{L}\p{N}])/gu, (letter, at: number, all: string) =>
      all[at - 1] === ' ' ? letter : replaceEach(letter, TO_LATIN),
    )
}

/** Cyrillic letters that look Latin become Latin inside words that mix the two: «WhаtsАрр». Keeps the length. */
export function latinise(text: string): string {
  return text.replace(/\p{L}+/gu, (word) =>
    /\p{Script=Latin}/u.test(word) ? replaceEach(word, TO_LATIN) : word,
  )
}

function replaceEach(word: string, map: Map<string, string>): string {
  let out = ''
  for (const letter of word) out += map.get(letter) ?? letter
  return out
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
