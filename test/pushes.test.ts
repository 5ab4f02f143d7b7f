import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addShop } from '../src/access/shops.ts'
import { createOzonClient } from '../src/channels/ozon/client/ozon-client.ts'
import { createTrafficRegistry } from '../src/channels/ozon/client/traffic.ts'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { auditRecords } from '../src/db/schema/access.ts'
import { pushAnswers } from '../src/db/schema/pushes.ts'
import { noteLook } from '../src/pushes/gaps.ts'
import { guardPushes } from '../src/pushes/guard-pushes.ts'
import { readPushes } from '../src/pushes/read-pushes.ts'
import { createAnswerRecord } from '../src/pushes/record-answers.ts'
import { registerPushes } from '../src/pushes/register-pushes.ts'
import { createSandbox } from '../src/sandbox/create-sandbox.ts'
import { createHouse } from './support/house.ts'
import { createTestDatabase } from './support/test-database.ts'
import { createTestServer } from './support/test-server.ts'

const ADDRESS = 'https://otvet.test/webhooks/ozon/k'
const MINUTE = 60_000
let database: OpenDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.close())

type Ask = Parameters<typeof createOzonClient>[0]['fetch']
type Clock = { now(): Date }

function guardOf({ clientId, fetch, clock }: { clientId: string; fetch: Ask; clock: Clock }) {
  const traffic = createTrafficRegistry()({ baseUrl: 'https://api-seller.ozon.ru', clientId })
  const client = createOzonClient({ clientId, apiKey: 'the-key-of-the-house', traffic, fetch, clock })
  return { db: database.db, clock, client, url: ADDRESS }
}

const healthOf = async (shopId: string, clock: Clock) => {
  const found = (await readPushes(database.db, [shopId], clock.now())).get(shopId)
  if (!found) throw new Error('the shop has no pushes')
  return found
}

test('pushes that Ozon switched off come back, polls go faster meanwhile, and the gap is proved to be closed', async () => {
  const house = await createHouse(database, { seed: 731 })
  const deps = guardOf({ ...house, fetch: (input, init) => house.sandbox.fetch(input, init) })
  house.deps.guardPushes = (ref) => guardPushes(deps, ref)
  const look = () => house.handlers.guard({ shopId: house.shopId })
  const health = () => healthOf(house.shopId, house.clock)
  await house.start()
  await look()
  expect(await health()).toMatchObject({ state: 'on', gaps: [] })
  const provedAt = (await health()).provedAt
  await house.advance(3 * MINUTE)
  const [address] = house.sandbox.pushEndpoints()
  if (!address) throw new Error('no address')
  const details = '3 of 9 answers were right'
  Object.assign(address, { enabled: false, disableReason: 'AVAILABILITY', reasonDetails: details })
  const { chatId } = house.sandbox.startChat({ clientId: house.clientId })
  house.sandbox.buyerSays(chatId, 'Об этом никто не сообщит')
  await look()
  expect(address.enabled).toBe(true)
  expect(await health()).toMatchObject({
    state: 'on',
    gaps: [{ reason: 'off', from: provedAt, to: house.clock.now().toISOString(), closedAt: null }],
  })
  await house.advance(MINUTE)
  const [gap] = (await health()).gaps
  expect(gap).toMatchObject({ found: 1, looks: 1 })
  expect(Date.parse(gap?.closedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(gap?.to ?? ''))
  const records = await database.db.select().from(auditRecords).where(eq(auditRecords.shopId, house.shopId))
  expect(records.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['pushes.switch_on', 'pushes.gap_closed']),
  )
})

/** A marketplace whose pushes reach nobody until `isUp`. */
async function deafShop(pushUrls: string[]) {
  let now = Date.parse('2026-11-22T09:00:00Z')
  const clock = { now: () => new Date(now) }
  const clientId = String(randomBytes(4).readUInt32BE())
  const ears = { isUp: false }
  const sandbox = createSandbox({
    clock,
    limits: { requestsPerSecond: Number.POSITIVE_INFINITY, attemptsUntilJudged: Number.POSITIVE_INFINITY },
    shops: [{ clientId, apiKey: 'the-key-of-the-house', sellerId: '1', name: 'S', products: [], pushUrls }],
    onPush: async () =>
      ears.isUp
        ? {
            status: 200,
            body: JSON.stringify({ version: '1.0', name: 'otvet', time: clock.now().toISOString() }),
          }
        : { status: 503, body: '' },
  })
  const { shop } = await addShop(
    { db: database.db, clock, masterKey: randomBytes(32) },
    { clientId, apiKey: 'the-key-of-the-house', actor: 'test' },
  )
  const deps = guardOf({ clientId, clock, fetch: (input, init) => sandbox.fetch(input, init) })
  return {
    id: shop.id,
    ears,
    deps,
    endpoint: () => sandbox.pushEndpoints().find(({ url }) => url === ADDRESS),
    look: () => guardPushes(deps, { shopId: shop.id }),
    register: () => registerPushes(deps, { shopId: shop.id, actor: 'admin' }),
    health: () => healthOf(shop.id, clock),
    pass: (ms: number) => {
      now += ms
    },
    now: () => now,
  }
}

