import { desc } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bindAutonomy } from '../../src/app/bind-autonomy.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { shopPolicies } from '../../src/db/schema/policy.ts'
import { CATEGORIES } from '../../src/domain/category.ts'
import { approveDraft, editDraft } from '../../src/review/approve-draft.ts'
import { refuseDraft } from '../../src/review/refuse-draft.ts'
import { createAutoHouse, setCell } from '../autonomy/auto-house.ts'
import { agentOf, draftOf, refOf } from '../support/agent.ts'
import { BURST_QUIET_MS, type House } from '../support/house.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

const ACKNOWLEDGEMENT = {
  isOn: true,
  ru: 'Здравствуйте! Сообщение получили, сейчас магазин закрыт. Ответим завтра до 12:00.',
  zh: '您好！已收到消息，目前店铺休息，将于明天 12:00 前回复。',
}

let database: OpenDatabase
let house: House
let server: TestServer
let admin: Record<string, string>
let lead: Record<string, string>
let agent: Record<string, string>
beforeAll(async () => {
  database = await createTestDatabase()
  house = await createAutoHouse(database)
  const { db, clock } = house
  server = await createTestServer(database, {
    deps: { autonomy: bindAutonomy({ db, clock, defaultBudgetMicros: null }) },
  })
  admin = (await server.asRole('admin')).headers
  lead = (await server.asRole('lead')).headers
  agent = (await server.asRole('agent')).headers
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})

async function newestConversation(): Promise<string> {
  const [row] = await house.db.select().from(conversations).orderBy(desc(conversations.createdAt)).limit(1)
  return row?.id ?? ''
}

const shop = (path = '') => `/api/shops/${house.shopId}/autonomy${path}`
const get = (url: string, headers = admin) => server.app.inject({ url, headers })
const send = (method: 'PUT' | 'POST', url: string, payload: object, headers = admin) =>
  server.app.inject({ method, url, payload, headers })
const codeOf = (response: { json(): { error?: { code: string } } }) => response.json().error?.code

test('nothing may leave by itself until an admin has said so', async () => {
  const seen = (await get(shop(), lead)).json()
  expect(seen).toMatchObject({ version: 0, waiting: 0 })
  expect(seen.cells).toHaveLength(3 * CATEGORIES.length)
  expect(new Set(seen.cells.map(({ state }: { state: string }) => state))).toEqual(new Set(['draft']))
  expect(seen.policy).toMatchObject({ undoSeconds: 300, hours: null, sendsOutsideHours: false })
})

test('a policy is saved once per version, with what others keep in it, and is on record', async () => {
  const policy = { undoSeconds: 60, stopWords: ['суд*'], acknowledgement: ACKNOWLEDGEMENT }
  const saved = await send('PUT', shop('/policy'), { version: 0, policy })
  expect(saved.json()).toMatchObject({ version: 1, policy: { undoSeconds: 60, stopWords: ['суд*'] } })
  const content = { ...saved.json().policy, keptByOthers: 7 }
  await house.db.update(shopPolicies).set({ content })
  const both = await Promise.all(
    [90, 120].map((undoSeconds) => send('PUT', shop('/policy'), { version: 1, policy: { undoSeconds } })),
  )
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  expect(both.map(codeOf)).toContain('policy_moved')
  expect(codeOf(await send('PUT', shop('/policy'), { version: 0, policy: {} }))).toBe('policy_moved')
  const [row] = await house.db.select().from(shopPolicies)
  expect(row).toMatchObject({ version: 2, content: { keptByOthers: 7 } })
  const audit = await house.db.select().from(auditRecords)
  expect(audit.filter(({ action }) => action === 'autonomy.policy')).toHaveLength(2)
})

test('a budget of a shop is kept, and given up when it is left empty', async () => {
  const version = async () => (await get(shop())).json().version
  const budgetAfter = async (policy: object) =>
    (await send('PUT', shop('/policy'), { version: await version(), policy })).json().policy
      .monthlyBudgetMicros
  expect(await budgetAfter({ monthlyBudgetMicros: 5_000_000 })).toBe(5_000_000)
  expect(await budgetAfter({ undoSeconds: 90 })).toBeUndefined()
})

