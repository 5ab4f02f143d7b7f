import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { learnFromCall } from '../../src/access/learn-access.ts'
import { checkShop } from '../../src/app/check-shop.ts'
import { createShopConnections, type ShopConnections } from '../../src/app/shop-connections.ts'
import { CHANNEL_METHODS, NEEDED_METHODS } from '../../src/channels/ozon/needed-methods.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { jobs } from '../../src/db/schema/jobs.ts'
import { shops } from '../../src/db/schema/shops.ts'
import type { ChannelHealth, Shop } from '../../src/http/contracts/shops.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/create-sandbox.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

const KEY = 'the-api-key-of-this-shop'
let database: OpenDatabase
let sandbox: Sandbox
let origin: string
let server: TestServer
let connections: ShopConnections
let now = Date.parse('2026-11-21T09:00:00Z')
const clock = { now: () => new Date(now) }

beforeAll(async () => {
  database = await createTestDatabase()
  sandbox = createSandbox({
    clock,
    limits: { requestsPerSecond: Number.POSITIVE_INFINITY, refusalsUntilCircleOpens: 1_000 },
    shops: [],
  })
  origin = await sandbox.listen()
  const plain = await createTestServer(database)
  const { masterKey } = plain
  await plain.close()
  const { db } = database
  connections = createShopConnections({
    db,
    clock,
    masterKey,
    log: createLogger('silent', { hide: (text) => text }),
  })
  const deps = { db, clock, masterKey, connections, baseUrl: () => 'https://otvet.test' }
  server = await createTestServer(database, {
    deps: { masterKey, checkShop: (input) => checkShop(deps, input) },
  })
})
afterAll(async () => {
  await server?.close()
  await sandbox?.close()
  await database?.close()
})

let shopCount = 0
type Seed = Parameters<Sandbox['addShop']>[0]

/** A connected shop with a buyer's chat. */
async function connect(seed: Partial<Seed> = {}) {
  const clientId = String(5_000 + ++shopCount)
  sandbox.addShop({ clientId, apiKey: KEY, sellerId: clientId, name: 'Лавка', ...seed })
  const { chatId } = sandbox.startChat({ clientId })
  sandbox.buyerSays(chatId, 'Где заказ?')
  const { headers } = await server.asRole('admin')
  const payload = { clientId, apiKey: KEY, apiBase: origin }
  const made = await server.app.inject({ method: 'POST', url: '/api/shops', headers, payload })
  const { id: shopId } = made.json().shop as Shop
  const read = async () => {
    const all = (await server.app.inject({ url: '/api/shops', headers })).json().shops as Shop[]
    const shop = all.find(({ id }) => id === shopId)
    if (!shop) throw new Error('the shop is gone')
    return shop
  }
  return {
    shopId,
    clientId,
    chatId,
    read,
    channel: async (name: string) =>
      (await read()).health.channels.find(({ channel }) => channel === name) as ChannelHealth,
    check: () => server.app.inject({ method: 'POST', url: `/api/shops/${shopId}/check`, headers }),
    asked: async (queue: string) =>
      (await server.db.select().from(jobs).where(eq(jobs.queue, queue))).filter(({ key }) =>
        key.startsWith(shopId),
      ),
  }
}

const rolesWithout = (...methods: string[]) => [
  {
    name: 'Чаты',
    methods: [...NEEDED_METHODS, '/v1/seller/info', '/v1/roles'].filter((one) => !methods.includes(one)),
  },
]
const methodOf = (channel: ChannelHealth, method: string) =>
  channel.methods.find((one) => one.method === method)

test('where all is paid for and allowed, every channel works; sending is believed, not tried', async () => {
  const shop = await connect()
  expect((await shop.channel('ozon-chat')).methods.every(({ at }) => at === null)).toBe(true)
  await shop.check()
  const { channels, others } = (await shop.read()).health
  const open = { reads: 'allowed', answers: 'allowed', advice: [] }
  expect(channels.map(({ reads, answers, advice }) => ({ reads, answers, advice }))).toEqual([
    open,
    open,
    open,
  ])
  expect(others.map(({ part, access }) => [part, access])).toEqual([
    ['products', 'allowed'],
    ['orders', 'allowed'],
    ['pushes', 'allowed'],
    ['ratings', 'allowed'],
  ])
  const chat = await shop.channel('ozon-chat')
  expect(methodOf(chat, '/v3/chat/history')).toMatchObject({
    access: 'allowed',
    by: 'tried',
    at: clock.now().toISOString(),
  })
  expect(methodOf(chat, '/v1/chat/send/message')).toMatchObject({ access: 'allowed', by: 'inferred' })
  expect(sandbox.allSends().filter(({ clientId }) => clientId === shop.clientId)).toEqual([])
})

