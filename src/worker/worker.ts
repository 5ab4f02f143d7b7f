import { randomUUID } from 'node:crypto'
import type { Database } from '../db/client.ts'
import {
  type ClaimedJob,
  claimJobs,
  completeJob,
  nextDueAt,
  releaseJob,
  renewLease,
} from '../queue/claim-jobs.ts'
import { JOBS, type JobPayload, QUEUES, type QueueName } from '../queue/jobs.ts'
import type { Clock } from '../shared/clock.ts'
import { errorWords } from '../shared/error-words.ts'
import { AppError } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'

export type Handlers = { [Q in QueueName]: (payload: JobPayload<Q>) => Promise<void> }

type Deps = { db: Database; clock: Clock; handlers: Handlers; log?: Logger | undefined }
/** `concurrency`: how many jobs of one lane run at the same time. */
type Options = { concurrency: number; leaseMs?: number; workerId?: string }

/**
 * A lane waits for its own kind only: a slow model must not keep what buyers write out of sight, nor a marketplace
 * that does not answer hold up the rest.
 */
const LANE_OF: Record<
  QueueName,
  'messages' | 'marketplace' | 'drafts' | 'readings' | 'benches' | 'alerts' | 'upkeep'
> = {
  ingest: 'messages',
  sync: 'marketplace',
  deliver: 'marketplace',
  follow: 'marketplace',
  draft: 'drafts',
  auto_send: 'marketplace',
  read: 'readings',
  acknowledge: 'marketplace',
  wake: 'messages',
  targets: 'upkeep',
  figures: 'upkeep',
  ratings: 'upkeep',
  promises: 'messages',
  promise_due: 'messages',
  poll: 'upkeep',
  poll_items: 'upkeep',
  check: 'upkeep',
  guard: 'upkeep',
  catalogue: 'upkeep',
  embed: 'upkeep',
  reembed: 'upkeep',
  import: 'upkeep',
  findings: 'upkeep',
  tidy: 'upkeep',
  // As slow as foreign mail servers and webhooks.
  alert_scan: 'upkeep',
  alert_tell: 'alerts',
  // As slow as the model, and nobody else's business.
  bench: 'benches',
}

export type Worker = {
  /** Looks for work at once: called on every NOTIFY. */
  wake(): void
  /** Takes no more jobs and waits for those under way. */
  stop(): Promise<void>
  running(): number
}

/** How long a dead worker keeps others waiting; a living one renews its lease in time. */
const LEASE_MS = 60_000
const LONGEST_SLEEP_MS = 30_000
const AFTER_ERROR_MS = 1_000

/** Runs jobs as they come due, several of each lane at once; sleeps exactly until the next one. */
export function startWorker(
  deps: Deps,
  { concurrency, leaseMs = LEASE_MS, workerId = randomUUID() }: Options,
): Worker {
  const { db, clock, log } = deps
  const active = new Set<Promise<void>>()
  const lanes = [...new Set(Object.values(LANE_OF))].map((name) => ({
    queues: QUEUES.filter((queue) => LANE_OF[queue] === name),
    free: concurrency,
  }))
  let timer: NodeJS.Timeout | undefined
  let looking = false
  let lookAgain = false
  let stopped = false

  function wake(): void {
    if (stopped) return
    if (looking) {
      lookAgain = true
      return
    }
    looking = true
    clearTimeout(timer)
    void look()
      .catch((error: unknown) => {
        log?.error({ err: error }, 'the worker cannot reach its jobs')
        sleep(AFTER_ERROR_MS)
      })
      .finally(() => {
        looking = false
        if (lookAgain) {
          lookAgain = false
          wake()
        }
      })
  }

  async function look(): Promise<void> {
    for (;;) {
      // A lane with all hands busy is left out: its next finished job looks again.
      const open = lanes.filter(({ free }) => free > 0)
      if (stopped || open.length === 0) return
      const queues = open.flatMap((lane) => lane.queues)
      // Whatever the mix of what is due, no lane gets more than it has hands for.
      const limit = Math.min(...open.map(({ free }) => free))
      const jobs = await claimJobs(db, { queues, limit, now: clock.now(), leaseMs, workerId })
      for (const job of jobs) start(job)
      if (jobs.length > 0) continue
      const due = await nextDueAt(db, queues)
      return sleep(due ? due.getTime() - clock.now().getTime() : LONGEST_SLEEP_MS)
    }
  }

  function sleep(ms: number): void {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(wake, Math.max(1, Math.min(ms, LONGEST_SLEEP_MS)))
  }

  function start(job: ClaimedJob): void {
    const lane = lanes.find(({ queues }) => queues.some((queue) => queue === job.queue))
    if (lane) lane.free -= 1
    const run = runJob(deps, job, workerId)
      .catch((error: unknown) =>
        log?.error({ err: error, queue: job.queue, key: job.key }, 'a job could not be settled'),
      )
      .finally(() => {
        if (lane) lane.free += 1
        active.delete(run)
        wake()
      })
    active.add(run)
  }

  const renewal = setInterval(() => {
    if (active.size === 0) return
    const until = new Date(clock.now().getTime() + leaseMs)
    renewLease(db, { workerId, until }).catch((error: unknown) =>
      log?.warn({ err: error }, 'a lease could not be renewed'),
    )
  }, leaseMs / 3)

  wake()
  return {
    wake,
    running: () => active.size,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      while (active.size > 0) await Promise.allSettled(active)
      clearInterval(renewal)
    },
  }
}

const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 5 * 60_000
const RETIRED_PAUSE_MS = 6 * 3_600_000

/** Runs one claimed job and settles its row: gone, or to be tried again after a growing pause. */
export async function runJob(
  { db, clock, handlers, log }: Deps,
  job: ClaimedJob,
  workerId: string,
): Promise<void> {
  try {
    await dispatch(handlers, job)
    await completeJob(db, { job, workerId })
  } catch (error) {
    const growing = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(job.attempts - 1, 20))
    // What the marketplace switched off comes back with a newer version of this program, not with patience.
    const pause = error instanceof AppError && error.code === 'method_retired' ? RETIRED_PAUSE_MS : growing
    // What the marketplace refuses is no fault of ours; a fault of ours is worth an alarm.
    const expected = error instanceof AppError && error.kind !== 'bug'
    log?.[expected ? 'warn' : 'error'](
      { err: error, queue: job.queue, key: job.key, attempt: job.attempts },
      'a job failed',
    )
    await releaseJob(db, {
      job,
      workerId,
      runAt: new Date(clock.now().getTime() + pause),
      error: errorWords(error).slice(0, 1_000),
    })
  }
}

function dispatch(handlers: Handlers, { queue, payload }: ClaimedJob): Promise<void> {
  const name = QUEUES.find((known) => known === queue)
  if (!name) throw new AppError('bug', 'unknown_queue', `no handler for the queue ${queue}`)
  return handle(handlers, name, payload)
}

function handle<Q extends QueueName>(handlers: Handlers, queue: Q, payload: unknown): Promise<void> {
  return handlers[queue](JOBS[queue].parse(payload) as JobPayload<Q>)
}
