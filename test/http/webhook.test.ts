import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addShop } from '../../src/access/shops.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { jobs } from '../../src/db/schema/jobs.ts'
import { inboundEvents, shops } from '../../src/db/schema/shops.ts'
import type { NewInboundEvent } from '../../src/intake/record-event.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

let database: OpenDatabase
let server: TestServer
const masterKey = randomBytes(32)

beforeAll(async () => {
  database = await createTestDatabase()
  server = await createTestServer(database)
})

afterAll(async () => {
  await server?.close()
  await database?.close()
})

let clients = 0
async function connectShop(more: { sellerId?: string; webhookNetworks?: string[] } = {}) {
  clients += 1
  const input = { clientId: String(clients), apiKey: 'a-secret-key', actor: 'test', ...more }
  const { shop, webhookKey } = await addShop({ db: server.db, clock: server.clock, masterKey }, input)
  const push = (body: string | object, options: { ip?: string; key?: string; type?: string } = {}) =>
    server.app.inject({
      method: 'POST',
      url: `/webhooks/ozon/${options.key ?? webhookKey}`,
      headers: { 'content-type': options.type ?? 'application/json' },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
      remoteAddress: options.ip ?? '195.34.21.7',
    })
  const events = async () =>
    (await server.db.select().from(inboundEvents)).filter((e) => e.shopId === shop.id)
  const queued = async () =>
    (await server.db.select().from(jobs)).filter((job) => job.key.startsWith(shop.id))
  return { shop, push, events, queued }
}

let messages = 3_000_000_000_817_031_942n
function newMessage(more: Record<string, unknown> = {}) {
  messages += 1n
  return {
    message_type: 'TYPE_NEW_MESSAGE',
    chat_id: 'b646d975-0c9c-4872-9f41-8b1e57181063',
    chat_type: 'Buyer_Seller',
    message_id: String(messages),
    created_at: '2026-11-21T09:01:02.345Z',
    user: { id: '900001', type: 'Сustomer' },
    data: ['Здравствуйте, есть ли размер 52?'],
    seller_id: 700001,
    ...more,
  }
}

test('a message is stored word for word with its job before it is acknowledged', async () => {
  const { push, events, queued } = await connectShop()
  const body = JSON.stringify(newMessage())
  const response = await push(body)
  expect([response.statusCode, response.body]).toEqual([200, '{"result":true}'])
  expect(response.headers['content-type']).toContain('application/json')
  expect(await events()).toMatchObject([{ status: 'pending', source: 'push', body, channel: 'ozon-chat' }])
  expect(await queued()).toMatchObject([{ queue: 'ingest' }])
})

test('a repeated push is acknowledged and stored once', async () => {
  const { push, events, queued } = await connectShop()
  const body = newMessage()
  const answers = await Promise.all(Array.from({ length: 8 }, () => push(body)))
  answers.push(await push(body))
  expect(new Set(answers.map((a) => `${a.statusCode}${a.body}`))).toEqual(new Set(['200{"result":true}']))
  expect(await events()).toHaveLength(1)
  expect(await queued()).toHaveLength(1)
})

test('ids beyond 2^53 keep every digit, written as a number or as text', async () => {
  const { push, events } = await connectShop()
  const id = '9007199254740993007'
  const text = JSON.stringify(newMessage({ message_id: id }))
  await push(text)
  await push(text.replace(`"${id}"`, id))
  const stored = await events()
  expect(stored).toHaveLength(1)
  expect(stored[0]?.id).toContain(id)
})

test('a ping gets the answer the marketplace expects, with the time we began', async () => {
  const { push, events } = await connectShop()
  const response = await push({ message_type: 'TYPE_PING', time: '2026-11-21T09:00:00Z' })
  expect(response.statusCode).toBe(200)
  expect(response.json()).toEqual({
    version: '1.2.3',
    name: 'otvet',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  })
  expect(await events()).toEqual([])
})

test('an unknown key and a malformed body are refused in the marketplace’s own error shape', async () => {
  const { push } = await connectShop()
  const unknown = await push(newMessage(), { key: 'wrong' })
  expect([unknown.statusCode, unknown.json()]).toEqual([
    404,
    { error: { code: 'ERROR_UNKNOWN', message: expect.any(String), details: null } },
  ])
  const { chat_id: _, ...incomplete } = newMessage()
  const missing = await push(incomplete)
  expect([missing.statusCode, missing.json().error.code]).toEqual([400, 'ERROR_PARAMETER_VALUE_MISSED'])
  for (const body of ['', '{', '[]', 'null', '{"message_type":7}']) {
    const malformed = await push(body)
    expect(malformed.statusCode).toBe(400)
    expect(malformed.json()).toEqual({
      error: { code: expect.stringMatching(/^ERROR_/), message: expect.any(String), details: null },
    })
  }
})

test('a body of more than a megabyte is refused, in the marketplace’s own error shape', async () => {
  const { push } = await connectShop()
  const response = await push(newMessage({ data: ['Ж'.repeat(700_000)] }))
  expect([response.statusCode, response.json().error.code]).toEqual([413, 'ERROR_UNKNOWN'])
})