test.each([
  ['a telephone', { isOn: true, ru: 'Позвоните нам: +7 912 345-67-89.', zh: '' }],
  ['a link', { isOn: false, ru: 'Ответы на www.example.ru', zh: '' }],
  ['a promise without a date', { isOn: true, ru: 'Мы обязательно вернём вам деньги.', zh: '' }],
  ['no text', { isOn: true, ru: ' ', zh: '' }],
])('an acknowledgement with %s is refused, with the rule', async (_, acknowledgement) => {
  const { version } = (await get(shop())).json()
  const refused = await send('PUT', shop('/policy'), { version, policy: { acknowledgement } })
  expect(refused.statusCode).toBe(422)
  expect(refused.json().error).toMatchObject({ code: 'acknowledgement_unfit' })
})

test.each([
  ['less than the shortest undo time', { undoSeconds: 29 }],
  ['guesses', { classes: ['inferred'] }],
  ['six days', { hours: [null, null, null, null, null, null] }],
  ['a day that is none', { holidays: [{ from: '2026-02-30', to: '2026-03-01' }] }],
  ['a stop word of one letter', { stopWords: ['я'] }],
])('a policy with %s is no policy', async (_, policy) => {
  expect((await send('PUT', shop('/policy'), { version: 2, policy })).statusCode).toBe(400)
})

test('cells change one by one or by a preset; what people answer cannot be turned on', async () => {
  const on = { channel: 'ozon-chat', category: 'stock_price', state: 'on' }
  const set = (await send('PUT', shop('/cells'), { cells: [on] })).json()
  expect(set.cells).toContainEqual(expect.objectContaining(on))
  expect(set.cells.filter(({ state }: { state: string }) => state === 'on')).toHaveLength(1)
  for (const state of ['on', 'dry_run']) {
    const cells = [{ channel: 'ozon-chat', category: 'fraud', state }]
    expect(codeOf(await send('PUT', shop('/cells'), { cells }))).toBe('category_for_people')
  }
  const odd = [{ channel: 'ozon-chat', category: 'poetry', state: 'on' }]
  expect((await send('PUT', shop('/cells'), { cells: odd })).statusCode).toBe(400)
  const cautious = (await send('POST', shop('/preset'), { preset: 'cautious' })).json()
  expect(cautious.cells.some(({ state }: { state: string }) => state === 'on')).toBe(false)
  const balanced = (await send('POST', shop('/preset'), { preset: 'balanced' })).json()
  expect(balanced.cells.filter(({ state }: { state: string }) => state === 'on')).toHaveLength(4)
  expect((await send('POST', shop('/preset'), { preset: 'brave' })).statusCode).toBe(400)
})

test('only an admin changes, a lead reads, and an unknown shop has nothing', async () => {
  const cells = [{ channel: 'ozon-chat', category: 'thanks', state: 'on' }]
  for (const headers of [lead, agent])
    for (const [method, path, payload] of [
      ['PUT', '/policy', { version: 2, policy: {} }],
      ['PUT', '/cells', { cells }],
      ['POST', '/preset', { preset: 'balanced' }],
    ] as const)
      expect((await send(method, shop(path), payload, headers)).statusCode).toBe(403)
  expect((await get(shop(), agent)).statusCode).toBe(403)
  expect((await get(shop('/report'), lead)).statusCode).toBe(200)
  for (const path of ['/api/shops/nowhere/autonomy', '/api/shops/nowhere/autonomy/report'])
    expect((await get(path)).statusCode).toBe(404)
  const gone = await send('PUT', '/api/shops/nowhere/autonomy/cells', { cells })
  expect(codeOf(gone)).toBe('shop_not_found')
})

test('any agent pulls the brake, with a reason that all see; a lead lets go of it', async () => {
  const stopped = await send('POST', '/api/autonomy/stop', { shopId: null, reason: 'Цены!' }, agent)
  expect(stopped.json()).toMatchObject({
    stopped: 0,
    all: { isOn: true, reason: 'Цены!', changedBy: 'agent' },
  })
  expect((await send('POST', '/api/autonomy/resume', { shopId: null }, agent)).statusCode).toBe(403)
  const { shopId } = house
  await send('POST', '/api/autonomy/stop', { shopId }, agent)
  const resumed = await send('POST', '/api/autonomy/resume', { shopId: null }, lead)
  expect(resumed.json()).toMatchObject({
    all: { isOn: false, changedBy: 'lead' },
    shops: [{ shopId, isOn: true }],
  })
  await send('POST', '/api/autonomy/resume', { shopId }, admin)
  expect((await get('/api/autonomy/stop', agent)).json().shops[0].isOn).toBe(false)
  expect((await send('POST', '/api/autonomy/stop', { shopId: 'nowhere' })).statusCode).toBe(404)
  expect((await send('POST', '/api/autonomy/stop', {})).statusCode).toBe(400)
})

