import { foldLookAlikes } from './normalise.ts'

/**
 * A text as rules read it, of the same length, so that what is found at an offset stands there in the original too:
 * lower case, `ё` as `е`, look-alike letters of one script, every dash a hyphen, every space plain.
 */
export function foldInPlace(text: string): string {
  const before = known.get(text)
  if (before !== undefined) return before
  if (known.size >= MOST_KNOWN) known.clear()
  const folded = fold(text)
  known.set(text, folded)
  return folded
}

/** One text is folded for many rules. */
const MOST_KNOWN = 2_000
const known = new Map<string, string>()

function fold(text: string): string {
  return lowerInPlace(foldLookAlikes(text))
    .replaceAll('ё', 'е')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/[^\S\n]/g, ' ')
}

function lowerInPlace(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return text.replace(/\p{Lu}/gu, (letter) => {
    const one = letter.toLowerCase()
    return one.length === letter.length ? one : letter
  })
}
