import type { BareOptions } from './bare-process.ts'
import { Child } from './child.ts'
import type { Load, LoadResult } from './load-process.ts'
import { openMarket } from './market.ts'
import type { OtvetOptions } from './otvet-process.ts'
import { openPlace } from './place.ts'
import { printTable } from './report.ts'
import { median, round } from './stats.ts'

const POOL_SIZE = 10
const CONNECTIONS = 50

export type IntakeSize = { rounds: number; amount: number; chats: number }
type Side = { requestsPerSecond: number; p50Ms: number; p99Ms: number; stored: number; acknowledged: number }
export type IntakeResult = {
  database: 'postgres' | 'pglite'
  worker: 'off' | 'on'
  otvet: Side
  bare: Side
  ratioRequestsPerSecond: number
  ratioP99: number
}

/**
 * Our webhook route against a bare handler on the same database, in alternating rounds. Every push is sent once and
 * answered, so what is stored must be exactly what was acknowledged.
 */
export async function benchIntake(
  serverUrl: string | undefined,
  { rounds, amount, chats }: IntakeSize,
  hasWorker: boolean,
): Promise<IntakeResult> {
  const place = await openPlace(serverUrl)
  const market = await openMarket()
  const chatIds = Array.from({ length: chats }, () => market.newChat().chatId)
  const env = { ...place.env, DATABASE_POOL_SIZE: String(POOL_SIZE) }
  const otvet = new Child('./otvet-process.ts', {
    env,
    shop: market.shop,
    hasWorker,
    hasKnowledge: hasWorker,
  } satisfies OtvetOptions)
  const bare = new Child('./bare-process.ts', { env: place.env, poolSize: POOL_SIZE } satisfies BareOptions)
  const load = new Child('./load-process.ts', {})
  try {
    const urls = {
      otvet: await otvet.ask<string>({ ask: 'webhookUrl' }),
      bare: await bare.ask<string>({ ask: 'url' }),
    }
    const { sellerId } = market.shop
    const fire = (side: keyof typeof urls, count: number) =>
      load.ask<LoadResult>({
        ask: 'run',
        ...({ url: urls[side], connections: CONNECTIONS, amount: count, chatIds, sellerId } satisfies Load),
      })
    const results = { otvet: [] as LoadResult[], bare: [] as LoadResult[] }
    let warmedUp = { otvet: 0, bare: 0 }
    for (const side of ['otvet', 'bare'] as const) {
      const { acknowledged } = await fire(side, Math.ceil(amount / 4))
      warmedUp = { ...warmedUp, [side]: acknowledged }
    }
    for (let i = 0; i < rounds; i++) {
      // The order within a pair turns, so that neither side always follows the other.
      const pair = i % 2 === 0 ? (['bare', 'otvet'] as const) : (['otvet', 'bare'] as const)
      for (const side of pair) results[side].push(await fire(side, amount))
    }
    const [ours] = await otvet.ask<{ count: number }[]>({
      ask: 'rows',
      statement: 'select count(*)::int as count from inbound_events',
    })
    const [theirs] = await bare.ask<{ count: number }[]>({ ask: 'count' })
    const sides = {
      otvet: summary(results.otvet, warmedUp.otvet, ours?.count ?? 0),
      bare: summary(results.bare, warmedUp.bare, theirs?.count ?? 0),
    }
    return {
      database: place.kind,
      worker: hasWorker ? 'on' : 'off',
      ...sides,
      ratioRequestsPerSecond: round(sides.otvet.requestsPerSecond / sides.bare.requestsPerSecond, 2),
      ratioP99: round(sides.otvet.p99Ms / sides.bare.p99Ms, 2),
    }
  } finally {
    await Promise.all([load.stop(), bare.stop(), otvet.stop()])
    await market.close()
    await place.close()
  }
}

function summary(results: LoadResult[], warmedUp: number, stored: number): Side {
  return {
    requestsPerSecond: round(median(results.map(({ acknowledged, seconds }) => acknowledged / seconds))),
    p50Ms: round(median(results.map(({ p50 }) => p50)), 1),
    p99Ms: round(median(results.map(({ p99 }) => p99)), 1),
    stored,
    acknowledged: warmedUp + results.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
  }
}

export function printIntake(results: IntakeResult[]): void {
  const rows = results.flatMap(({ database, worker, otvet, bare, ratioRequestsPerSecond, ratioP99 }) => [
    { database, worker, side: 'bare handler', ...sideCells(bare), ratio: '' },
    {
      database,
      worker,
      side: 'otvet webhook',
      ...sideCells(otvet),
      ratio: `${ratioRequestsPerSecond} of the requests/s, ${ratioP99} of the p99`,
    },
  ])
  printTable('Intake: real webhook route against a bare INSERT … ON CONFLICT DO NOTHING', rows, [
    'aim: at least 0.7 of the requests/s, at most 1.5 of the p99, with the worker off',
    `${CONNECTIONS} connections, ${POOL_SIZE} database connections each, medians of alternating rounds after a warm-up`,
    'server, database and load generator are three processes on the same cores',
    'worker on: it works the pushes off meanwhile and after, also while the bare handler has its turn',
    'stored = acknowledged: every push answered with 200 is in the table, once',
  ])
}

function sideCells({ requestsPerSecond, p50Ms, p99Ms, stored, acknowledged }: Side) {
  const proof = stored === acknowledged ? `${stored} = ${acknowledged}` : `${stored} ≠ ${acknowledged} (!)`
  return { 'req/s': requestsPerSecond, 'p50 ms': p50Ms, 'p99 ms': p99Ms, 'stored = acknowledged': proof }
}
