import { sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { pushAnswers } from '../db/schema/pushes.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'

type Answer = { shopId: string; kind: string; status: number; tookMs: number }
type Row = typeof pushAnswers.$inferInsert

/** Beside the pushes and never in their way: what waits longer than this is written. */
const EVERY_MS = 2_000
const MINUTE_MS = 60_000

/** Adds up how we answer pushes; a process that dies loses two seconds of it. */
export function createAnswerRecord({
  db,
  clock,
  log,
}: {
  db: Database
  clock: Clock
  log?: Pick<Logger, 'warn'> | undefined
}) {
  let waiting = new Map<string, Row>()
  let timer: NodeJS.Timeout | undefined

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const rows = [...waiting.values()]
    waiting = new Map()
    if (rows.length > 0) await addUp(db, rows)
  }

  return {
    note({ shopId, kind, status, tookMs }: Answer): void {
      const ms = Math.round(tookMs)
      const minute = new Date(Math.floor(clock.now().getTime() / MINUTE_MS) * MINUTE_MS)
      const key = `${shopId}\n${minute.getTime()}\n${kind}`
      const row = waiting.get(key)
      waiting.set(key, {
        shopId,
        minute,
        kind,
        pushes: (row?.pushes ?? 0) + 1,
        failed: (row?.failed ?? 0) + (status === 200 ? 0 : 1),
        over1500: (row?.over1500 ?? 0) + (ms > 1_500 ? 1 : 0),
        over2500: (row?.over2500 ?? 0) + (ms >= 2_500 ? 1 : 0),
        over5000: (row?.over5000 ?? 0) + (ms > 5_000 ? 1 : 0),
        totalMs: (row?.totalMs ?? 0) + ms,
        maxMs: Math.max(row?.maxMs ?? 0, ms),
        lastStatus: status,
      })
      timer ??= setTimeout(() => {
        flush().catch((error: unknown) => log?.warn({ err: error }, 'answer times were not written'))
      }, EVERY_MS).unref()
    },
    /** Writes what waits now. */
    flush,
  }
}

async function addUp(db: Database, rows: Row[]): Promise<void> {
  const sum = (column: { name: string }) =>
    sql.raw(`push_answers."${column.name}" + excluded."${column.name}"`)
  await db
    .insert(pushAnswers)
    .values(rows)
    .onConflictDoUpdate({
      target: [pushAnswers.shopId, pushAnswers.minute, pushAnswers.kind],
      set: {
        pushes: sum(pushAnswers.pushes),
        failed: sum(pushAnswers.failed),
        over1500: sum(pushAnswers.over1500),
        over2500: sum(pushAnswers.over2500),
        over5000: sum(pushAnswers.over5000),
        totalMs: sum(pushAnswers.totalMs),
        maxMs: sql`greatest(push_answers.max_ms, excluded.max_ms)`,
        lastStatus: sql`excluded.last_status`,
      },
    })
}