test.each([
  {
    state: 'Premium Plus is missing',
    set: { subscription: 'PREMIUM' as const, reviewManagement: false },
    closed: ['ozon-chat', 'ozon-review', 'ozon-question'],
    advice: [{ to: 'subscribe' }],
    reason: 'subscription_required',
    words: expect.stringContaining('not available with existing subscription'),
  },
  {
    state: 'the key has ended',
    set: { keyState: 'deactivated' as const },
    closed: ['ozon-chat', 'ozon-review', 'ozon-question'],
    advice: [{ to: 'new_key' }],
    reason: 'key_deactivated',
    words: expect.stringContaining('deactivated'),
  },
  {
    state: 'the key is bound to another network',
    set: { keyState: 'wrong-network' as const },
    closed: ['ozon-chat', 'ozon-review', 'ozon-question'],
    advice: [{ to: 'allow_network' }],
    reason: 'ip_restricted',
    words: expect.stringContaining('specific IP'),
  },
  {
    state: 'only reviews are not paid for',
    set: { reviewManagement: false },
    closed: ['ozon-review'],
    advice: [{ to: 'subscribe' }],
    reason: 'subscription_required',
    words: expect.stringContaining('not available with existing subscription'),
  },
])('$state: what is closed says why and what to do, and opens by itself', async (one) => {
  const shop = await connect()
  sandbox.setShop(shop.clientId, one.set)
  await shop.check()
  const { channels } = (await shop.read()).health
  expect(channels.filter(({ reads }) => reads === 'denied').map(({ channel }) => channel)).toEqual(one.closed)
  for (const channel of channels.filter(({ channel }) => one.closed.includes(channel))) {
    expect(channel).toMatchObject({ answers: 'denied', advice: one.advice })
    expect(channel.methods.find(({ reason }) => reason === one.reason)).toMatchObject({ words: one.words })
  }
  sandbox.setShop(shop.clientId, { subscription: 'PREMIUM_PRO', reviewManagement: true, keyState: 'active' })
  now += 60_000
  await shop.check()
  const after = (await shop.read()).health.channels
  expect(after.map(({ reads, answers }) => `${reads} ${answers}`)).toEqual(after.map(() => 'allowed allowed'))
  const polls = [...(await shop.asked('poll')), ...(await shop.asked('poll_items'))]
  expect(polls).toHaveLength(one.closed.length)
})

test('a key that may read but not answer says so, names the method and is not asked in vain', async () => {
  const lacking = ['/v1/chat/send/message', '/v1/question/answer/create', '/v4/posting/fbs/list']
  const shop = await connect({ roles: rolesWithout(...lacking) })
  await shop.check()
  expect(await shop.channel('ozon-chat')).toMatchObject({
    reads: 'allowed',
    answers: 'denied',
    advice: [{ to: 'add_role', methods: ['/v1/chat/send/message'] }],
  })
  expect(await shop.channel('ozon-question')).toMatchObject({ answers: 'denied' })
  expect(await shop.channel('ozon-review')).toMatchObject({ answers: 'allowed' })
  const { others, capabilities } = (await shop.read()).health
  expect(others.find(({ part }) => part === 'orders')).toMatchObject({ access: 'denied' })
  expect(capabilities?.roles).toEqual(['Чаты'])
})

test('a key that may not tell its roles is tried all the same', async () => {
  const shop = await connect({ roles: rolesWithout('/v1/roles', '/v3/chat/history') })
  const { ok } = (await shop.check()).json()
  const chat = await shop.channel('ozon-chat')
  expect(methodOf(chat, '/v3/chat/history')).toMatchObject({
    access: 'denied',
    by: 'tried',
    reason: 'missing_role',
  })
  expect(methodOf(chat, '/v3/chat/list')).toMatchObject({ access: 'allowed' })
  expect(ok).toBe(true)
})

