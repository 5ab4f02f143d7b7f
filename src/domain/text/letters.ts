/** Latin and Cyrillic letters with all their marks, `×` and `÷` left out. */
const LETTERS =
  'A-Za-z\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0400-\\u0481\\u048a-\\u052f'
/** Digits, raised ones, fractions, Roman and circled numbers. */
const NUMBERS =
  '0-9\\u00b2\\u00b3\\u00b9\\u00bc-\\u00be\\u2070\\u2074-\\u2079\\u2080-\\u2089\\u2150-\\u2189\\u2460-\\u249b'

/**
 * A pattern's source with `\p{L}` and `\p{N}` said as the letters and numbers that Russian texts have. The full classes
 * compile into thousands of ranges in each place: hundreds of patterns took seconds on first use, all in one piece.
 */
export function ownLetters(source: string): string {
  let out = ''
  let isInClass = false
  for (let i = 0; i < source.length; i++) {
    const property = /^\\p\{([LN])\}/.exec(source.slice(i, i + 5))
    if (property) {
      const ranges = property[1] === 'L' ? LETTERS : NUMBERS
      out += isInClass ? ranges : `[${ranges}]`
      i += 4
      continue
    }
    const char = source[i] ?? ''
    if (char === '\\') {
      out += char + (source[i + 1] ?? '')
      i += 1
      continue
    }
    if (char === '[') isInClass = true
    if (char === ']') isInClass = false
    out += char
  }
  return out
}

/** The same pattern with its letters said so. */
export const inOwnLetters = ({ source, flags }: RegExp): RegExp => new RegExp(ownLetters(source), flags)
