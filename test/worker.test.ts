import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listen } from '../src/db/listen.ts'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { claimJobs, completeJob, releaseJob } from '../src/queue/claim-jobs.ts'
import { enqueue } from '../src/queue/enqueue.ts'
import type { JobPayload } from '../src/queue/jobs.ts'
import { systemClock } from '../src/shared/clock.ts'
import { unavailable } from '../src/shared/errors.ts'
import { type Handlers, startWorker, type Worker } from '../src/worker/worker.ts'
import { createTestDatabase } from './support/test-database.ts'

const T0 = new Date('2026-11-21T09:00:00Z')
const later = (ms: number) => new Date(T0.getTime() + ms)
const ref = (conversationId: string) => ({ shopId: 's', conversationId })

describe('jobs', () => {
  let database: OpenDatabase
  let running: { stop(): Promise<void> }[] = []
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  beforeEach(() => database.db.execute(sql`delete from jobs`))
  afterEach(async () => {
    for (const one of running) await one.stop()
    running = []
  })
  afterAll(() => database.close())

  const draft = (key: string, runAt: Date, when: 'sooner' | 'later' = 'sooner') =>
    enqueue(database.db, { queue: 'draft', key, payload: ref(key), now: T0, runAt, when })
  const claim = (now: Date, workerId = 'w', limit = 10) =>
    claimJobs(database.db, { queues: ['draft'], limit, now, leaseMs: 60_000, workerId })

  function handlers(overrides: Partial<Handlers>): Handlers {
    const nothing = async () => {}
    return {
      ingest: nothing,
      sync: nothing,
      draft: nothing,
      auto_send: nothing,
      read: nothing,
      acknowledge: nothing,
      wake: nothing,
      targets: nothing,
      figures: nothing,
      ratings: nothing,
      promises: nothing,
      promise_due: nothing,
      deliver: nothing,
      follow: nothing,
      poll_items: nothing,
      poll: nothing,
      bench: nothing,
      check: nothing,
      guard: nothing,
      catalogue: nothing,
      embed: nothing,
      reembed: nothing,
      import: nothing,
      findings: nothing,
      alert_scan: nothing,
      alert_tell: nothing,
      tidy: nothing,
      ...overrides,
    }
  }

  async function start(overrides: Partial<Handlers>, workerId: string, concurrency = 4): Promise<Worker> {
    const worker = startWorker(
      { db: database.db, clock: systemClock, handlers: handlers(overrides) },
      { concurrency, workerId },
    )
    const unlisten = await listen(database.driver, 'otvet_jobs', worker.wake)
    running.push({
      stop: async () => {
        await unlisten()
        await worker.stop()
      },
    })
    return worker
  }

  it('asked for again move instead of doubling: later for a burst, sooner otherwise', async () => {
    await draft('a', later(5_000))
    await draft('a', later(9_000), 'later')
    expect(await claim(later(8_999))).toHaveLength(0)
    await draft('a', later(20_000), 'sooner')
    expect(await claim(later(9_000))).toHaveLength(1)
  })

  it('are claimed no more of at once than asked for, whatever the planner thinks of the table', async () => {
    await draft('c-0', T0)
    await database.db.execute(sql`analyze jobs`)
    for (let i = 1; i <= 4; i++) await draft(`c-${i}`, later(i))
    expect((await claim(later(60_000), 'w', 1)).map(({ key }) => key)).toEqual(['c-0'])
    expect((await claim(later(60_000), 'w', 2)).map(({ key }) => key).sort()).toEqual(['c-1', 'c-2'])
  })

  it('are held by one worker until its lease ends, then taken over', async () => {
    await draft('a', T0)
    expect(await claim(T0, 'first')).toHaveLength(1)
    expect(await claim(later(59_999), 'second')).toHaveLength(0)
    const [taken] = await claim(later(60_000), 'second')
    expect(taken?.attempts).toBe(2)
    // The first one comes back from the dead: its word counts no more.
    if (taken) await completeJob(database.db, { job: taken, workerId: 'first' })
    expect(await claim(later(60_001), 'third')).toHaveLength(0)
    expect(await claim(later(120_000), 'third')).toHaveLength(1)
  })

  it('asked for again while they run are run again', async () => {
    await draft('a', T0)
    const [job] = await claim(T0)
    await draft('a', later(1_000), 'later')
    expect(await claim(later(2_000), 'other')).toHaveLength(0)
    if (job) await completeJob(database.db, { job, workerId: 'w' })
    expect(await claim(later(2_000), 'other')).toHaveLength(1)
  })

  it('that fail come back later, or at the time they were asked for meanwhile', async () => {
    await draft('a', T0)
    const [job] = await claim(T0)
    if (!job) throw new Error('no job')
    await releaseJob(database.db, { job, workerId: 'w', runAt: later(30_000), error: 'down' })
    expect(await claim(later(29_999))).toHaveLength(0)
    const [again] = await claim(later(30_000))
    await draft('a', later(31_000))
    if (again)
      await releaseJob(database.db, { job: again, workerId: 'w', runAt: later(300_000), error: 'down' })
    expect(await claim(later(31_000))).toHaveLength(1)
  })

  it('come with their transaction or not at all', async () => {
    await database.db
      .transaction(async (tx) => {
        await enqueue(tx, { queue: 'draft', key: 'a', payload: ref('a'), now: T0 })
        throw new Error('rolled back')
      })
      .catch(() => {})
    expect(await claim(later(1_000))).toHaveLength(0)
  })

  it('wake a sleeping worker at once and at their exact time', async () => {
    const ran = new Map<string, number>()
    const done = Promise.withResolvers<void>()
    await start(
      {
        draft: async ({ conversationId }: JobPayload<'draft'>) => {
          ran.set(conversationId, Date.now())
          if (ran.size === 2) done.resolve()
        },
      },
      'w',
    )
    const asked = Date.now()
    const now = new Date(asked)
    await enqueue(database.db, { queue: 'draft', key: 'now', payload: ref('now'), now })
    await enqueue(database.db, {
      queue: 'draft',
      key: 'soon',
      payload: ref('soon'),
      now,
      runAt: new Date(asked + 400),
    })
    await done.promise
    expect((ran.get('now') ?? Number.POSITIVE_INFINITY) - asked).toBeLessThan(350)
    const late = (ran.get('soon') ?? 0) - asked - 400
    expect(late).toBeGreaterThanOrEqual(0)
    expect(late).toBeLessThan(300)
  })

  it('of one conversation never run at the same time, with two workers sharing the work', async () => {
    const active = new Set<string>()
    const clashes: string[] = []
    const by = new Map<string, number>()
    let finished = 0
    const all = Promise.withResolvers<void>()
    const work =
      (workerId: string) =>
      async ({ conversationId }: JobPayload<'draft'>) => {
        if (active.has(conversationId)) clashes.push(conversationId)
        active.add(conversationId)
        by.set(workerId, (by.get(workerId) ?? 0) + 1)
        await new Promise((resolve) => setTimeout(resolve, 5))
        active.delete(conversationId)
        if (++finished >= 60) all.resolve()
      }
    const now = new Date()
    for (let i = 0; i < 60; i++)
      await enqueue(database.db, { queue: 'draft', key: `c${i}`, payload: ref(`c${i}`), now })
    await Promise.all([start({ draft: work('one') }, 'one', 2), start({ draft: work('two') }, 'two', 2)])
    for (let i = 0; i < 60; i += 7)
      await enqueue(database.db, { queue: 'draft', key: `c${i}`, payload: ref(`c${i}`), now: new Date() })
    await all.promise
    expect(clashes).toEqual([])
    expect([...by.keys()].sort()).toEqual(['one', 'two'])
  })

  it('that take longer than the lease stay with their living worker', async () => {
    const now = new Date()
    const running = Promise.withResolvers<void>()
    const finish = Promise.withResolvers<void>()
    const slow = startWorker(
      {
        db: database.db,
        clock: systemClock,
        handlers: handlers({
          draft: async () => {
            running.resolve()
            await finish.promise
          },
        }),
      },
      { concurrency: 1, workerId: 'slow', leaseMs: 300 },
    )
    await enqueue(database.db, { queue: 'draft', key: 'a', payload: ref('a'), now })
    slow.wake()
    await running.promise
    await new Promise((resolve) => setTimeout(resolve, 700))
    const claimed = await claim(new Date(), 'other')
    finish.resolve()
    await slow.stop()
    expect(claimed).toEqual([])
  })

  it('of a slow model keep neither messages nor sends waiting', async () => {
    const finish = Promise.withResolvers<void>()
    const drafting = Promise.withResolvers<void>()
    const ran: string[] = []
    const done = Promise.withResolvers<void>()
    const note = (name: string) => async () => {
      ran.push(name)
      if (ran.length === 2) done.resolve()
    }
    let drafts = 0
    const draft = async () => {
      drafts += 1
      drafting.resolve()
      await finish.promise
    }
    await start({ draft, ingest: note('ingest'), deliver: note('deliver') }, 'w', 1)
    const now = new Date()
    const payload = ref('a')
    await enqueue(database.db, { queue: 'draft', key: 'a', payload, now })
    await enqueue(database.db, { queue: 'draft', key: 'b', payload, now })
    await drafting.promise
    const chat = { shopId: 's', channel: 'c', externalId: 'x' }
    await enqueue(database.db, { queue: 'ingest', key: 'x', payload: chat, now: new Date() })
    await enqueue(database.db, { queue: 'deliver', key: 'a', payload, now: new Date() })
    await done.promise
    expect([ran.sort(), drafts]).toEqual([['deliver', 'ingest'], 1])
    finish.resolve()
  })

  it('that fail do not stop the worker, and are tried again', async () => {
    let tries = 0
    const done = Promise.withResolvers<void>()
    await start(
      {
        draft: async () => {
          if (++tries === 1) throw unavailable('model_down', 'the model is away')
          done.resolve()
        },
      },
      'w',
    )
    await enqueue(database.db, { queue: 'draft', key: 'a', payload: ref('a'), now: new Date() })
    await done.promise
    expect(tries).toBe(2)
  })
})