test('real calls teach, too: a refusal closes the channel at once, a call that works opens it', async () => {
  const shop = await connect()
  await shop.check()
  sandbox.setShop(shop.clientId, { subscription: 'PREMIUM' })
  const chats = await connections.openChannel(shop.shopId, 'ozon-chat')
  await expect(chats.readThread(shop.chatId, {})).rejects.toMatchObject({ code: 'subscription_required' })
  expect(await shop.channel('ozon-chat')).toMatchObject({ reads: 'denied', answers: 'allowed' })
  now += 1_000
  expect(await chats.sendReply(shop.chatId, 'Здравствуйте!')).toMatchObject({ outcome: 'not_sent' })
  const closed = await shop.channel('ozon-chat')
  expect(closed).toMatchObject({ answers: 'denied', advice: [{ to: 'subscribe' }] })
  expect(methodOf(closed, '/v1/chat/send/message')).toMatchObject({
    by: 'call',
    reason: 'subscription_required',
  })
  sandbox.setShop(shop.clientId, { subscription: 'PREMIUM_PLUS' })
  now += 1_000
  await chats.readThread(shop.chatId, {})
  expect(await shop.channel('ozon-chat')).toMatchObject({ reads: 'allowed', answers: 'denied' })
  expect(await shop.asked('poll')).toHaveLength(1)
  expect(await chats.sendReply(shop.chatId, 'Здравствуйте!')).toMatchObject({ outcome: 'sent' })
  expect(await shop.channel('ozon-chat')).toMatchObject({ reads: 'allowed', answers: 'allowed' })
})

test('a refusal of a real answer outlives the nightly check, not a day and not a person who asks', async () => {
  const shop = await connect()
  await shop.check()
  const refused = async () => {
    now += 1_000
    const shown = {
      access: 'denied',
      reason: 'subscription_required',
      by: 'call',
      at: clock.now().toISOString(),
    } as const
    const method = CHANNEL_METHODS['ozon-review']?.answers[0] ?? ''
    await learnFromCall({ db: server.db, clock }, { shopId: shop.shopId, method, shown })
  }
  const byItself = () => {
    now += 1_000
    return checkShop(
      { db: server.db, clock, masterKey: server.masterKey, connections, baseUrl: () => 'https://otvet.test' },
      { shopId: shop.shopId },
    )
  }
  const answers = async () => (await shop.channel('ozon-review')).answers
  await refused()
  await byItself()
  expect(await answers()).toBe('denied')
  now += 24 * 3_600_000
  await byItself()
  expect(await answers()).toBe('allowed')
  await refused()
  now += 1_000
  await shop.check()
  expect(await answers()).toBe('allowed')
})

test('a refused key closes everything; what works next proves the key and has the rest tried again', async () => {
  const shop = await connect()
  await shop.check()
  sandbox.setShop(shop.clientId, { keyState: 'wrong-network' })
  const chats = await connections.openChannel(shop.shopId, 'ozon-chat')
  const list = async () => {
    now += 1_000
    if (chats.listing.kind !== 'conversations') throw new Error('no list')
    for await (const chat of chats.listing.list('open')) return chat
  }
  await expect(list()).rejects.toMatchObject({ code: 'ip_restricted' })
  const states = async () => (await shop.read()).health.channels.map(({ reads }) => reads)
  expect(await states()).toEqual(['denied', 'denied', 'denied'])
  sandbox.setShop(shop.clientId, { keyState: 'active' })
  await list()
  expect(await states()).toEqual(['unknown', 'unknown', 'unknown'])
  expect(await shop.asked('check')).toHaveLength(1)
})

test('twenty calls at once that teach different things lose none of them', async () => {
  const shop = await connect()
  const methods = NEEDED_METHODS.slice(0, 20)
  const shown = {
    access: 'denied',
    reason: 'missing_role',
    by: 'call',
    at: clock.now().toISOString(),
  } as const
  await Promise.all(
    methods.map((method) => learnFromCall({ db: server.db, clock }, { shopId: shop.shopId, method, shown })),
  )
  const [row] = await server.db.select().from(shops).where(eq(shops.id, shop.shopId))
  expect(Object.keys(row?.capabilities?.methods ?? {}).toSorted()).toEqual(methods.toSorted())
})
