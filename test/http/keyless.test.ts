import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkShop } from '../../src/app/check-shop.ts'
import { createShopConnections } from '../../src/app/shop-connections.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { jobs } from '../../src/db/schema/jobs.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { scheduleStanding } from '../../src/worker/handlers.ts'
import { openDesk, type Person } from '../support/desk.ts'
import { createTestDatabase } from '../support/test-database.ts'

let database: OpenDatabase
let desk: Awaited<ReturnType<typeof openDesk>>
let admin: Person

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
  admin = await desk.server.asRole('admin')
})
afterAll(async () => {
  await desk?.close()
  await database?.close()
})

const add = (body: object) => desk.call(admin, 'POST', '/api/shops', body)
const queuesOf = async (shopId: string) =>
  (await database.db.select().from(jobs))
    .filter(({ key }) => key.startsWith(shopId))
    .map(({ queue }) => queue)

test('a shop without a key is drafted for from what is pasted, and the marketplace is never asked', async () => {
  const { status, shop } = await add({ name: 'Лавка без ключа' })
  expect(status).toBe(200)
  expect(shop).toMatchObject({ clientId: null, webhookUrl: null, name: 'Лавка без ключа' })
  const { db } = database
  const { clock } = desk.house
  await scheduleStanding({ db, clock })
  const queues = await queuesOf(shop.id)
  expect(queues).toContain('embed')
  for (const asking of ['poll', 'poll_items', 'check', 'guard', 'catalogue', 'ratings'])
    expect(queues).not.toContain(asking)
  const { masterKey } = desk.server
  const log = createLogger('silent', { hide: (text) => text })
  const connections = createShopConnections({ db, clock, masterKey, log })
  await expect(connections.openChannel(shop.id, 'ozon-chat')).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'shop_without_key',
  })
  const deps = { db, clock, masterKey, connections, baseUrl: () => 'https://otvet.test' }
  expect(await checkShop(deps, { shopId: shop.id })).toEqual({ ok: true, findings: [] })

  const agent = await desk.server.asRole('agent')
  const url = `/api/shops/${shop.id}`
  const pasted = { channel: 'ozon-chat', text: 'Есть ли чехол?' }
  const { conversationId } = await desk.call(agent, 'POST', `${url}/pasted`, pasted)
  await desk.house.handlers.draft({ shopId: shop.id, conversationId })
  const seen = await desk.call(agent, 'GET', `${url}/conversations/${conversationId}`)
  expect(seen).toMatchObject({
    conversation: { isCopyOnly: true, isPasted: true },
    draft: { route: 'review' },
  })
  const { fingerprint, id } = seen.draft
  expect(
    await desk.call(agent, 'POST', `${url}/conversations/${conversationId}/drafts/${id}/approve`, {
      fingerprint,
      copiedOut: true,
    }),
  ).toMatchObject({ status: 200, reply: { status: 'copied' } })
})

test('two shops without a key are two shops', async () => {
  const [one, two] = await Promise.all([add({ name: 'Раз' }), add({ name: 'Раз' })])
  expect([one?.status, two?.status]).toEqual([200, 200])
  expect(one?.shop.id).not.toBe(two?.shop.id)
})

test('the first key comes with its Client-Id, which nobody else has and which stays', async () => {
  const key = 'a-key-of-eight-and-more'
  await add({ clientId: '41', apiKey: key })
  const { shop } = await add({ name: 'Скоро с ключом' })
  const give = (body: object) => desk.call(admin, 'PUT', `/api/shops/${shop.id}/key`, body)
  expect(await give({ apiKey: key })).toMatchObject({ status: 422, code: 'client_id_missing' })
  expect(await give({ apiKey: key, clientId: '41' })).toMatchObject({ status: 409, code: 'shop_exists' })
  const given = await Promise.all([
    give({ apiKey: key, clientId: '42' }),
    give({ apiKey: key, clientId: '43' }),
  ])
  expect(given.map(({ status }) => status)).toEqual([200, 200])
  const { shops } = await desk.call(await desk.server.asRole('lead'), 'GET', '/api/shops')
  const known = shops.find(({ id }: { id: string }) => id === shop.id)
  // Whoever came first named the cabinet; the other only changed the key.
  expect(['42', '43']).toContain(known.clientId)
  expect(given.map((one) => one.shop.clientId)).toContain(known.clientId)
  expect(given[0]?.shop.webhookUrl).toContain('/webhooks/ozon/')
})

test.each([
  ['neither name nor key', {}],
  ['a Client-Id without a key', { name: 'x', clientId: '7' }],
  ['a key without a Client-Id', { name: 'x', apiKey: 'a-key-of-eight' }],
])('%s makes no shop', async (_, body) => {
  expect((await add(body)).status).toBe(400)
})
