import { foldInPlace } from '../text/fold-in-place.ts'
import { stem } from '../text/tokens.ts'
import { findTopics } from './find-topics.ts'
import { leaningOf } from './praise-words.ts'
import type { ReviewPart } from './review-parts.ts'

/** So many columns of hashed words and letters; a power of two. */
export const HASHED = 16_384
/** What is counted rather than hashed, in this order. */
export const COUNTED = [
  'praise',
  'blame',
  'balance',
  'deniedPraise',
  'deniedBlame',
  'topics',
  'noTopic',
  'turn',
  'lastHalf',
  'length',
  'short',
  'smile',
  'cons',
  'pros',
  'question',
  'again',
] as const

export type Features = { hashed: ReadonlyMap<number, number>; counted: readonly number[] }

/** What the sentiment of a review is read from; a text without letters has nothing but its signs. */
export function sentimentFeatures(parts: readonly ReviewPart[]): Features {
  const hashed = new Map<number, number>()
  for (const { field, text } of parts) addHashed(hashed, foldInPlace(text), field)
  let sum = 0
  for (const [column, count] of hashed) {
    const weight = Math.sqrt(count)
    hashed.set(column, weight)
    sum += weight * weight
  }
  const length = Math.sqrt(sum) || 1
  for (const [column, weight] of hashed) hashed.set(column, weight / length)
  return { hashed, counted: countedOf(parts) }
}

function addHashed(into: Map<number, number>, folded: string, field: ReviewPart['field']): void {
  const add = (feature: string, weight: number) => {
    const column = hash(feature) % HASHED
    into.set(column, (into.get(column) ?? 0) + weight)
  }
  const tokens = folded.match(/\p{L}+|[\p{Extended_Pictographic}]|[)(]{2,}|!+|\?+/gu) ?? []
  let denied = 0
  let before = '^'
  for (const token of tokens) {
    const word = stem(token)
    const marked = denied > 0 ? `~${word}` : word
    add(`=${marked}`, 2)
    add(`${before}_${word}`, 1)
    if (field !== 'text') add(`${field}:${word}`, 2)
    const padded = ` ${token} `
    if (/\p{L}/u.test(token))
      for (let size = 3; size <= 5; size++) {
        const grams = padded.length - size + 1
        for (let at = 0; at < grams; at++) add(padded.slice(at, at + size), 0.6 / Math.sqrt(grams))
      }
    denied = NEGATIONS.has(token) ? 3 : Math.max(0, denied - 1)
    before = word
  }
}
const NEGATIONS = new Set(['не', 'ни', 'без', 'нет', 'нету', 'никакой', 'никаких'])

function countedOf(parts: readonly ReviewPart[]): number[] {
  const all = parts.map(({ text }) => text).join('\n')
  const folded = foldInPlace(all)
  const { praise, blame, deniedPraise, deniedBlame } = leaningOf(folded)
  const good = praise + deniedBlame
  const bad = blame + deniedPraise
  const topics = findTopics(parts).length
  const tail = leaningOf(folded.slice(folded.length >> 1))
  const has = (field: ReviewPart['field']) => (parts.some((part) => part.field === field) ? 1 : 0)
  const cap = (value: number, most: number) => Math.min(value, most) / most
  return [
    cap(praise, 4),
    cap(blame, 4),
    (good - bad) / (good + bad + 1),
    cap(deniedPraise, 2),
    cap(deniedBlame, 2),
    cap(topics, 4),
    topics === 0 ? 1 : 0,
    /(?<!\p{L})(?:но|однако|хотя|зато|единственн\p{L}*)(?!\p{L})/u.test(folded) ? 1 : 0,
    cap(Math.max(0, tail.blame + tail.deniedPraise - tail.praise - tail.deniedBlame) + 1, 4),
    Math.log1p(all.length) / 7,
    all.length < 25 ? 1 : 0,
    /[\u{1F44D}\u{1F60D}\u{1F525}❤\u{1F970}\u{1F60A}\u{1F44C}\u{1F607}\u{1F63B}]|\)\)|:\)/u.test(all) ? 1 : 0,
    has('cons'),
    has('pros'),
    all.includes('?') ? 1 : 0,
    /(?<!\p{L})(?:беру|заказыва|покупа)\p{L}* (?:\p{L}+ )?(?:не перв|втор|постоян|всегда|еще)/u.test(folded)
      ? 1
      : 0,
  ]
}

/** FNV-1a over UTF-16 code units, mixed at the end: without it the low bits of short grams cluster. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  value ^= value >>> 15
  value = Math.imul(value, 0x2c1b3c6d)
  value ^= value >>> 12
  return value >>> 0
}
