import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bindPictures } from '../../src/app/bind-pictures.ts'
import { checkShop } from '../../src/app/check-shop.ts'
import { createShopConnections } from '../../src/app/shop-connections.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { attachments, conversations, messages } from '../../src/db/schema/conversations.ts'
import { products } from '../../src/db/schema/knowledge.ts'
import { shops } from '../../src/db/schema/shops.ts'
import type { ShopChecked } from '../../src/http/contracts/shops.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/create-sandbox.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

const KEY = 'the-api-key-of-this-shop'
let database: OpenDatabase
let sandbox: Sandbox
let origin: string
let server: TestServer

beforeAll(async () => {
  database = await createTestDatabase()
  sandbox = createSandbox({
    shops: [{ clientId: '1', apiKey: KEY, sellerId: '1', name: 'Лавка' }],
    drawPicture: () => ({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
  })
  origin = await sandbox.listen()
  const { db } = database
  const clock = { now: () => new Date() }
  const plain = await createTestServer(database)
  const { masterKey } = plain
  await plain.close()
  const connections = createShopConnections({
    db,
    clock,
    masterKey,
    log: createLogger('silent', { hide: (text) => text }),
  })
  const baseUrl = () => 'https://otvet.test'
  server = await createTestServer(database, {
    deps: {
      masterKey,
      pictures: bindPictures({ db, connections }),
      checkShop: (input) => checkShop({ db, clock, masterKey, connections, baseUrl }, input),
    },
  })
})

afterAll(async () => {
  await server?.close()
  await sandbox?.close()
  await database?.close()
})

async function connect(clientId: string, apiKey = KEY) {
  const admin = await server.asRole('admin')
  const payload = { clientId, apiKey, apiBase: origin }
  const made = await server.app.inject({ method: 'POST', url: '/api/shops', headers: admin.headers, payload })
  return { admin, made, shop: made.json().shop }
}

test('a shop is connected once; its key is kept sealed and shown to nobody', async () => {
  const { made, shop } = await connect('1')
  expect(made.statusCode).toBe(200)
  expect(shop.webhookUrl).toMatch(/^https:\/\/otvet\.test\/webhooks\/ozon\/[\w-]{43}$/)
  expect((await connect('1')).made.json().error.code).toBe('shop_exists')
  const stored = JSON.stringify([
    await server.db.select().from(shops),
    await server.db.select().from(auditRecords),
  ])
  const secret = shop.webhookUrl.split('/').at(-1)
  for (const hidden of [KEY, secret]) expect(stored).not.toContain(hidden)
  expect(made.body).not.toContain(KEY)
})

test('the webhook address is for admins only', async () => {
  const read = async (role: 'agent' | 'lead' | 'admin') => {
    const { headers } = await server.asRole(role)
    return (await server.app.inject({ url: '/api/shops', headers })).json().shops[0].webhookUrl
  }
  expect(await read('agent')).toBeNull()
  expect(await read('lead')).toBeNull()
  expect(await read('admin')).toContain('/webhooks/ozon/')
})

test('an API address in the clear is taken on this machine and in private networks only', async () => {
  const admin = await server.asRole('admin')
  for (const apiBase of [
    'http://api.example.com',
    'https://user:pass@api.example.com',
    'ftp://x',
    'file:///etc',
  ]) {
    const payload = { clientId: '5', apiKey: KEY, apiBase }
    const refused = await server.app.inject({
      method: 'POST',
      url: '/api/shops',
      headers: admin.headers,
      payload,
    })
    expect([apiBase, Math.floor(refused.statusCode / 100)]).toEqual([apiBase, 4])
  }
})

test('the check reads a buyer’s chat to learn what the subscription includes', async () => {
  const [shop] = await server.db.select().from(shops)
  const admin = await server.asRole('admin')
  const url = `/api/shops/${shop?.id}/check`
  const { chatId } = sandbox.startChat({ clientId: '1' })
  sandbox.buyerSays(chatId, 'Где заказ?')
  const subscription = async () => {
    const { findings } = (
      await server.app.inject({ method: 'POST', url, headers: admin.headers })
    ).json() as ShopChecked
    return findings.find(({ topic }) => topic === 'subscription')
  }
  sandbox.setShop('1', { subscription: 'PREMIUM' })
  expect(await subscription()).toMatchObject({ status: 'error', message: expect.stringContaining('PREMIUM') })
  sandbox.setShop('1', { subscription: 'PREMIUM_PLUS' })
  expect(await subscription()).toMatchObject({ status: 'ok' })
})

test('the check says what the key may do and what is left to do', async () => {
  const [shop] = await server.db.select().from(shops)
  const admin = await server.asRole('admin')
  const url = `/api/shops/${shop?.id}/check`
  const check = async () => (await server.app.inject({ method: 'POST', url, headers: admin.headers })).json()
  expect(await check()).toMatchObject({
    ok: true,
    findings: [
      { topic: 'key', status: 'ok' },
      { topic: 'methods', status: 'ok' },
      { topic: 'subscription', status: 'ok' },
      { topic: 'webhook', status: 'warning' },
    ],
  })
  sandbox.setShop('1', {
    subscription: 'PREMIUM',
    roles: [{ name: 'half', methods: ['/v3/chat/list', '/v1/roles', '/v1/seller/info'] }],
    keyExpiresAt: new Date(Date.now() + 3 * 24 * 3_600_000),
  })
  const worse = await check()
  expect(worse.ok).toBe(false)
  expect(worse.findings.slice(0, 3).map((one: { status: string }) => one.status)).toEqual([
    'warning',
    'error',
    'warning',
  ])
  expect(worse.findings[1].message).toContain('/v1/chat/send/message')
  sandbox.setShop('1', { keyState: 'deactivated' })
  const dead = await check()
  expect(dead).toMatchObject({ ok: false, findings: [{ topic: 'key', status: 'error' }] })
  expect(JSON.stringify(dead)).not.toContain(KEY)
})

test('pictures come only from where pictures of this shop can be', async () => {
  const [shop] = await server.db.select().from(shops)
  const shopId = shop?.id ?? ''
  const { headers } = await server.asRole('agent')
  const product = (sku: string, pictureUrl: string | null) =>
    server.db
      .insert(products)
      .values({ shopId, sku, offerId: sku, nameRu: sku, pictureUrl, updatedAt: new Date() })
  await product('1', null)
  await product('2', 'http://169.254.169.254/latest/meta-data')
  await product('3', 'https://example.com/x.png')
  await product('4', `${origin}/pictures/1`)
  for (const sku of ['1', '2', '3', '4', 'none']) {
    const response = await server.app.inject({ url: `/api/shops/${shopId}/products/${sku}/picture`, headers })
    expect([sku, response.statusCode]).toEqual([sku, 404])
  }
})

test('an attachment that points to a stranger is not fetched with the shop’s key', async () => {
  const [shop] = await server.db.select().from(shops)
  const shopId = shop?.id ?? ''
  const now = new Date()
  await server.db
    .insert(conversations)
    .values({ shopId, id: 'c', channel: 'ozon-chat', externalId: 'c', createdAt: now })
  await server.db.insert(messages).values({
    shopId,
    id: 'm',
    conversationId: 'c',
    externalId: '1',
    seq: '1',
    author: 'buyer',
    authorType: 'Customer',
    text: '',
    sentAt: now,
    receivedAt: now,
  })
  await server.db
    .insert(attachments)
    .values({ shopId, messageId: 'm', position: 0, url: 'https://evil.example/v2/chat/file/1' })
  const { headers } = await server.asRole('agent')
  const read = (position: number) =>
    server.app.inject({ url: `/api/shops/${shopId}/messages/m/attachments/${position}`, headers })
  expect((await read(0)).json().error.code).toBe('not_a_chat_file')
  expect((await read(1)).statusCode).toBe(404)
})

test('in the demo shop products are shown as the sandbox draws them, with nothing allowed to run', async () => {
  await server.db.update(shops).set({ isDemo: true }).where(eq(shops.clientId, '1'))
  const [shop] = await server.db.select().from(shops)
  sandbox.addShop({
    clientId: '2',
    apiKey: KEY,
    sellerId: '2',
    name: 'x',
    products: [{ sku: '4', productId: '4', offerId: '4', name: { ru: 'x' }, price: 1 }],
  })
  const { headers } = await server.asRole('agent')
  const url = `/api/shops/${shop?.id}/products/4/picture`
  const response = await server.app.inject({ url, headers })
  expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'image/svg+xml'])
  expect(response.headers['content-security-policy']).toContain('sandbox')
})

