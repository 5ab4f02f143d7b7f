import type { Database } from '../db/client.ts'
import { POLICY_ACTOR_ID } from '../db/stop-switch.ts'
import type { Topic } from '../domain/feedback/topics.ts'
import { addDays, type Day, dayOfIso, isoDay, moscowDay, startOfDay } from '../domain/moscow-time.ts'
import type { Language } from '../http/contracts/common.ts'
import type { Digest, DigestSection, ProductTopics } from '../http/contracts/topics.ts'
import type { Clock } from '../shared/clock.ts'
import { notFound } from '../shared/errors.ts'
import { readChangedEntries, readOwners, readUnanswered } from './digest-rows.ts'
import { DIGEST_WORDS, topicName } from './digest-words.ts'
import { readTopics } from './read-topics.ts'
import { digestMarkdown } from './render-digest.ts'
import { type ReviewRow, readReviewDays, readShops } from './topic-rows.ts'

type Deps = { db: Database; clock: Clock }
type Input = { shopId: string; day?: string | undefined; language: Language }

const WEEK = 7
const MOST_CAUSES = 8
const MOST_LINES = 10

/** The week of a shop that holds a day, by default the last whole one: causes, bursts, who answers, what was done. */
export async function readDigest({ db, clock }: Deps, { shopId, day, language }: Input): Promise<Digest> {
  const now = clock.now()
  const scope = new Set([shopId])
  const [shop] = await readShops(db, scope)
  if (!shop) throw notFound('shop_not_found', 'There is no such shop.')
  const monday = mondayOf(day ? dayOfIso(day) : addDays(moscowDay(now), -WEEK))
  const span = { from: startOfDay(monday), until: startOfDay(addDays(monday, WEEK)) }
  const week = { shopId, ...span, now }
  const lastMoment = new Date(Math.min(span.until.getTime() - 1, now.getTime()))
  const { products } = await readTopics(
    { db, clock },
    { scope, days: 2 * WEEK, asOf: new Date(span.until.getTime() - 1) },
  )
  const before = { from: startOfDay(addDays(monday, -WEEK)), until: span.from }
  const words = DIGEST_WORDS[language]
  const owners = await readOwners(db, { ...week, now: lastMoment })
  const entries = await readChangedEntries(db, week)
  const left = await readUnanswered(db, week)
  const sum = (of: 'sent' | 'sent_public' | 'made' | 'kept' | 'withdrawn') =>
    owners.reduce((total, one) => total + one[of], 0)
  const nameOf = (one: (typeof owners)[number]) =>
    one.id === null ? words.nobody : one.id === POLICY_ACTOR_ID ? words.policy : (one.name ?? one.id)
  const sections: DigestSection[] = [
    section(
      words.headings.reviews,
      reviewLines(
        await readReviewDays(db, { scope, ...span }),
        await readReviewDays(db, { scope, ...before }),
        language,
      ),
    ),
    section(words.headings.causes, causeLines(products, language)),
    section(words.headings.spikes, spikeLines(products, { from: isoDay(monday), language })),
    section(
      words.headings.owners,
      owners.map((one) => line(words.owner(nameOf(one), one.sent, one.kept, one.open, one.overdue))),
    ),
    section(words.headings.done, [
      line(words.sent(sum('sent'), sum('sent_public'))),
      line(words.promises(sum('made'), sum('kept'), sum('withdrawn'))),
      ...(entries.length === 0
        ? [line(words.noEntries)]
        : capped(
            entries.map(({ question, name }) => line(words.entry(question, name))),
            language,
          )),
    ]),
    section(
      words.headings.left,
      capped(
        left.map(({ id, rating, text, product }) =>
          line(words.left(rating, product ?? ''), { quote: text || null, conversationId: id }),
        ),
        language,
      ),
    ),
  ].map((one) => (one.lines.length > 0 ? one : { ...one, lines: [line(words.none)] }))
  const [from, to] = [isoDay(monday), isoDay(addDays(monday, WEEK - 1))]
  const subject = words.subject(shop.name, shortDay(from, language), shortDay(to, language))
  return { shopId, from, to, subject, sections, markdown: digestMarkdown({ subject, sections }) }
}

