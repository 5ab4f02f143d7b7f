import { randomBytes } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { asc, eq } from 'drizzle-orm'
import { addShop } from '../../src/access/shops.ts'
import { bindAlerts, bindTelling } from '../../src/app/bind-alerts.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { alertDeliveries, alerts, alertTargets } from '../../src/db/schema/alerts.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { jobs } from '../../src/db/schema/jobs.ts'
import { products } from '../../src/db/schema/knowledge.ts'
import { switches } from '../../src/db/schema/policy.ts'
import { shops } from '../../src/db/schema/shops.ts'
import { sendingSwitchName } from '../../src/db/stop-switch.ts'
import type { AlertKind } from '../../src/domain/alert-kinds.ts'
import type { SaveAlerts } from '../../src/http/contracts/alerts.ts'
import { claimJobs, nextDueAt } from '../../src/queue/claim-jobs.ts'
import { createHandlers, type HandlerDeps } from '../../src/worker/handlers.ts'
import { runJob } from '../../src/worker/worker.ts'
import { createTestServer } from '../support/test-server.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
/** A Saturday, noon in Moscow. */
const START = Date.parse('2026-11-21T09:00:00Z')
const QUEUES = ['alert_scan', 'alert_tell'] as const

type Person = { id: string; headers: Record<string, string> }
type Options = { receivers?: string[]; publicUrl?: string | undefined }

let clients = 0

/** A shop, its people before the HTTP edge, and the worker of alerts, in a time that stands until told. */
export async function openAlertDesk(database: OpenDatabase, { receivers = [], publicUrl }: Options = {}) {
  const { db } = database
  // What an earlier desk left would be told here, and its secrets open with its own key only.
  await db.delete(alertTargets)
  await db.delete(shops)
  await db.delete(switches)
  await db.delete(jobs)
  let now = START
  const clock = { now: () => new Date(now) }
  const masterKey = randomBytes(32)
  const parts = {
    db,
    clock,
    masterKey,
    env: { PUBLIC_URL: publicUrl, ALERT_WEBHOOK_HOSTS: receivers, MODEL_MONTHLY_BUDGET: undefined },
  }
  const server = await createTestServer(database, { deps: { clock, masterKey, alerts: bindAlerts(parts) } })
  server.pass(START - Date.now())
  const shopOf = async (name: string) => {
    const clientId = `alerts-${++clients}`
    return (await addShop({ db, clock, masterKey }, { clientId, name, apiKey: 'a-key', actor: 'test' })).shop
      .id
  }
  const shopId = await shopOf('Тёплый Ток')
  const handlers = createHandlers({ db, clock, alerts: bindTelling(parts) } as unknown as HandlerDeps)

  async function work(workerId = 'worker'): Promise<void> {
    for (;;) {
      const at = clock.now()
      const [job] = await claimJobs(db, { queues: QUEUES, limit: 1, now: at, leaseMs: MINUTE, workerId })
      if (!job) return
      await runJob({ db, clock, handlers }, job, workerId)
    }
  }

  async function advance(ms: number): Promise<void> {
    const until = now + ms
    for (;;) {
      await work()
      const next = (await nextDueAt(db, QUEUES))?.getTime()
      if (next === undefined || next > until) break
      now = Math.max(now, next)
    }
    now = until
    await work()
  }

  const call = async (
    who: Person,
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path = '',
    payload?: object,
  ) => {
    const url = `/api/alerts${path}`
    const response = await server.app.inject({
      method,
      url,
      headers: who.headers,
      ...(payload ? { payload } : {}),
    })
    return { status: response.statusCode, code: response.json().error?.code, ...response.json() }
  }

  const choice = (kinds: AlertKind[], more: Partial<SaveAlerts> = {}): SaveAlerts => ({
    kinds,
    shopIds: null,
    leadMinutes: 60,
    quiet: null,
    timeZone: 'Europe/Moscow',
    language: 'en',
    ...more,
  })

  return {
    db,
    clock,
    masterKey,
    server,
    shopId,
    shopOf,
    handlers,
    parts,
    work,
    advance,
    /** Lets time pass without looking in between, as a house that slept. */
    jump: (ms: number) => {
      now += ms
      return work()
    },
    call,
    choice,
    setNow: (at: string) => {
      now = Date.parse(at)
    },
    scan: (part: 'now' | 'bursts' = 'now', of = shopId) => handlers.alert_scan({ shopId: of, part }),
    /** A person who is told of these kinds there. */
    listener: async (
      kinds: AlertKind[],
      target: { kind: string; address: string },
      {
        role = 'lead',
        shopIds = null,
        ...more
      }: Partial<SaveAlerts> & { role?: 'agent' | 'lead' | 'admin' } = {},
    ) => {
      const person = await server.asRole(role, shopIds)
      await call(person, 'PUT', '', choice(kinds, more))
      const added = await call(person, 'POST', '/targets', target)
      return { ...person, targetId: added.id as string, secret: added.secret as string }
    },
    /** A case that waits for an answer since so long. */
    waitingCase: async (
      id: string,
      waitedMs: number,
      more: Partial<typeof conversations.$inferInsert> = {},
    ) => {
      const awaitingSince = new Date(now - waitedMs)
      await db.insert(conversations).values({
        shopId,
        id,
        channel: 'ozon-chat',
        externalId: id,
        buyerName: 'Тайна Покупателя',
        lastBuyerText: 'Тайна слов',
        lastBuyerMessageAt: awaitingSince,
        awaitingSince,
        createdAt: awaitingSince,
        ...more,
      })
    },
    answered: (id: string) =>
      db
        .update(conversations)
        .set({ awaitingSince: null, status: 'answered' })
        .where(eq(conversations.id, id)),
    product: (sku: string, nameRu: string) =>
      db.insert(products).values({ shopId, sku, offerId: sku, nameRu, nameZh: null, updatedAt: clock.now() }),
    stopSending: (channel = 'ozon-review', isOn = true) => {
      const change = { isOn, reason: 'vanished', changedBy: 'system', changedAt: clock.now() }
      return db
        .insert(switches)
        .values({ name: sendingSwitchName({ shopId, channel }), ...change })
        .onConflictDoUpdate({ target: switches.name, set: change })
    },
    deliveries: (targetId: string) =>
      db
        .select({ kind: alerts.kind, status: alertDeliveries.status, reason: alertDeliveries.reason })
        .from(alertDeliveries)
        .innerJoin(alerts, eq(alerts.id, alertDeliveries.alertId))
        .where(eq(alertDeliveries.targetId, targetId))
        .orderBy(asc(alerts.id)),
    target: async (targetId: string) =>
      (await db.select().from(alertTargets).where(eq(alertTargets.id, targetId)))[0],
    close: () => server.close(),
  }
}

export type AlertDesk = Awaited<ReturnType<typeof openAlertDesk>>

export type Heard = { path: string; headers: IncomingHttpHeaders; body: string }
type Reply = { status: number; headers?: Record<string, string>; body?: string } | 'hang' | 'reset'

/** A receiver on a free local port: answers as told and remembers what it heard. */
export async function startReceiver() {
  const heard: Heard[] = []
  let answer: (call: Heard) => Reply = () => ({ status: 204 })
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const call = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() }
    heard.push(call)
    const reply = answer(call)
    if (reply === 'hang') return
    if (reply === 'reset') return request.socket.destroy()
    response.writeHead(reply.status, reply.headers).end(reply.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    url: `http://${host}`,
    heard,
    answerWith(reply: Reply | ((call: Heard) => Reply)) {
      answer = typeof reply === 'function' ? reply : () => reply
    },
    close() {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>
