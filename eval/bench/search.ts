import { Child } from './child.ts'
import { openPlace } from './place.ts'
import { printTable } from './report.ts'
import type { Filled, SearchOptions, Sizes } from './search-process.ts'
import { percentile, round } from './stats.ts'

const MIB = 1024 * 1024
const SHOPS = [
  ['small', '1 %'],
  ['middle', '10 %'],
  ['large', '89 %'],
] as const

export type SearchSize = { passages: number; queries: number }
type Times = { p50: number; p95: number; p99: number }
export type SearchResult = {
  database: 'postgres' | 'pglite'
  passages: number
  plain: Times
  shops: { shop: string; share: string; hybrid: Times; recall: number }[]
  fillSeconds: number
  embedSeconds: number
  indexSeconds: number
  vectorsMib: number
  vectorIndexesMib: number
  textIndexesMib: number
  databaseMib: number
  peakRssMib: number
}

/**
 * The product's whole search on generated knowledge of three shops of different size, beside the plain ten nearest
 * vectors of the same table, in the same run; and what of the nearest ten the index finds.
 */
export async function benchSearch(
  serverUrl: string | undefined,
  { passages, queries }: SearchSize,
): Promise<SearchResult> {
  const place = await openPlace(serverUrl)
  const otvet = new Child('./search-process.ts', {
    env: place.env,
    passages,
    queries,
  } satisfies SearchOptions)
  try {
    const filled = await otvet.ask<Filled>({ ask: 'fill' })
    const sizes = await otvet.ask<Sizes>({ ask: 'sizes' })
    const shops = []
    for (const [shop, share] of SHOPS) {
      const hybrid = timesOf(await otvet.ask<number[]>({ ask: 'hybrid', shop }))
      const { found, wanted } = await otvet.ask<{ found: number; wanted: number }>({ ask: 'recall', shop })
      shops.push({ shop, share, hybrid, recall: round(found / wanted, 3) })
    }
    const plain = timesOf(await otvet.ask<number[]>({ ask: 'plain' }))
    const { peakRss } = await otvet.ask<{ peakRss: number }>({ ask: 'memory' })
    return {
      database: place.kind,
      passages: filled.passages,
      plain,
      shops,
      fillSeconds: round(filled.fillMs / 1_000, 1),
      embedSeconds: round(filled.embedMs / 1_000, 1),
      indexSeconds: round(filled.indexMs / 1_000, 1),
      vectorsMib: round(sizes.table / MIB),
      vectorIndexesMib: round(sizes.vectorIndexes / MIB),
      textIndexesMib: round(sizes.otherIndexes / MIB),
      databaseMib: round(sizes.database / MIB),
      peakRssMib: round(peakRss / MIB),
    }
  } finally {
    await otvet.stop()
    await place.close()
  }
}

const timesOf = (values: number[]): Times => ({
  p50: round(percentile(values, 50), 1),
  p95: round(percentile(values, 95), 1),
  p99: round(percentile(values, 99), 1),
})

export function printSearch(results: SearchResult[]): void {
  const times = ({ p50, p95, p99 }: Times) => `${p50} / ${p95} / ${p99}`
  printTable(
    'Search: the whole hybrid query beside the plain ten nearest vectors, ms p50 / p95 / p99',
    results.flatMap(({ database, passages, plain, shops }) =>
      shops.map(({ shop, share, hybrid, recall }) => ({
        database,
        passages,
        shop: `${shop}, ${share}`,
        'plain top 10': times(plain),
        'whole search': times(hybrid),
        'p95 to p95': round(hybrid.p95 / plain.p95, 1),
        'recall of the nearest 10': recall,
      })),
    ),
    [
      'aim: p95 within 3 times the plain one and at most 30 ms at 100,000 on PostgreSQL; recall at least 0.98',
      'whole search: splitting, embedding, every list of every question of the message, fusing, scoring, loading',
      'recall: of the lists of questions and of answers, against all of them compared one by one in single precision',
      'built-in embedder, 1024 numbers; generated texts, one after another on one connection',
    ],
  )
  printTable(
    'What it takes',
    results.map((result) => ({
      database: result.database,
      passages: result.passages,
      'texts s': result.fillSeconds,
      'embedding s': result.embedSeconds,
      'vector indexes s': result.indexSeconds,
      'vectors MiB': result.vectorsMib,
      'vector indexes MiB': result.vectorIndexesMib,
      'text indexes MiB': result.textIndexesMib,
      'database MiB': result.databaseMib,
      'peak of the process MiB': result.peakRssMib,
    })),
    ['with pglite the database lives in the process'],
  )
}
