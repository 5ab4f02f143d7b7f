import { foldInPlace } from '../text/fold-in-place.ts'
import { splitSentences } from '../text/sentences.ts'
import { findTopics } from './find-topics.ts'
import { type ReviewText, reviewParts } from './review-parts.ts'
import { negativeChance } from './sentiment.ts'
import { COMPLAINT_KINDS, type ComplaintKind, kindOf } from './topics.ts'
import { READS_NEGATIVE, type Triage } from './triage-schema.ts'

/** From this chance on something is held against the purchase. */
const READS_CRITICAL = 0.3

const GRAVE = new Set<string>(['harm', 'fake', 'refund'])
/** A box with something else in it, or with nothing. */
const EMPTY_BOX = /(?:кирпич|земля|мусор|пуст(?:ая|ую|ой)\p{L}* короб|в котор\p{L}* (?:лежал|была))/u

/** Reads what a review holds against the purchase: from text, pros and cons, and the stars where they are known. */
export function triageReview(review: ReviewText & { rating?: number | null | undefined }): Triage {
  const parts = reviewParts(review)
  const { rating } = review
  const negative = negativeChance(parts)
  const heard = findTopics(parts)
  const isNegative = negative >= READS_NEGATIVE || (rating ?? 5) <= 2
  const words = parts.map(({ text }) => text).join(' ')
  const topics =
    heard.length === 0 && isNegative && words.trim() !== ''
      ? [{ topic: 'quality' as const, words: words.trim().slice(0, 160) }]
      : heard
  return {
    negative: Math.round(negative * 1_000) / 1_000,
    severity: severityOf({ negative, rating, words, topics: topics.map(({ topic }) => topic) }),
    kinds: COMPLAINT_KINDS.filter((kind: ComplaintKind) =>
      topics.some(({ topic }) => kindOf(topic) === kind),
    ),
    topics,
  }
}

type Weighed = {
  negative: number
  rating: number | null | undefined
  words: string
  topics: readonly string[]
}

function severityOf({ negative, rating, words, topics }: Weighed): Triage['severity'] {
  const isGrave =
    topics.some((topic) => GRAVE.has(topic)) ||
    (topics.includes('wrong-item') && EMPTY_BOX.test(foldInPlace(words)))
  if (isGrave && (negative >= READS_CRITICAL || (rating ?? 5) <= 3)) return 3
  if (negative >= READS_NEGATIVE || (rating ?? 5) <= 2) return 2
  if (topics.length > 0 || negative >= READS_CRITICAL || (rating ?? 5) <= 3) return 1
  return 0
}

/** What a message of a chat or a question complains of: nothing that it asks, and no complaint in general. */
export function complaintsOf(text: string): Triage['topics'] {
  const told = splitSentences(text).filter((sentence) => !sentence.includes('?'))
  return findTopics([{ field: 'text', text: told.join('\n') }])
}
