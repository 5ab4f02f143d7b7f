import { splitAsks } from '../src/domain/text/asks.ts'
import { searchKnowledge } from '../src/knowledge/search-knowledge.ts'
import { supportFeatures } from '../src/knowledge/support-score.ts'
import type { Embedder } from '../src/llm/embedder.ts'
import { systemClock } from '../src/shared/clock.ts'
import { readOffTopic, readSupportData } from './data.ts'
import { knowledgeBase, SHOP_ID } from './knowledge-base.ts'

type Row = { features: number[]; isRight: boolean }

const LOOKED_AT = 5
const PENALTY = 1e-3
const ROUNDS = 3_000

/** Fits the weights of `supportScore` by logistic regression and returns them in the order of its features. */
export async function calibrate(folder: string, embedder: Embedder): Promise<number[]> {
  const { entries, cases } = readSupportData(folder)
  const opened = await knowledgeBase(entries, embedder)
  try {
    const deps = { db: opened.db, embedder, clock: systemClock }
    const rows: Row[] = []
    const questions = [
      ...cases,
      ...readOffTopic(folder).map(({ query }) => ({ query, gold: [] as string[] })),
    ]
    for (const { query, gold } of questions) {
      // As one ask: which of several the gold answers is not known.
      const ask = splitAsks(query).join(' ') || query
      const candidates = await searchKnowledge(deps, {
        shopId: SHOP_ID,
        text: ask,
        asks: [ask],
        limit: LOOKED_AT,
      })
      for (const [rank, candidate] of candidates.entries()) {
        const entry = { questions: [candidate.question, ...candidate.variants], answer: candidate.textRu }
        const features = supportFeatures(ask, entry, rank === 0)
        rows.push({ features, isRight: gold.includes(candidate.entryId ?? '') })
      }
    }
    return fitLogistic(rows)
  } finally {
    await opened.close()
  }
}

/** Plain gradient descent on standardised features; the first feature is the bias and is not penalised. */
function fitLogistic(rows: Row[]): number[] {
  const width = rows[0]?.features.length ?? 0
  const indexes = Array.from({ length: width }, (_, i) => i)
  const value = (row: Row, i: number) => row.features[i] ?? 0
  const mean = indexes.map((i) =>
    i === 0 ? 0 : rows.reduce((sum, row) => sum + value(row, i), 0) / rows.length,
  )
  const spread = indexes.map((i) =>
    i === 0
      ? 1
      : Math.sqrt(rows.reduce((sum, row) => sum + (value(row, i) - (mean[i] ?? 0)) ** 2, 0) / rows.length) ||
        1,
  )
  const scaled = rows.map((row) => indexes.map((i) => (value(row, i) - (mean[i] ?? 0)) / (spread[i] ?? 1)))
  const weights = indexes.map(() => 0)
  for (let round = 0; round < ROUNDS; round++) {
    const slope = indexes.map(() => 0)
    for (const [r, features] of scaled.entries()) {
      const sum = features.reduce((total, x, i) => total + x * (weights[i] ?? 0), 0)
      const error = 1 / (1 + Math.exp(-sum)) - (rows[r]?.isRight ? 1 : 0)
      for (const i of indexes) slope[i] = (slope[i] ?? 0) + (error * (features[i] ?? 0)) / rows.length
    }
    for (const i of indexes)
      weights[i] = (weights[i] ?? 0) - (slope[i] ?? 0) - (i === 0 ? 0 : PENALTY * (weights[i] ?? 0))
  }
  const plain = weights.map((weight, i) => weight / (spread[i] ?? 1))
  plain[0] =
    (plain[0] ?? 0) - plain.reduce((sum, weight, i) => sum + (i === 0 ? 0 : weight * (mean[i] ?? 0)), 0)
  return plain.map((weight) => Number(weight.toFixed(2)))
}
