import type { Database, Executor } from '../db/client.ts'
import { findSpike } from '../domain/feedback/find-spike.ts'
import { TOPICS, type Topic } from '../domain/feedback/topics.ts'
import { addDays, dayOfIso, daysBetween, isoDay, moscowDay, startOfDay } from '../domain/moscow-time.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { ProductTopic, ProductTopics, TopicsPage } from '../http/contracts/topics.ts'
import type { Clock } from '../shared/clock.ts'
import {
  type HeardRow,
  type QuoteRow,
  readHeard,
  readNames,
  readQuotes,
  readReviewDays,
  readShops,
} from './topic-rows.ts'

type Deps = { db: Database; clock: Clock }

/** A burst of the last fortnight against eight weeks before it. */
const SERIES_DAYS = 77
const MOST_PRODUCTS = 50
/** So far back a new shop's reviews are read. */
const FIRST_LOOK_DAYS = 7

/** What buyers complain of by product: a number a day, bursts, and the buyers' own words. */
export async function readTopics(
  { db, clock }: Deps,
  { scope, days, asOf = clock.now() }: { scope: ShopScope; days: number; asOf?: Date },
): Promise<TopicsPage> {
  const today = moscowDay(asOf)
  const first = addDays(today, 1 - SERIES_DAYS)
  const span = { scope, from: startOfDay(first), until: startOfDay(addDays(today, 1)) }
  const placeOf = (day: string) => daysBetween(first, dayOfIso(day))
  const products = await productSeries(db, span, placeOf)
  const shownFrom = SERIES_DAYS - days
  const listed = [...products.values()]
    .map((one) => ({
      ...one,
      topics: topicsOf(one, { shownFrom, dayAt: (place) => isoDay(addDays(first, place)) }),
    }))
    .filter(({ topics }) => topics.length > 0)
    .sort((a, b) => Number(hasSpike(b)) - Number(hasSpike(a)) || complaintsOf(b) - complaintsOf(a))
    .slice(0, MOST_PRODUCTS)
  const skus = listed.map(({ sku }) => sku)
  const shown = { ...span, from: startOfDay(addDays(first, shownFrom)) }
  const quotes = Map.groupBy(await readQuotes(db, { ...shown, skus }), (row) =>
    quoteKey(row.shop_id, row.sku, row.topic),
  )
  const names = new Map(
    (await readNames(db, { scope, skus })).map((row) => [productKey(row.shop_id, row.sku), row]),
  )
  return {
    from: isoDay(addDays(first, shownFrom)),
    to: isoDay(today),
    spikes: listed.flatMap(({ topics }) => topics).filter(({ spike }) => spike !== null).length,
    products: listed.map(({ shopId, shopName, sku, reviews, low, topics }): ProductTopics => {
      const name = names.get(productKey(shopId, sku))
      return {
        shopId,
        shopName,
        product: {
          sku,
          name: name?.name_ru ?? sku,
          nameZh: name?.name_zh ?? null,
          pictureUrl: `/api/shops/${shopId}/products/${sku}/picture`,
        },
        reviews: total(reviews.slice(shownFrom)),
        lowReviews: total(low.slice(shownFrom)),
        complaints: total(topics.map(({ count }) => count)),
        days: Array.from({ length: days }, (_, day) => total(topics.map((one) => one.days[day] ?? 0))),
        topics: topics.map((one) => ({
          ...one,
          quotes: (quotes.get(quoteKey(shopId, sku, one.topic)) ?? []).map(quoteOf),
        })),
      }
    }),
  }
}

type Series = {
  shopId: string
  shopName: string
  sku: string
  /** Days of the series of which anything is known. */
  known: number
  reviews: number[]
  low: number[]
  byTopic: Map<Topic, number[]>
}
type Span = { scope: ShopScope; from: Date; until: Date }

async function productSeries(db: Executor, span: Span, placeOf: (day: string) => number) {
  const heard = await readHeard(db, span)
  const reviews = await readReviewDays(db, span)
  const shops = new Map((await readShops(db, span.scope)).map((shop) => [shop.id, shop]))
  const products = new Map<string, Series>()
  const firstHeard = new Map<string, number>()
  for (const { shop_id, day } of [...heard, ...reviews])
    firstHeard.set(shop_id, Math.min(placeOf(day), firstHeard.get(shop_id) ?? SERIES_DAYS))
  const seriesOf = (shopId: string, sku: string): Series => {
    const key = productKey(shopId, sku)
    const found = products.get(key)
    if (found) return found
    const shop = shops.get(shopId)
    const since = shop ? placeOf(isoDay(moscowDay(shop.created_at))) - FIRST_LOOK_DAYS : 0
    const start = Math.max(0, Math.min(since, firstHeard.get(shopId) ?? 0))
    const made = {
      shopId,
      shopName: shop?.name ?? shopId,
      sku,
      known: SERIES_DAYS - start,
      reviews: emptyDays(),
      low: emptyDays(),
      byTopic: new Map<Topic, number[]>(),
    }
    products.set(key, made)
    return made
  }
  for (const row of heard) countHeard(seriesOf(row.shop_id, row.sku), row, placeOf(row.day))
  for (const { shop_id, sku, day, count, low } of reviews) {
    if (sku === null) continue
    const series = seriesOf(shop_id, sku)
    series.reviews[placeOf(day)] = count
    series.low[placeOf(day)] = low
  }
  return products
}

function countHeard({ byTopic }: Series, { topic, count }: HeardRow, place: number): void {
  const days = byTopic.get(topic) ?? emptyDays()
  days[place] = (days[place] ?? 0) + count
  byTopic.set(topic, days)
}

type Listed = Omit<ProductTopic, 'quotes'>

function topicsOf(
  { byTopic, reviews, known }: Series,
  { shownFrom, dayAt }: { shownFrom: number; dayAt: (place: number) => string },
): Listed[] {
  return [...byTopic]
    .map(([topic, days]) => {
      const others = reviews.map((count, day) => Math.max(0, count - (days[day] ?? 0)))
      const spike = findSpike(days, { known, others })
      const shown = days.slice(shownFrom)
      return {
        topic,
        count: total(shown),
        days: shown,
        spike: spike
          ? {
              ...spike,
              expected: Math.round(spike.expected * 100) / 100,
              from: dayAt(spike.from),
              to: dayAt(spike.to),
            }
          : null,
      }
    })
    .filter(({ count }) => count > 0)
    .sort(
      (a, b) =>
        Number(b.spike !== null) - Number(a.spike !== null) ||
        b.count - a.count ||
        TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic),
    )
}

const emptyDays = () => new Array<number>(SERIES_DAYS).fill(0)
const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
const hasSpike = ({ topics }: { topics: Listed[] }) => topics.some(({ spike }) => spike !== null)
const complaintsOf = ({ topics }: { topics: Listed[] }) => total(topics.map(({ count }) => count))
const productKey = (shopId: string, sku: string) => `${shopId}\n${sku}`
const quoteKey = (shopId: string, sku: string, topic: Topic) => `${shopId}\n${sku}\n${topic}`

const quoteOf = ({ conversation_id, channel, words, heard_at }: QuoteRow) => ({
  conversationId: conversation_id,
  channel,
  words,
  heardAt: heard_at.toISOString(),
})
