import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import type { QueueName } from './jobs.ts'

const claimed = z.object({
  queue: z.string(),
  key: z.string(),
  payload: z.unknown(),
  version: z.coerce.number(),
  attempts: z.number(),
})
export type ClaimedJob = z.infer<typeof claimed>

type Claim = { queues: readonly QueueName[]; limit: number; now: Date; leaseMs: number; workerId: string }

/** Takes due jobs that nobody holds, oldest first; a holder that died lost its lease and is passed over. */
export function claimJobs(
  db: Database,
  { queues, limit, now, leaseMs, workerId }: Claim,
): Promise<ClaimedJob[]> {
  const at = now.toISOString()
  // Not `where … in (select … limit)`: on a table that the planner takes for empty it runs the subquery once a row, and
  // the limit holds for none of them.
  return queryRows(
    db,
    claimed,
    sql`with due as materialized (
        select queue, key from jobs
        where queue in (${sql.join(
          queues.map((q) => sql`${q}`),
          sql`, `,
        )})
          and run_at <= ${at}::timestamptz and (locked_until is null or locked_until <= ${at}::timestamptz)
        order by run_at limit ${limit} for update skip locked)
      update jobs set
        locked_until = ${new Date(now.getTime() + leaseMs).toISOString()}::timestamptz,
        locked_by = ${workerId}, attempts = attempts + 1
      from due where jobs.queue = due.queue and jobs.key = due.key
      returning jobs.queue, jobs.key, payload, version, attempts`,
  )
}

/** Keeps what a worker holds: called well before the lease ends, for as long as its jobs run. */
export async function renewLease(
  db: Database,
  { workerId, until }: { workerId: string; until: Date },
): Promise<void> {
  await db.execute(
    sql`update jobs set locked_until = ${until.toISOString()}::timestamptz where locked_by = ${workerId}`,
  )
}

/** Frees every job: only where it is certain that no other process lives, as on the embedded database at its start. */
export async function freeAllJobs(db: Database): Promise<void> {
  await db.execute(sql`update jobs set locked_until = null, locked_by = null where locked_by is not null`)
}

type Held = { job: ClaimedJob; workerId: string }

/** Removes a finished job, unless it was asked for again while it ran: then it waits for its next run. */
export async function completeJob(db: Database, { job, workerId }: Held): Promise<void> {
  await db.execute(sql`
    with gone as (
      delete from jobs where queue = ${job.queue} and key = ${job.key}
        and version = ${job.version} and locked_by = ${workerId} returning 1)
    update jobs set locked_until = null, locked_by = null, attempts = 0
    where queue = ${job.queue} and key = ${job.key} and locked_by = ${workerId}
      and not exists (select 1 from gone)`)
}

/** Gives a failed job back for a later try, with the reason. */
export async function releaseJob(db: Database, held: Held & { runAt: Date; error: string }): Promise<void> {
  const { job, workerId, runAt, error } = held
  // Asked for again while it ran: that wish keeps its own, earlier time.
  await db.execute(sql`
    update jobs set locked_until = null, locked_by = null, last_error = ${error},
      run_at = case when version = ${job.version} then ${runAt.toISOString()}::timestamptz else run_at end
    where queue = ${job.queue} and key = ${job.key} and locked_by = ${workerId}`)
}

const nextRow = z.object({ at: z.coerce.date().nullable() })

/** When the next job comes due or the next dead holder's lease ends; undefined when nothing waits. */
export async function nextDueAt(db: Database, queues: readonly QueueName[]): Promise<Date | undefined> {
  const [row] = await queryRows(
    db,
    nextRow,
    sql`select min(greatest(run_at, coalesce(locked_until, run_at))) as at from jobs
      where queue in (${sql.join(
        queues.map((q) => sql`${q}`),
        sql`, `,
      )})`,
  )
  return row?.at ?? undefined
}
