import { splitAsks } from '../src/domain/text/asks.ts'
import { searchKnowledge } from '../src/knowledge/search-knowledge.ts'
import type { Embedder } from '../src/llm/embedder.ts'
import { systemClock } from '../src/shared/clock.ts'
import { SHOP_ID } from './knowledge-base.ts'
import { type OwnShopCase, openOwnShop, ownShopCases, type Split } from './own-shop.ts'
import { type Recall, recallOf } from './recall.ts'
import { areaUnderRoc, bootstrapInterval, type Interval } from './statistics.ts'

type Outcome = OwnShopCase & { found: string[]; topScore: number }
type Row = Recall & { intervals: { at1: Interval; at5: Interval; at10: Interval; mrr10: Interval } }
export type OwnShopReport = {
  split: Split
  all: Row
  byClass: Record<string, Row>
  /** How well the best score tells questions that something answers from those that nothing does. */
  abstention: { answerable: number; unanswerable: number; auroc: number; interval: Interval }
  /** Of the dev half only: whoever reads the held-out ones tunes on them. */
  misses: { id: string; query: string; gold: string[]; found: string[] }[]
}

/** Search as the house does it on the questions written for the demo shop. */
export async function evaluateOwnShop(embedder: Embedder, split: Split): Promise<OwnShopReport> {
  const opened = await openOwnShop(embedder)
  try {
    const deps = { db: opened.db, embedder, clock: systemClock }
    const outcomes: Outcome[] = []
    for (const one of ownShopCases(split)) {
      const { query, sku, scheme } = one
      const candidates = await searchKnowledge(deps, {
        shopId: SHOP_ID,
        text: query,
        asks: splitAsks(query),
        sku,
        scheme,
        limit: 60,
      })
      // What has no entry is a sentence of the product's description.
      const found = [...new Set(candidates.map(({ entryId }) => entryId ?? `product:${sku}:description`))]
      outcomes.push({ ...one, found, topScore: Math.max(0, ...candidates.map(({ score }) => score)) })
    }
    return reportOf(split, outcomes)
  } finally {
    await opened.close()
  }
}

function reportOf(split: Split, outcomes: Outcome[]): OwnShopReport {
  const answerable = outcomes.filter(({ gold }) => gold.length > 0)
  const topScores = (some: Outcome[]) => some.map(({ topScore }) => topScore)
  const positives = topScores(answerable)
  const negatives = topScores(outcomes.filter(({ gold }) => gold.length === 0))
  const scored = [
    ...positives.map((score) => ({ score, positive: true })),
    ...negatives.map((score) => ({ score, positive: false })),
  ]
  const classes = Map.groupBy(answerable, (outcome) => outcome.class)
  const missed = answerable.filter(({ gold, found }) => !found.slice(0, 5).some((id) => gold.includes(id)))
  return {
    split,
    all: rowOf(answerable),
    byClass: Object.fromEntries([...classes].map(([name, some]) => [name, rowOf(some)])),
    abstention: {
      answerable: positives.length,
      unanswerable: negatives.length,
      auroc: areaUnderRoc(positives, negatives),
      interval: bootstrapInterval(scored, (sample) => {
        const [right, wrong] = [
          sample.filter(({ positive }) => positive),
          sample.filter((one) => !one.positive),
        ]
        return areaUnderRoc(
          right.map(({ score }) => score),
          wrong.map(({ score }) => score),
        )
      }),
    },
    misses:
      split === 'held-out'
        ? []
        : missed.map(({ id, query, gold, found }) => ({ id, query, gold, found: found.slice(0, 5) })),
  }
}

function rowOf(outcomes: Outcome[]): Row {
  const interval = (of: (recall: Recall) => number) =>
    bootstrapInterval(outcomes, (sample) => of(recallOf(sample)))
  return {
    ...recallOf(outcomes),
    intervals: {
      at1: interval(({ at1 }) => at1),
      at5: interval(({ at5 }) => at5),
      at10: interval(({ at10 }) => at10),
      mrr10: interval(({ mrr10 }) => mrr10),
    },
  }
}

export function ownShopText({ split, all, byClass, abstention, misses }: OwnShopReport): string {
  const digits = (x: number) => x.toFixed(3)
  const within = (value: number, { low, high }: Interval) =>
    `${digits(value)} [${digits(low)}–${digits(high)}]`
  const line = (name: string, { cases, at1, at5, at10, mrr10, intervals }: Row) =>
    [
      name.padEnd(12),
      String(cases).padStart(4),
      within(at1, intervals.at1),
      within(at5, intervals.at5),
      within(at10, intervals.at10),
      within(mrr10, intervals.mrr10),
    ].join('  ')
  const { answerable, unanswerable, auroc, interval } = abstention
  return [
    `own shop, ${split}: 95 % intervals by bootstrap`,
    `${'class'.padEnd(12)} cases  recall@1             @5                   @10                  MRR@10`,
    line('all', all),
    ...Object.entries(byClass).map(([name, row]) => line(name, row)),
    `abstention    AUROC ${within(auroc, interval)} (${answerable} answerable, ${unanswerable} not)`,
    ...(misses.length > 0 ? [`not among the first five: ${misses.length}`] : []),
    ...misses.map(
      ({ id, query, gold, found }) =>
        `  ${id} ${query.replaceAll('\n', ' / ').slice(0, 90)}\n      wanted ${gold.join(', ')}; found ${found.slice(0, 3).join(', ')}`,
    ),
  ].join('\n')
}
