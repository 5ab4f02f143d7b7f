import { planSend } from '../../src/autonomy/plan-send.ts'
import { readCell } from '../../src/autonomy/shop-rules.ts'
import { createOzonChatAdapter } from '../../src/channels/ozon/chat-adapter.ts'
import { createCircuit } from '../../src/channels/ozon/client/circuit.ts'
import { createOzonClient } from '../../src/channels/ozon/client/ozon-client.ts'
import { createRateLimiter } from '../../src/channels/ozon/client/rate-limiter.ts'
import { readRatingHistory } from '../../src/channels/ozon/client/ratings.ts'
import { parsePush } from '../../src/channels/ozon/push.ts'
import { pushRecord } from '../../src/channels/ozon/push-record.ts'
import { createOzonQuestionAdapter } from '../../src/channels/ozon/question-adapter.ts'
import { createOzonCatalogue } from '../../src/channels/ozon/read-catalogue.ts'
import { createOzonReviewAdapter } from '../../src/channels/ozon/review-adapter.ts'
import { readEvent } from '../../src/channels/read-event.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { users } from '../../src/db/schema/access.ts'
import type { Actor } from '../../src/domain/actor.ts'
import type { Classification, ComposedDraft } from '../../src/domain/draft.ts'
import type { DraftingDeps } from '../../src/drafting/run-drafting.ts'
import type { ReadRatings } from '../../src/figures/read-ozon-ratings.ts'
import { createEventRecorder } from '../../src/intake/record-event.ts'
import { type ClaimedJob, claimJobs, nextDueAt } from '../../src/queue/claim-jobs.ts'
import { QUEUES } from '../../src/queue/jobs.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import type { ProductSeed } from '../../src/sandbox/types.ts'
import { createHandlers, type HandlerDeps, scheduleStanding } from '../../src/worker/handlers.ts'
import { type Handlers, runJob } from '../../src/worker/worker.ts'
import { putShop } from '../factories/put-shop.ts'
import { createKillSwitch } from '../faults/kill-switch.ts'

export const BURST_QUIET_MS = 5_000
export const UNDO_MS = 5_000
const START = Date.parse('2026-11-21T09:00:00Z')

/** Tests may put other steps in their place. */
type DraftingSteps = Omit<DraftingDeps, 'db' | 'clock'>

/** `cataloguePage`: products in one page of the catalogue, where a test needs several. */
type Options = { seed?: number; products?: ProductSeed[]; cataloguePage?: number }

/**
 * The whole house on one database with a marketplace in the same process, in virtual time: nothing happens unless
 * `work` or `advance` is called, and a day passes in a moment.
 */
