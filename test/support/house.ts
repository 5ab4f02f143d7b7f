import { createOzonChatAdapter } from '../../src/channels/ozon/chat-adapter.ts'
import { createOzonClient } from '../../src/channels/ozon/client/ozon-client.ts'
import { createTrafficRegistry } from '../../src/channels/ozon/client/traffic.ts'
import { parsePush } from '../../src/channels/ozon/push.ts'
import { pushRecord } from '../../src/channels/ozon/push-record.ts'
import { readEvent } from '../../src/channels/read-event.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { users } from '../../src/db/schema/access.ts'
import { shops } from '../../src/db/schema/shops.ts'
import type { Actor } from '../../src/domain/actor.ts'
import type { Classification, ComposedDraft } from '../../src/domain/draft.ts'
import { createEventRecorder } from '../../src/intake/record-event.ts'
import { claimJobs, nextDueAt } from '../../src/queue/claim-jobs.ts'
import { QUEUES } from '../../src/queue/jobs.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import { createHandlers, scheduleStanding } from '../../src/worker/handlers.ts'
import { runJob } from '../../src/worker/worker.ts'

export const BURST_QUIET_MS = 5_000
export const UNDO_MS = 5_000
const START = Date.parse('2026-11-21T09:00:00Z')

type Options = { seed?: number; fetch?: typeof fetch }

/**
 * The whole house on one database with a marketplace in the same process, in virtual time: nothing happens unless
 * `work` or `advance` is called, and a day passes in a moment.
 */
export async function createHouse(database: OpenDatabase, { seed = 1, fetch: wrap }: Options = {}) {
  const { db } = database
  let now = START
  const clock = { now: () => new Date(now) }
  const recorder = createEventRecorder({ db, clock })
  const shopId = `shop-${seed}-${Math.random().toString(36).slice(2, 8)}`
  const clientId = `1000${seed}`
  const sandbox = createSandbox({
    seed,
    clock,
    shops: [
      {
        clientId,
        apiKey: 'key',
        sellerId: '700001',
        name: 'Тёплый Ток',
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
  await db.insert(shops).values({
    id: shopId,
    name: 'Тёплый Ток',
    clientId: shopId,
    sellerId: '700001',
    apiBase: 'https://api-seller.ozon.ru',
    sealedApiKey: '-',
    sealedWebhookKey: '-',
    webhookKeyHash: shopId,
    createdAt: clock.now(),
  })
  const actors = await Promise.all(['anna', 'boris'].map((name) => addAgent(database, shopId, name)))
  const traffic = createTrafficRegistry()
  // Virtual time has nobody to wait for: pauses of the client pass at once.
  const timers = {
    monotonicMs: () => now,
    after: (_ms: number, run: () => void) => {
      const timer = setImmediate(run)
      return () => clearImmediate(timer)
    },
  }
  const client = createOzonClient({
    clientId,
    apiKey: 'key',
    traffic: traffic({ baseUrl: 'x', clientId }),
    fetch: wrap ?? sandbox.fetch,
    clock,
    timers,
  })
  const adapter = createOzonChatAdapter(client)

  const deps = {
    db,
    clock,
    readEvent,
    openChannel: async () => adapter,
    burstQuietMs: BURST_QUIET_MS,
    poll: { slowMs: 60_000, fastMs: 10_000 },
    drafting: {
      classify: async (text: string) => plainClassification(text),
      gatherFacts: async () => ({ facts: [], missing: [] }),
      search: async () => [],
      compose: async ({ turnText }: { turnText: string }) => echo(turnText),
      runChecks: () => [],
    },
    embedPending: async () => false,
  }
  const handlers = createHandlers(deps)

  /** Runs every job due now, one after another, until none is left. */
  async function work(workerId = 'worker'): Promise<void> {
    for (let round = 0; round < 1_000; round++) {
      const [job] = await claimJobs(db, {
        queues: QUEUES,
        limit: 1,
        now: clock.now(),
        leaseMs: 300_000,
        workerId,
      })
      if (!job) return
      await runJob({ db, clock, handlers }, job, workerId)
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
      const next = Math.max(now + 1, Math.min(...due))
      if (next > until) break
      now = next
    }
    now = until
    await sandbox.deliverDuePushes()
    await work()
  }

  return {
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