const section = (heading: string, lines: DigestSection['lines']): DigestSection => ({ heading, lines })
const line = (text: string, more: Partial<DigestSection['lines'][number]> = {}) => ({
  text,
  quote: null,
  conversationId: null,
  ...more,
})

function capped(lines: DigestSection['lines'], language: Language): DigestSection['lines'] {
  const rest = lines.length - MOST_LINES
  return rest > 0 ? [...lines.slice(0, MOST_LINES), line(DIGEST_WORDS[language].more(rest))] : lines
}

function reviewLines(now: ReviewRow[], before: ReviewRow[], language: Language) {
  const words = DIGEST_WORDS[language]
  const of = (rows: ReviewRow[], key: 'count' | 'low' | 'stars') =>
    rows.reduce((sum, row) => sum + row[key], 0)
  const mean = (rows: ReviewRow[]) =>
    of(rows, 'count') === 0 ? '—' : decimal(of(rows, 'stars') / of(rows, 'count'), language)
  return [
    line(words.reviews(of(now, 'count'), of(before, 'count'))),
    line(words.stars(mean(now), mean(before))),
    line(words.low(of(now, 'low'), of(before, 'low'))),
  ]
}

/** Topics over all products of the week, most heard first, with the newest words from the product that has most. */
function causeLines(products: ProductTopics[], language: Language) {
  type Cause = {
    count: number
    before: number
    most: number
    product: string
    quote: ProductTopics['topics'][number]['quotes'][number] | undefined
  }
  const causes = new Map<Topic, Cause>()
  for (const { product, topics } of products)
    for (const { topic, days, quotes } of topics) {
      const count = days.slice(WEEK).reduce((sum, one) => sum + one, 0)
      const earlier = days.slice(0, WEEK).reduce((sum, one) => sum + one, 0)
      const cause = causes.get(topic) ?? { count: 0, before: 0, most: 0, product: '', quote: undefined }
      cause.count += count
      cause.before += earlier
      if (count > cause.most)
        Object.assign(cause, { most: count, product: nameIn(product, language), quote: quotes[0] })
      causes.set(topic, cause)
    }
  return [...causes]
    .filter(([, { count }]) => count > 0)
    .sort(([, a], [, b]) => b.count - a.count)
    .slice(0, MOST_CAUSES)
    .map(([topic, { count, before, product, quote }]) =>
      line(DIGEST_WORDS[language].cause(topicName(topic, language), count, before, product), {
        quote: quote?.words ?? null,
        conversationId: quote?.conversationId ?? null,
      }),
    )
}

/** Bursts that touch the week. */
function spikeLines(products: ProductTopics[], { from, language }: { from: string; language: Language }) {
  return products.flatMap(({ product, topics }) =>
    topics.flatMap(({ topic, spike, quotes: [quote] }) => {
      if (!spike || spike.to < from) return []
      const [first, last] = [shortDay(spike.from, language), shortDay(spike.to, language)]
      const expected = decimal(spike.expected, language)
      const name = topicName(topic, language)
      const text = DIGEST_WORDS[language].spike(
        name,
        nameIn(product, language),
        spike.count,
        first,
        last,
        expected,
      )
      return [line(text, { quote: quote?.words ?? null, conversationId: quote?.conversationId ?? null })]
    }),
  )
}

const nameIn = ({ name, nameZh }: ProductTopics['product'], language: Language) =>
  language === 'zh' && nameZh ? nameZh : name

const TAGS: Record<Language, string> = { ru: 'ru-RU', zh: 'zh-CN', en: 'en-GB' }
const decimal = (value: number, language: Language) =>
  new Intl.NumberFormat(TAGS[language], { maximumFractionDigits: 1 }).format(value)
const shortDay = (day: string, language: Language) =>
  new Intl.DateTimeFormat(TAGS[language], { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  const weekday = new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}