export async function createHouse(
  database: OpenDatabase,
  { seed = 1, products = [], cataloguePage }: Options = {},
) {
  const { db } = database
  let now = START
  const clock = { now: () => new Date(now) }
  const killSwitch = createKillSwitch()
  const recorder = createEventRecorder({ db, clock })
  const shopId = `shop-${seed}-${Math.random().toString(36).slice(2, 8)}`
  const clientId = `1000${seed}`
  const sandbox = createSandbox({
    seed,
    clock,
    // Virtual time stands still between steps: a limit by the second would only measure that.
    limits: { requestsPerSecond: Number.POSITIVE_INFINITY, attemptsUntilJudged: Number.POSITIVE_INFINITY },
    shops: [
      {
        clientId,
        apiKey: 'the-key-of-the-house',
        sellerId: '700001',
        name: 'Тёплый Ток',
        products,
        pushUrls: ['https://otvet.test/webhooks/ozon/k'],
      },
    ],
    onPush: async ({ body }) => {
      const push = parsePush(body, clock.now())
      if (push.kind === 'ping')
        return {
          status: 200,
          body: JSON.stringify({ version: '1.0', name: 'otvet', time: clock.now().toISOString() }),
        }
      const { ...record } = pushRecord(push, '700001')
      await recorder.record({ shopId, source: 'push', body, ...record })
      return { status: 200, body: '{"result":true}' }
    },
  })
  await putShop(db, shopId, { name: 'Тёплый Ток', sellerId: '700001', createdAt: clock.now() })
  const actors = await Promise.all(['anna', 'boris'].map((name) => addAgent(database, shopId, name)))
  // Virtual time has nobody to wait for: the client's pauses pass at once, on a clock of their own.
  let paused = 0
  const retired = new Set<string>()
  const timers = {
    monotonicMs: () => now + paused,
    after: (ms: number, run: () => void) => {
      const timer = setImmediate(() => {
        paused += ms
        run()
      })
      return () => clearImmediate(timer)
    },
  }
  /** What a process holds in memory: gone with it. */
  const newAdapter = () => {
    const client = createOzonClient({
      clientId,
      apiKey: 'the-key-of-the-house',
      traffic: { rateLimiter: createRateLimiter({ timers }), circuit: createCircuit(timers) },
      fetch: (input, init) =>
        killSwitch.around(String(input), () =>
          retired.has(new URL(String(input)).pathname)
            ? Promise.resolve(
                Response.json({ code: 9, message: 'obsolete method cannot be used' }, { status: 404 }),
              )
            : sandbox.fetch(input, init),
        ),
      clock,
      timers,
    })
    return {
      channels: new Map(
        [
          createOzonChatAdapter(client),
          createOzonReviewAdapter(client, clock),
          createOzonQuestionAdapter(client, { clock, shopName: 'Тёплый Ток' }),
        ].map((one) => [one.channel, one]),
      ),
      catalogue: createOzonCatalogue(client, clock, cataloguePage),
      client,
    }
  }
  let adapter = newAdapter()

  const deps = {
    db: killSwitch.database(db),
    clock,
    readEvent,
    openChannel: async (_shopId: string, channel: string) => {
      const found = adapter.channels.get(channel)
      if (!found) throw new Error(`no channel ${channel}`)
      return found
    },
    checkShop: async () => {},
    guardPushes: async (_ref: { shopId: string }) => new Date(now + 24 * 3_600_000),
    openCatalogue: async () => adapter.catalogue,
    burstQuietMs: BURST_QUIET_MS,
    poll: { slowMs: 300_000, fastMs: 60_000 },
    tidyEveryMs: 600_000,
    // Virtual days pass by the hundred: their figures are summed up when a test asks.
    figuresEveryMs: 24 * 3_600_000,
    readRatings: ({ ratings, from, to }: Parameters<ReadRatings>[0]) =>
      readRatingHistory(adapter.client, { ratings, from, to }),
    drafting: {
      classify: async ({ text }) => plainClassification(text),
      gatherFacts: async () => ({ facts: [], missing: [], known: [] }),
      search: async () => [],
      compose: async ({ turnText }) => echo(turnText),
      checkReply: async () => [],
      wantsNone: async (cell) => (await readCell(db, cell)) === 'off',
      onSaved: (tx, saved) => planSend(tx, { ...saved, defaultBudgetMicros: null }),
    } as DraftingSteps,
    defaultBudgetMicros: null,
    embedPending: async () => false,
    switchSpace: async () => 'done' as const,
    runBench: (async () => 'done') as HandlerDeps['runBench'],
  }
  const handlers = createHandlers(deps)

  /** A killed job settles nothing: its row stays locked until the lease runs out. */
  async function runUnlessKilled(job: ClaimedJob, workerId: string): Promise<void> {
    const { promise: killed, resolve: kill } = Promise.withResolvers<void>()
    const watched = Object.fromEntries(
      QUEUES.map((queue) => [
        queue,
        async (payload: never) => {
          try {
            await handlers[queue](payload)
          } catch (error) {
            if (!killSwitch.isDead()) throw error
            kill()
            await new Promise(() => {})
          }
        },
      ]),
    ) as unknown as Handlers
    await Promise.race([runJob({ db, clock, handlers: watched }, job, workerId), killed])
    if (!killSwitch.isDead()) return
    adapter = newAdapter()
    killSwitch.revive()
  }

  /** Runs every job due now, one after another, until none is left. */
  async function work(workerId = 'worker'): Promise<void> {
    for (let round = 0; round < 1_000; round++) {
      const [job] = await claimJobs(db, {
        queues: QUEUES,
        limit: 1,
        now: clock.now(),
        leaseMs: 60_000,
        workerId,
      })
      if (!job) return
      await runUnlessKilled(job, workerId)
    }
    throw new Error('jobs never end')
  }

  /** Lets time pass, step by step from one due thing to the next. */
  async function advance(ms: number): Promise<void> {
    const until = now + ms
    for (;;) {
      await sandbox.deliverDuePushes()
      await work()
      const due = [await nextDueAt(db, QUEUES), sandbox.nextPushAt()]
        .filter((at) => at !== undefined)
        .map((at) => at.getTime())
        // What is overdue and still not done (pushes held back) is no reason to stop time.
        .filter((at) => at > now)
      const next = Math.min(...due)
      if (next > until) break
      now = next
    }
    now = until
    await sandbox.deliverDuePushes()
    await work()
  }

  return {
    killSwitch,
    /** The marketplace switches a method off. */
    retire: (path: string) => retired.add(path),
    db,
    clock,
    sandbox,
    clientId,
    shopId,
    deps,
    handlers,
    actors,
    recorder,
    work,
    advance,
    start: () => scheduleStanding({ db, clock }),
    /** Forgets what a process keeps in memory. */
    restart: () => {
      adapter = newAdapter()
    },
    setNow: (at: number) => {
      now = at
    },
  }
}

export type House = Awaited<ReturnType<typeof createHouse>>

async function addAgent({ db }: OpenDatabase, shopId: string, name: string): Promise<Actor> {
  const id = `${name}-${shopId}`
  await db
    .insert(users)
    .values({ id, login: id, name, role: 'agent', passwordHash: '-', createdAt: new Date(START) })
  return { id, name, role: 'agent' }
}

function plainClassification(text: string): Classification {
  return {
    category: 'product_attribute',
    confidence: 1,
    needsReply: true,
    needsHuman: false,
    riskFlags: [],
    language: 'ru',
    asks: [text],
  }
}

function echo(turnText: string): ComposedDraft {
  return {
    kind: 'answer',
    sentences: [
      {
        ru: `Здравствуйте! Отвечаем: ${turnText.replaceAll('\n', ' / ')}`,
        evidenceIds: [],
        class: 'courtesy',
      },
    ],
    promises: [],
    unanswered: [],
    abstained: false,
    composer: 'built-in',
  }
}
