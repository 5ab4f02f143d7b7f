import { afterAll, beforeAll, expect, test } from 'vitest'
import { bindCatalogue } from '../../src/app/bind-catalogue.ts'
import { runCatalogue } from '../../src/catalogue/run-catalogue.ts'
import { createOzonClient } from '../../src/channels/ozon/client/ozon-client.ts'
import { createTrafficRegistry } from '../../src/channels/ozon/client/traffic.ts'
import { createOzonCatalogue } from '../../src/channels/ozon/read-catalogue.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import { putShop } from '../factories/put-shop.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

let database: OpenDatabase
let server: TestServer
const clock = { now: () => new Date() }

beforeAll(async () => {
  database = await createTestDatabase()
  server = await createTestServer(database, {
    deps: { catalogue: bindCatalogue({ db: database.db, clock }) },
  })
  await putShop(database.db, 'shop-1', { name: 'Лавка', clientId: '1', webhookKeyHash: '-' })
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})

const sandbox = createSandbox({
  shops: [{ clientId: '1', apiKey: 'a-key-of-a-shop', sellerId: '1', name: 'Лавка', generatedProducts: 250 }],
})
const client = createOzonClient({
  clientId: '1',
  apiKey: 'a-key-of-a-shop',
  traffic: createTrafficRegistry()({ baseUrl: 'x', clientId: '1' }),
  fetch: sandbox.fetch,
})
const step = () =>
  runCatalogue(
    { db: database.db, clock, openCatalogue: async () => createOzonCatalogue(client) },
    { shopId: 'shop-1' },
  )

const url = '/api/shops/shop-1/catalogue-syncs'
const ask = async (role: 'agent' | 'lead' | 'admin', method: 'GET' | 'POST', path = url) => {
  const { headers } = await server.asRole(role)
  const answer = await server.app.inject({ method, url: path, headers })
  return { status: answer.statusCode, body: answer.json() }
}

test('an admin starts a reading, everybody sees how far it is, and it ends', async () => {
  const started = await ask('admin', 'POST')
  expect(started).toMatchObject({ status: 200, body: { sync: { kind: 'full', status: 'running', done: 0 } } })
  expect((await ask('admin', 'POST')).body.sync.id).toBe(started.body.sync.id)
  await step()
  const seen = await ask('agent', 'GET')
  expect(seen.body.syncs[0]).toMatchObject({ status: 'running', done: 200, total: 250 })
  await step()
  await step()
  expect((await ask('lead', 'GET')).body.syncs[0]).toMatchObject({ status: 'done', done: 250, added: 250 })
  const actions = (await database.db.select().from(auditRecords)).map(({ action }) => action)
  expect(actions.filter((action) => action === 'catalogue.sync')).toHaveLength(1)
})

test('a reading is cancelled once; what does not exist says so', async () => {
  const { body } = await ask('admin', 'POST')
  const cancel = `${url}/${body.sync.id}/cancel`
  expect((await ask('lead', 'POST', cancel)).status).toBe(403)
  expect(await ask('admin', 'POST', cancel)).toMatchObject({
    status: 200,
    body: { sync: { status: 'cancelled' } },
  })
  expect(await ask('admin', 'POST', cancel)).toMatchObject({
    status: 409,
    body: { error: { code: 'sync_ended' } },
  })
  expect(await ask('admin', 'POST', `${url}/none/cancel`)).toMatchObject({ status: 404 })
  expect(await ask('admin', 'POST', '/api/shops/nowhere/catalogue-syncs')).toMatchObject({ status: 404 })
  expect(await ask('admin', 'GET', '/api/shops/nowhere/catalogue-syncs')).toMatchObject({ status: 404 })
  expect(await ask('admin', 'GET', `${url}?limit=0`)).toMatchObject({ status: 400 })
})

test('only admins start one', async () => {
  for (const role of ['agent', 'lead'] as const) expect((await ask(role, 'POST')).status).toBe(403)
})