test('the content type does not matter', async () => {
  const { push, events } = await connectShop()
  for (const type of ['application/json; charset=utf-8', 'text/plain', 'application/octet-stream'])
    expect((await push(newMessage(), { type })).statusCode).toBe(200)
  expect(await events()).toHaveLength(3)
})

test('pushes meant for another seller, of unknown types and of other chats are kept with the reason', async () => {
  const { push, events, queued } = await connectShop({ sellerId: '700001' })
  for (const body of [
    newMessage({ seller_id: '700002' }),
    { message_type: 'TYPE_SOMETHING_NEW', seller_id: 700001, payload: 1 },
    newMessage({ chat_type: 'Seller_Support' }),
  ])
    expect((await push(body)).body).toBe('{"result":true}')
  const stored = await events()
  expect(stored.map((event) => event.status)).toEqual(['ignored', 'ignored', 'ignored'])
  expect(stored.map((event) => event.reason).join('\n')).toMatch(/seller 700002[\s\S]*|unknown push type/)
  expect(await queued()).toEqual([])
  expect((await push(newMessage({ seller_id: '700001' }))).statusCode).toBe(200)
  expect((await events()).filter((event) => event.status === 'pending')).toHaveLength(1)
})

test('an order’s news is kept for later without a job', async () => {
  const { push, events, queued } = await connectShop()
  const body = {
    message_type: 'TYPE_STATE_CHANGED',
    posting_number: '24219509-0020-1',
    new_state: 'posting_delivered',
    changed_state_date: '2026-11-21T09:00:00Z',
    warehouse_id: 1,
    seller_id: '7',
  }
  await push(body)
  expect(await events()).toMatchObject([{ status: 'stored' }])
  expect(await queued()).toEqual([])
})

test('with a list of networks pushes from elsewhere are refused, in either notation of the address', async () => {
  const { push, events } = await connectShop({ webhookNetworks: ['195.34.21.0/24', '2001:db8::/32'] })
  for (const ip of ['195.34.22.1', '::ffff:10.0.0.1', '2001:db9::1'])
    expect((await push(newMessage(), { ip })).statusCode).toBe(404)
  for (const ip of ['195.34.21.255', '::ffff:195.34.21.1', '2001:db8::9'])
    expect((await push(newMessage(), { ip })).statusCode).toBe(200)
  expect(await events()).toHaveLength(3)
})

test('a shop that was switched off is unknown a quarter of a minute later', async () => {
  const { shop, push } = await connectShop()
  expect((await push(newMessage())).statusCode).toBe(200)
  await server.db.update(shops).set({ disabledAt: new Date() })
  server.pass(16_000)
  expect((await push(newMessage())).statusCode).toBe(404)
  await server.db.update(shops).set({ disabledAt: null })
  expect(shop.id).toBeDefined()
  server.pass(16_000)
})

test('when the database is away nothing is acknowledged', async () => {
  const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  const broken = await createTestServer(database, {
    deps: { recorder: { record: async (_event: NewInboundEvent) => Promise.reject(away) } },
  })
  const input = { clientId: 'away', apiKey: 'a-secret-key', actor: 'test' }
  const { webhookKey } = await addShop({ db: broken.db, clock: broken.clock, masterKey }, input)
  const url = `/webhooks/ozon/${webhookKey}`
  const response = await broken.app.inject({ method: 'POST', url, payload: newMessage() })
  expect(response.statusCode).toBe(503)
  expect(response.json()).toEqual({
    error: { code: 'ERROR_UNKNOWN', message: expect.any(String), details: null },
  })
  await broken.close()
})

test('whatever the fields of a push hold, it is either stored or refused, and never breaks us', async () => {
  const { push, events } = await connectShop()
  const field = fc.constantFrom(
    'chat_id',
    'chat_type',
    'message_id',
    'created_at',
    'user',
    'data',
    'seller_id',
  )
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom(
      '\u0000',
      'a\u0000',
      '\ud800',
      '',
      null,
      [],
      {},
      -1,
      0,
      1.5,
      2 ** 63,
      ['\u0000\ud800'],
      [1],
      [null],
    ),
    fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
  )
  const accepted = new Set<string>()
  await fc.assert(
    fc.asyncProperty(field, odd, async (name, value) => {
      const message: Record<string, unknown> = newMessage({ [name]: value })
      const response = await push(message)
      if (response.statusCode === 200) accepted.add(String(message.message_id))
      else expect(response.statusCode).toBe(400)
    }),
    { numRuns: 600 },
  )
  expect(accepted.size).toBeGreaterThan(10)
  expect(await events()).toHaveLength(accepted.size)
}, 60_000)

test('the console hears when a shop last pushed', async () => {
  const { shop, push } = await connectShop()
  await push(newMessage())
  const [seen] = (await server.db.select().from(shops)).filter(({ id }) => id === shop.id)
  expect(seen?.lastPushAt).toBeInstanceOf(Date)
})
