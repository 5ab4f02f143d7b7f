import { sql } from 'drizzle-orm'
import type { Executor } from '../db/client.ts'
import type { JobPayload, QueueName } from './jobs.ts'

type Order<Q extends QueueName> = {
  queue: Q
  key: string
  payload: JobPayload<Q>
  now: Date
  runAt?: Date
  /** `sooner` keeps the earlier time of a job that waits already, `later` moves it (a burst going on). */
  when?: 'sooner' | 'later'
}

/** Asks for work inside the caller's transaction. One row a key: asked twice, it runs once. */
export async function enqueue<Q extends QueueName>(db: Executor, order: Order<Q>): Promise<void> {
  const { queue, key, payload, now, runAt = now, when = 'sooner' } = order
  const moved = when === 'later' ? sql`excluded.run_at` : sql`least(jobs.run_at, excluded.run_at)`
  await db.execute(sql`
    insert into jobs (queue, key, payload, run_at, created_at)
    values (${queue}, ${key}, ${JSON.stringify(payload)}::jsonb, ${runAt.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz)
    on conflict (queue, key) do update
      set payload = excluded.payload, run_at = ${moved}, version = jobs.version + 1, attempts = 0`)
}
