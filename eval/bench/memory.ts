import { setTimeout as sleep } from 'node:timers/promises'
import { Child } from './child.ts'
import { openMarket } from './market.ts'
import type { OtvetOptions } from './otvet-process.ts'
import { openPlace } from './place.ts'
import { printTable } from './report.ts'
import { round } from './stats.ts'

const PATIENCE_MS = 600_000
const MIB = 1024 * 1024

export type MemorySize = { chats: number; messagesPerChat: number }
type Memory = { rss: number; heapUsed: number; peakRss: number }
export type MemoryResult = {
  database: 'postgres' | 'pglite'
  pushes: number
  drafts: number
  seconds: number
  startMib: number
  endMib: number
  peakMib: number
  heapStartMib: number
  heapEndMib: number
}

/** Replays an hour's worth of pushes through the whole path as fast as it goes, and weighs the process before and after. */
export async function benchMemory(
  serverUrl: string | undefined,
  { chats, messagesPerChat }: MemorySize,
): Promise<MemoryResult> {
  const place = await openPlace(serverUrl)
  const market = await openMarket()
  const options = {
    env: { ...place.env, BURST_QUIET_SECONDS: '1' },
    shop: market.shop,
    hasWorker: true,
    hasKnowledge: true,
  } satisfies OtvetOptions
  const otvet = new Child('./otvet-process.ts', options, ['--expose-gc'])
  const settled = async () => {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(1_000)) {
      const [left] = await otvet.ask<{ count: number }[]>({ ask: 'rows', statement: WORK_LEFT })
      if (left?.count === 0 && market.sandbox.nextPushAt() === undefined) return
    }
    throw new Error('the pushes were not worked off in time')
  }
  try {
    market.sandbox.addPushUrl(market.shop.clientId, await otvet.ask<string>({ ask: 'webhookUrl' }))
    // What is loaded once and kept is no growth.
    for (let i = 0; i < 20; i++) {
      const { chatId, text } = market.newChat()
      market.sandbox.buyerSays(chatId, text)
    }
    await sleep(2_000)
    await settled()
    const start = await otvet.ask<Memory>({ ask: 'memory' })
    const startedAt = performance.now()
    const buyers = Array.from({ length: chats }, () => market.newChat())
    for (let i = 0; i < messagesPerChat; i++) {
      for (const { chatId, text } of buyers)
        market.sandbox.buyerSays(chatId, i === 0 ? text : `${text} (${i + 1})`)
      await sleep(2_000)
      await settled()
    }
    const seconds = (performance.now() - startedAt) / 1_000
    const end = await otvet.ask<Memory>({ ask: 'memory' })
    const [made] = await otvet.ask<{ count: number }[]>({
      ask: 'rows',
      statement: 'select count(*)::int as count from drafts',
    })
    return {
      database: place.kind,
      pushes: chats * messagesPerChat,
      drafts: made?.count ?? 0,
      seconds: round(seconds),
      startMib: round(start.rss / MIB),
      endMib: round(end.rss / MIB),
      peakMib: round(end.peakRss / MIB),
      heapStartMib: round(start.heapUsed / MIB),
      heapEndMib: round(end.heapUsed / MIB),
    }
  } finally {
    await otvet.stop()
    await market.close()
    await place.close()
  }
}

const WORK_LEFT = `select (select count(*) from jobs where queue in ('ingest', 'draft', 'sync')
    and run_at < now() + interval '1 minute')::int
  + (select count(*) from inbound_events where status = 'pending')::int as count`

export function printMemory(results: MemoryResult[]): void {
  const rows = results.map((result) => ({
    database: result.database,
    pushes: result.pushes,
    drafts: result.drafts,
    s: result.seconds,
    'start MiB': result.startMib,
    'end MiB': result.endMib,
    'peak MiB': result.peakMib,
    'heap at start': result.heapStartMib,
    'heap at end': result.heapEndMib,
  }))
  printTable("Memory: an hour's worth of pushes through the whole path, replayed fast", rows, [
    'resident memory of the Otvet process (with pglite: the database too), after a collection of garbage',
  ])
}
