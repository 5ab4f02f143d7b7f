import { readClauses } from '../text/clauses.ts'
import { foldInPlace } from '../text/fold-in-place.ts'
import { sentencePlaces } from '../text/sentences.ts'
import { isDenied, leaningOf } from './praise-words.ts'
import { QUALITY_RULES } from './quality-rules.ts'
import type { ReviewPart } from './review-parts.ts'
import { SERVICE_RULES } from './service-rules.ts'
import type { TopicRule } from './topic-rule.ts'
import { TOPICS, type Topic } from './topics.ts'
import { USE_RULES } from './use-rules.ts'

/** A complaint and the buyer's own words for it. */
export type HeardTopic = { topic: Topic; words: string }

const RULES: readonly TopicRule[] = [...QUALITY_RULES, ...USE_RULES, ...SERVICE_RULES]

/** Said of the same clause, the nearer topic speaks for the wider one. */
const WIDER: Partial<Record<Topic, readonly Topic[]>> = {
  zipper: ['breaks', 'defect', 'comfort'],
  power: ['defect', 'breaks', 'performance'],
  connection: ['defect', 'performance'],
  sound: ['performance', 'missing-part', 'comfort'],
  'wrong-item': ['not-as-described'],
  refund: ['courier', 'support'],
  support: ['performance'],
  packaging: ['breaks'],
  'missing-part': ['power'],
  'size-small': ['size-large'],
}

const MOST_WORDS = 160

/** What a review complains of, each topic once, with the clause that says so. Praise has none. */
export function findTopics(parts: readonly ReviewPart[]): HeardTopic[] {
  const heard = new Map<Topic, string>()
  for (const part of parts) {
    if (part.field === 'pros') continue
    for (const one of topicsOfPart(part)) if (!heard.has(one.topic)) heard.set(one.topic, one.words)
  }
  return TOPICS.flatMap((topic) => {
    const words = heard.get(topic)
    return words === undefined ? [] : [{ topic, words }]
  })
}

function topicsOfPart({ field, text }: ReviewPart): HeardTopic[] {
  const sentences = sentencePlaces(text)
  return readClauses(text).flatMap(({ start, end, sentence }) => {
    const clause = text.slice(start, end)
    const folded = foldInPlace(clause)
    const around = foldInPlace(sentences[sentence]?.sentence ?? clause)
    const found = new Set(
      RULES.filter((rule) => isHeard(rule, { folded, around, field })).map(({ topic }) => topic),
    )
    const wider = new Set([...found].flatMap((topic) => WIDER[topic] ?? []))
    const words = ownWords(clause)
    return [...found].filter((topic) => !wider.has(topic)).map((topic) => ({ topic, words }))
  })
}

type Place = { folded: string; around: string; field: ReviewPart['field'] }

function isHeard(rule: TopicRule, { folded, around, field }: Place): boolean {
  if (rule.unless?.test(folded)) return false
  if (rule.isMild && field !== 'cons') {
    const { praise, deniedPraise } = leaningOf(around)
    if (praise > deniedPraise) return false
  }
  if (rule.says && isSaid(rule.says, folded)) return true
  if (field === 'cons' && rule.inFaults?.test(folded)) return true
  return Boolean(rule.about && rule.ill && rule.about.test(folded) && isSaid(rule.ill, folded))
}

/** «не рвутся»: what is denied is no complaint. */
function isSaid(pattern: RegExp, folded: string): boolean {
  const found = pattern.exec(folded)
  if (!found) return false
  return !isDenied(folded, found.index) || /^(?:не|нет|без|ни)(?!\p{L})/u.test(found[0])
}

/** The clause as it was written, cut at a word. */
function ownWords(clause: string): string {
  const words = clause
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/^[-–—,;:]\s*|[.,;:]+$/gu, '')
  if (words.length <= MOST_WORDS) return words
  return `${words.slice(0, MOST_WORDS).replace(/\s+\S*$/u, '')}…`
}