test('a dry run is told beside what people did with the same drafts', async () => {
  await setCell(house, 'dry_run')
  const anna = agentOf(house)
  const acts = [
    (seen: Parameters<typeof refOf>[0]) => approveDraft(anna.deps(), input(seen)),
    (seen: Parameters<typeof refOf>[0]) => editDraft(anna.deps(), { ...input(seen), text: 'Да.' }),
    (seen: Parameters<typeof refOf>[0]) => refuseDraft(anna.deps(), { ...input(seen), reason: 'other' }),
    async () => {},
  ]
  const input = (seen: Parameters<typeof refOf>[0]) => ({
    ...refOf(seen),
    ...draftOf(seen),
    actor: anna.actor,
  })
  for (const act of acts) {
    const { chatId } = house.sandbox.startChat({ clientId: house.clientId })
    house.sandbox.buyerSays(chatId, `Какой вес, ${chatId}?`)
    await house.advance(BURST_QUIET_MS + 100)
    await act(await anna.openFirst())
    await house.advance(10_000)
  }
  const { rows, left } = (await get(shop('/report?days=7'), lead)).json()
  // The changed text rests on nothing, whatever the draft rested on.
  expect(left).toEqual({ documented: 1, 'order-fact': 0, computed: 0, courtesy: 0, inferred: 1 })
  expect(rows).toEqual([
    expect.objectContaining({
      channel: 'ozon-chat',
      category: 'product_attribute',
      state: 'dry_run',
      drafts: 4,
      wouldSend: 4,
      unchanged: 1,
      edited: 1,
      refused: 1,
      undecided: 1,
      overtaken: 0,
      sent: 0,
    }),
  ])
  expect((await get(shop('/report?days=0'))).statusCode).toBe(400)
})

test('the case says why its draft waits, and lets any agent stop one that would leave', async () => {
  await setCell(house, 'on')
  const { chatId } = house.sandbox.startChat({ clientId: house.clientId })
  house.sandbox.buyerSays(chatId, 'Какой вес?')
  await house.advance(BURST_QUIET_MS + 100)
  const conversationId = await newestConversation()
  const base = `/api/shops/${house.shopId}/conversations/${conversationId}`
  const { draftId } = (await get(`${base}/auto-send`, agent)).json()
  expect((await get(`${base}/auto-send`, agent)).json()).toMatchObject({
    draftId,
    status: 'waiting',
    reasons: [],
  })
  expect((await send('POST', `${base}/drafts/${draftId}/stop-send`, {}, agent)).statusCode).toBe(200)
  expect(codeOf(await send('POST', `${base}/drafts/${draftId}/stop-send`, {}, agent))).toBe('not_waiting')
  expect((await get(`${base}/auto-send`, agent)).json()).toMatchObject({
    status: 'stopped',
    reasons: ['stopped_by_person'],
    settledBy: 'agent',
  })
  expect((await send('POST', `${base}/drafts/unknown/stop-send`, {}, agent)).statusCode).toBe(404)
  await setCell(house, 'draft')
  house.sandbox.buyerSays(chatId, 'И размер?')
  await house.advance(BURST_QUIET_MS + 100)
  expect((await get(`${base}/auto-send`, agent)).json()).toMatchObject({
    status: 'held',
    reasons: ['cell_draft'],
  })
})

test('a cell says what people did with its drafts: unchanged, changed, taken back, and what that is worth', async () => {
  const { cells } = (await get(shop(), lead)).json()
  const record = cells.find(
    (one: { channel: string; category: string }) =>
      one.channel === 'ozon-chat' && one.category === 'product_attribute',
  ).record
  const reported = (await get(shop('/report'), lead)).json().rows
  expect(reported.length).toBeGreaterThan(0)
  expect(record.decided).toBeGreaterThan(0)
  expect(record.unchanged).toBeLessThan(record.decided)
  expect(record).toMatchObject({ advice: 'unproven' })
  expect(record.low).toBeLessThan(record.unchanged / record.decided)
})