test('a new key takes the place of the old one and is used at once', async () => {
  const { admin, shop } = await connect('77', 'an-old-key-that-ended')
  const put = (key: string) =>
    server.app.inject({
      method: 'PUT',
      url: `/api/shops/${shop.id}/key`,
      headers: admin.headers,
      payload: { apiKey: key },
    })
  sandbox.addShop({ clientId: '77', apiKey: 'the-new-key-of-77', sellerId: '77', name: 'Ещё лавка' })
  const check = () =>
    server.app.inject({ method: 'POST', url: `/api/shops/${shop.id}/check`, headers: admin.headers })
  expect((await check()).json().ok).toBe(false)
  const replaced = await put('the-new-key-of-77')
  expect(replaced.statusCode).toBe(200)
  expect(replaced.body).not.toContain('the-new-key-of-77')
  const findings = (await check()).json<ShopChecked>().findings
  expect(JSON.stringify(findings)).not.toMatch(/Invalid Api-Key|key_invalid/)
  expect((await put('x')).statusCode).toBe(400)
})

test('what a check found stays on the shop, with the days that its key has left', async () => {
  const soon = new Date(Date.now() + 6.5 * 86_400_000)
  sandbox.addShop({ clientId: '7700', apiKey: KEY, sellerId: '7700', name: 'Лавка 77', keyExpiresAt: soon })
  const { admin, shop } = await connect('7700')
  const check = { method: 'POST', url: `/api/shops/${shop.id}/check`, headers: admin.headers } as const
  const seen = async () => {
    const { shops: all } = (await server.app.inject({ url: '/api/shops', headers: admin.headers })).json()
    return all.find(({ id }: { id: string }) => id === shop.id).health.capabilities
  }
  await server.app.inject(check)
  expect((await seen()).findings).toContainEqual({
    topic: 'key',
    status: 'warning',
    message: expect.stringContaining('in 7 days'),
    // The console tells it in the reader's language.
    code: 'key_ends',
    values: { day: soon.toISOString().slice(0, 10), days: '7' },
  })
  sandbox.setShop('7700', { keyState: 'deactivated' })
  await server.app.inject(check)
  expect(await seen()).toMatchObject({
    keyExpiresAt: soon.toISOString(),
    findings: [{ topic: 'key', status: 'error' }],
  })
})
