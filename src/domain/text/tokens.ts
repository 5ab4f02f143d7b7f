import { stemmer as snowball } from '@orama/stemmers/russian'
import { normalise } from './normalise.ts'
import { STOP_WORDS } from './stop-words.ts'

/** Words and numbers of a text, normalised. A decimal stays whole (`1,5` as `1.5`), a compound falls apart. */
export function tokenise(text: string): string[] {
  return (
    normalise(text)
      .replace(/(?<=\p{N}),(?=\p{N})/gu, '.')
      .match(/\p{N}+(?:\.\p{N}+)*|[\p{L}\p{M}]+/gu) ?? []
  )
}

/** Stems of the words that carry meaning, in order, repeats kept. */
export function contentStems(text: string): string[] {
  return tokenise(text)
    .filter((token) => !STOP_WORDS.has(token))
    .map(stem)
}

const known = new Map<string, string>()

/** Snowball stem of a normalised word; the same algorithm as PostgreSQL's `russian` configuration. */
export function stem(word: string): string {
  if (!/^\p{Script=Cyrillic}{3,}$/u.test(word)) return word
  const cached = known.get(word)
  if (cached !== undefined) return cached
  // A shop's vocabulary is small; a flood of rare words only costs a refill.
  if (known.size > 50_000) known.clear()
  const stemmed = snowball(word)
  known.set(word, stemmed)
  return stemmed
}
