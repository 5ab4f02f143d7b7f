import { STOP_WORDS } from '../domain/text/stop-words.ts'
import { stem, tokenise } from '../domain/text/tokens.ts'
import type { Embedder } from './embedder.ts'

const DIMENSIONS = 1024
const STEM_WEIGHT = 3
const GRAM_WEIGHT = 0.5
const STOP_WORD_SCALE = 0.15

/**
 * The embedder that needs no download: signed feature hashing of Russian stems and 3-5-character grams.
 * Lexical, so it survives typos and endings but knows no synonyms; deterministic, so vectors may be stored
 * for good. A change of any number in this file makes a new space.
 */
export const hashEmbedder: Embedder = {
  space: 'builtin-hash-v1',
  dimensions: DIMENSIONS,
  embed: async (texts) => texts.map(hashText),
}

export function hashText(text: string): number[] {
  const weights = new Map<string, number>()
  const add = (feature: string, weight: number) => weights.set(feature, (weights.get(feature) ?? 0) + weight)
  for (const token of tokenise(text)) {
    const scale = STOP_WORDS.has(token) ? STOP_WORD_SCALE : 1
    add(`=${stem(token)}`, STEM_WEIGHT * scale)
    const padded = ` ${token} `
    for (let size = 3; size <= 5; size++) {
      const grams = padded.length - size + 1
      // A long word has more grams than a short one but is still one word.
      for (let at = 0; at < grams; at++)
        add(padded.slice(at, at + size), (GRAM_WEIGHT * scale) / Math.sqrt(grams))
    }
  }
  const vector = new Array<number>(DIMENSIONS).fill(0)
  for (const [feature, weight] of weights) {
    const hash = fnv1a(feature)
    const index = hash % DIMENSIONS
    vector[index] = (vector[index] ?? 0) + (hash & 0x80000000 ? -1 : 1) * Math.sqrt(weight)
  }
  return toUnitLength(vector)
}

export function toUnitLength(vector: number[]): number[] {
  let sum = 0
  for (const x of vector) sum += x * x
  const length = Math.sqrt(sum)
  return length === 0 ? vector : vector.map((x) => x / length)
}

/** FNV-1a over UTF-16 code units, mixed at the end: without it the low bits of short grams cluster. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  hash ^= hash >>> 12
  return hash >>> 0
}
