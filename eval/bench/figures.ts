import { Child } from './child.ts'
import type { FiguresOptions } from './figures-process.ts'
import { openPlace } from './place.ts'
import { printTable } from './report.ts'
import { median, percentile, round } from './stats.ts'

type Times = { p50: number; p95: number }
export type FiguresResult = {
  database: 'postgres' | 'pglite'
  messages: number
  pages: { days: number; shop: string; page: Times }[]
  directMs: number
  fillSeconds: number
  buildSeconds: number
  againMs: number
}

/** The page of figures over a year of messages, read from what is summed up by day; the aim is 300 ms on PostgreSQL. */
export async function benchFigures(serverUrl: string | undefined, messages: number): Promise<FiguresResult> {
  const place = await openPlace(serverUrl)
  const otvet = new Child('./figures-process.ts', { env: place.env, messages } satisfies FiguresOptions)
  try {
    const fillMs = await otvet.ask<number>({ ask: 'fill' })
    const { buildMs, againMs } = await otvet.ask<{ buildMs: number; againMs: number }>({ ask: 'count' })
    const pages = []
    for (const [days, shopId] of [
      [30, undefined],
      [90, undefined],
      [90, 'large'],
    ] as const) {
      const times = await otvet.ask<number[]>({ ask: 'page', days, ...(shopId && { shopId }) })
      pages.push({
        days,
        shop: shopId ?? 'all three',
        page: { p50: round(percentile(times, 50), 1), p95: round(percentile(times, 95), 1) },
      })
    }
    const direct = await otvet.ask<number[]>({ ask: 'direct', days: 90 })
    return {
      database: place.kind,
      messages,
      pages,
      directMs: round(median(direct)),
      fillSeconds: round(fillMs / 1_000, 1),
      buildSeconds: round(buildMs / 1_000, 1),
      againMs: round(againMs),
    }
  } finally {
    await otvet.stop()
    await place.close()
  }
}

export function printFigures(results: FiguresResult[]): void {
  printTable(
    'Figures: the whole page, ms p50 / p95',
    results.flatMap(({ database, messages, pages }) =>
      pages.map(({ days, shop, page }) => ({
        database,
        messages,
        days,
        shop,
        page: `${page.p50} / ${page.p95}`,
      })),
    ),
    ['aim: at most 300 ms at 1,000,000 messages on PostgreSQL'],
  )
  printTable(
    'What it rests on',
    results.map((result) => ({
      database: result.database,
      messages: result.messages,
      'one group from the messages themselves, 90 days, ms': result.directMs,
      'counted from nothing s': result.buildSeconds,
      'counted again ms': result.againMs,
      'made up s': result.fillSeconds,
    })),
    ['counted again: three shops, one conversation of each moved; a job does so every five minutes'],
  )
}
