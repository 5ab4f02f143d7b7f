import { findAddresses } from './find-addresses.ts'
import { findNames } from './find-names.ts'
import { findNumbers } from './find-numbers.ts'
import type { Found } from './found.ts'

const EMAIL =
  /[\p{L}\p{N}._%+-]{1,64}\s?@\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\s?\.\s?\p{L}{2,12}(?!\p{L})/giu
const ACCOUNT =
  /(?<![\p{L}\p{N}@])@[a-z][a-z0-9_]{3,31}(?![\p{L}\p{N}])|(?:t\.me|vk\.com|instagram\.com|wa\.me)\/[\w.+-]{3,}/giu

/**
 * Personal data in a text, in order and without overlaps. By code alone, so it finds what has a shape: a phone, an
 * address with a house, a full name; not that «мой сосед Петя» is somebody.
 */
export function findPersonalData(text: string): Found[] {
  const taken: Found[] = []
  const take = (found: Found[]) => {
    for (const one of found)
      if (!taken.some((other) => one.start < other.end && other.start < one.end)) taken.push(one)
  }
  take(byPattern(text, EMAIL, 'email'))
  take(byPattern(text, ACCOUNT, 'account'))
  take(findNumbers(text))
  take(findAddresses(text))
  take(findNames(text))
  return taken.sort((a, b) => a.start - b.start)
}

function byPattern(text: string, pattern: RegExp, kind: Found['kind']): Found[] {
  return [...text.matchAll(pattern)].map((match) => ({
    kind,
    start: match.index,
    end: match.index + match[0].length,
  }))
}