test('switching on again is tried after 1, 2, 4 minutes, and only once a test push gets through', async () => {
  const shop = await deafShop([ADDRESS])
  Object.assign(shop.endpoint() ?? {}, { enabled: false, disableReason: 'AVAILABILITY' })
  const waits: number[] = []
  for (let tries = 0; tries < 4; tries++) {
    const next = await shop.look()
    expect(next.getTime() - shop.now()).toBe(MINUTE)
    const { state, retryAt } = await shop.health()
    expect(state).toBe('off')
    const wait = Date.parse(retryAt ?? '') - shop.now()
    waits.push(wait / MINUTE)
    // A look before its time tries nothing.
    shop.pass(wait - 1)
    await shop.look()
    expect(Date.parse((await shop.health()).retryAt ?? '')).toBe(shop.now() + 1)
    shop.pass(1)
  }
  expect(waits).toEqual([1, 2, 4, 8])
  shop.ears.isUp = true
  await shop.look()
  expect(await shop.health()).toMatchObject({ state: 'on', retryAt: null })
  expect(shop.endpoint()?.enabled).toBe(true)
})

test('what the seller switched off stays off until a person asks; what the administration did, for good', async () => {
  const shop = await deafShop([ADDRESS])
  shop.ears.isUp = true
  Object.assign(shop.endpoint() ?? {}, { enabled: false, disableReason: 'SELLER' })
  await shop.look()
  expect(await shop.health()).toMatchObject({ state: 'off_by_seller' })
  expect(shop.endpoint()?.enabled).toBe(false)
  await shop.register()
  await shop.look()
  expect(await shop.health()).toMatchObject({ state: 'on' })
  Object.assign(shop.endpoint() ?? {}, { enabled: false, disableReason: 'ADMIN' })
  await shop.look()
  expect(await shop.health()).toMatchObject({ state: 'off_for_good' })
  await expect(shop.register()).rejects.toMatchObject({ code: 'pushes_off_for_good' })
})

test('an address is registered when a person asks, and a registered one that does not answer is told of', async () => {
  const shop = await deafShop([])
  await shop.look()
  expect(await shop.health()).toMatchObject({ state: 'not_registered' })
  await expect(shop.register()).rejects.toMatchObject({ kind: 'invalid' })
  shop.ears.isUp = true
  await shop.register()
  await shop.look()
  expect(await shop.health()).toMatchObject({ state: 'on' })
  expect(shop.endpoint()?.types.has('TYPE_NEW_MESSAGE')).toBe(true)
  shop.ears.isUp = false
  shop.pass(61 * MINUTE)
  await shop.look()
  expect(await shop.health()).toMatchObject({
    state: 'unreachable',
    gaps: [{ reason: 'unreachable', to: null }],
  })
  const at = () => new Date(shop.now())
  const closedAfter = async (look: { startedAt: Date; wasFull: boolean }) => {
    await noteLook(database.db, { shopId: shop.id, ...look, found: 0, now: at() })
    return (await shop.health()).gaps[0]?.closedAt
  }
  // While they are away no look proves anything.
  expect(await closedAfter({ startedAt: at(), wasFull: true })).toBeNull()
  const before = at()
  shop.ears.isUp = true
  shop.pass(MINUTE)
  await shop.look()
  expect(await shop.health()).toMatchObject({ state: 'on' })
  // Neither does one that began before they were back, nor one through a part of the chats.
  expect(await closedAfter({ startedAt: before, wasFull: true })).toBeNull()
  expect(await closedAfter({ startedAt: at(), wasFull: false })).toBeNull()
  expect(await closedAfter({ startedAt: at(), wasFull: true })).toBe(at().toISOString())
})

test('our answers are added up by minute and stand beside the limits of 24 hours', async () => {
  const server = await createTestServer(database)
  const { shop, webhookKey } = await addShop(
    { db: server.db, clock: server.clock, masterKey: randomBytes(32) },
    { clientId: '55', apiKey: 'a-secret-key', actor: 'test' },
  )
  const url = `/webhooks/ozon/${webhookKey}`
  const headers = { 'content-type': 'application/json' }
  const ping = { message_type: 'TYPE_PING', time: '2026-11-22T09:00:00Z' }
  expect((await server.app.inject({ method: 'POST', url, headers, payload: ping })).statusCode).toBe(200)
  expect((await server.app.inject({ method: 'POST', url, headers, payload: '{' })).statusCode).toBe(400)
  await server.close()
  const rows = await database.db.select().from(pushAnswers).where(eq(pushAnswers.shopId, shop.id))
  expect(rows.map(({ kind, pushes, failed }) => ({ kind, pushes, failed }))).toEqual(
    expect.arrayContaining([
      { kind: 'ping', pushes: 1, failed: 0 },
      { kind: 'unknown', pushes: 1, failed: 1 },
    ]),
  )

  const at = new Date('2026-11-22T09:00:30Z')
  const record = createAnswerRecord({ db: database.db, clock: { now: () => at } })
  for (const tookMs of [1_500, 1_501, 2_499, 2_500, 5_000, 5_001])
    record.note({ shopId: shop.id, kind: 'message', status: 200, tookMs })
  await record.flush()
  record.note({ shopId: shop.id, kind: 'message', status: 503, tookMs: 10 })
  await record.flush()
  const isOne = and(eq(pushAnswers.shopId, shop.id), eq(pushAnswers.kind, 'message'))
  expect(await database.db.select().from(pushAnswers).where(isOne)).toMatchObject([
    { pushes: 7, failed: 1, over1500: 5, over2500: 3, over5000: 1, maxMs: 5_001, lastStatus: 503 },
  ])
  const { day } = await healthOf(shop.id, { now: () => at })
  expect(day).toMatchObject({ maxMs: 5_001, over5000: 1 })
})
