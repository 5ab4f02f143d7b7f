import { sql } from 'drizzle-orm'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import type { Clock } from '../shared/clock.ts'

const waitingRow = z.object({ name: z.string(), count: z.coerce.number(), oldest_seconds: z.coerce.number() })

/** The figures of this process, and what waits in the database at the moment of the scrape. */
export function createMetrics({ db, clock }: { db: Database; clock: Clock }) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'otvet_' })
  const requests = new Histogram({
    name: 'otvet_http_request_seconds',
    help: 'Duration of HTTP requests by route, method and status',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  const pushes = new Counter({
    name: 'otvet_pushes_total',
    help: 'Pushes of the marketplace by kind and by what became of them',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  })
  const jobs = new Gauge({
    name: 'otvet_jobs_due',
    help: 'Jobs that are due and wait for a worker, by queue',
    labelNames: ['queue'],
    registers: [registry],
  })
  const age = new Gauge({
    name: 'otvet_jobs_oldest_seconds',
    help: 'How long the oldest due job has been waiting, by queue',
    labelNames: ['queue'],
    registers: [registry],
  })
  const replies = new Gauge({
    name: 'otvet_replies_under_way',
    help: 'Approved replies that are not proved yet, by status',
    labelNames: ['status'],
    registers: [registry],
  })

  async function render(): Promise<string> {
    const now = sql`${clock.now().toISOString()}::timestamptz`
    const due = await queryRows(
      db,
      waitingRow,
      sql`select queue as name, count(*) as count, extract(epoch from ${now} - min(run_at)) as oldest_seconds
        from jobs where run_at <= ${now} group by queue`,
    )
    const underWay = await queryRows(
      db,
      waitingRow,
      sql`select status as name, count(*) as count, 0 as oldest_seconds from replies
        where status in ('queued', 'sending', 'sent', 'uncertain') group by status`,
    )
    for (const gauge of [jobs, age, replies]) gauge.reset()
    for (const { name, count, oldest_seconds } of due) {
      jobs.set({ queue: name }, count)
      age.set({ queue: name }, oldest_seconds)
    }
    for (const { name, count } of underWay) replies.set({ status: name }, count)
    return registry.metrics()
  }

  return {
    contentType: registry.contentType,
    render,
    countPush: (kind: string, outcome: string) => pushes.inc({ kind, outcome }),
    observeRequest: (labels: { route: string; method: string; status: number }, seconds: number) =>
      requests.observe(labels, seconds),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
