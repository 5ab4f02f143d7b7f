import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords, settings } from '../../src/db/schema/access.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { type AlertDesk, MINUTE, openAlertDesk, type Receiver, startReceiver } from './alert-desk.ts'

const TOKEN = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'
const CHAT = { kind: 'telegram', address: '-100777' }
let database: OpenDatabase
/** Speaks the Bot API as Telegram does. */
let bot: Receiver
let desk: AlertDesk
let refusal: { status: number; description: string; retryAfter?: number } | undefined

beforeAll(async () => {
  database = await createTestDatabase()
  bot = await startReceiver()
})
beforeEach(async () => {
  bot.heard.length = 0
  refusal = undefined
  bot.answerWith(({ path }) => {
    const found = /^\/bot([^/]+)\/(\w+)$/.exec(path)
    if (found?.[1] !== TOKEN) return json(401, { ok: false, error_code: 401, description: 'Unauthorized' })
    if (refusal) {
      const { status, description, retryAfter } = refusal
      const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }
      return json(status, { ok: false, error_code: status, description, ...parameters })
    }
    const result = found[2] === 'getMe' ? { id: 1, is_bot: true, username: 'otvet_bot' } : { message_id: 1 }
    return json(200, { ok: true, result })
  })
  await desk?.close()
  desk = await openAlertDesk(database)
  await database.db.delete(settings)
})
afterAll(async () => {
  await desk?.close()
  await bot?.close()
  await database?.close()
})

const json = (status: number, body: object) => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})
const messages = () =>
  bot.heard.filter(({ path }) => path.endsWith('/sendMessage')).map(({ body }) => JSON.parse(body))

async function setUp(token = TOKEN) {
  const admin = await desk.server.asRole('admin')
  return { admin, ...(await desk.call(admin, 'PUT', '/bot', { baseUrl: bot.url, token })) }
}

test('a chat is told in its person’s language, each message once', async () => {
  await setUp()
  await desk.stopSending()
  await desk.listener(['channel_stopped'], CHAT, { language: 'zh' })
  await desk.work()
  await desk.jump(10 * MINUTE)
  expect(messages()).toEqual([
    {
      chat_id: '-100777',
      text: expect.stringContaining(
        'Тёплый Ток：与平台的连接出现问题\n\n• 已停止发送：评价。已发布的回复消失了。',
      ),
      link_preview_options: { is_disabled: true },
    },
  ])
})

test('429 is waited out as long as it says; 5xx grows; 403 is the end', async () => {
  await setUp()
  await desk.stopSending()
  const person = await desk.listener(['channel_stopped'], CHAT)
  refusal = { status: 429, description: 'Too Many Requests: retry after 300', retryAfter: 300 }
  await desk.work()
  await desk.jump(299_000)
  expect(messages()).toHaveLength(1)
  refusal = { status: 502, description: 'Bad Gateway' }
  await desk.jump(1_000)
  expect(messages()).toHaveLength(2)
  refusal = { status: 403, description: 'Forbidden: bot was kicked from the group chat' }
  await desk.jump(MINUTE)
  expect(messages()).toHaveLength(3)
  expect(await desk.target(person.targetId)).toMatchObject({
    brokenCode: 'refused',
    brokenAnswer: 'Forbidden: bot was kicked from the group chat',
  })
  await desk.stopSending('ozon-question')
  await desk.jump(10 * MINUTE)
  expect(messages()).toHaveLength(3)
  refusal = undefined
  expect(await desk.call(person, 'POST', `/targets/${person.targetId}/test`)).toMatchObject({
    outcome: 'delivered',
  })
  expect(messages().at(-1)?.text).toContain('This is a test message')
})

test('the token is sealed, never shown nor written down, and goes to no other server', async () => {
  const { admin } = await setUp()
  expect(await desk.call(admin, 'POST', '/bot/test')).toMatchObject({
    outcome: 'delivered',
    answer: '@otvet_bot',
  })
  const shown = await desk.call(admin, 'GET', '/house')
  expect(shown.bot).toEqual({ baseUrl: bot.url })
  expect(await desk.call(admin, 'PUT', '/bot', { baseUrl: 'https://evil.example' })).toMatchObject({
    code: 'bot_token_missing',
  })
  const written = [await database.db.select().from(settings), await database.db.select().from(auditRecords)]
  expect(JSON.stringify(written)).not.toContain(TOKEN.split(':')[1])
  await setUp('1:wrong')
  expect(await desk.call(admin, 'POST', '/bot/test')).toMatchObject({
    outcome: 'refused',
    answer: 'Unauthorized',
  })
})

test('without a bot a chat is broken by the house, and says so', async () => {
  await desk.stopSending()
  const person = await desk.listener(['channel_stopped'], CHAT)
  await desk.work()
  expect(await desk.target(person.targetId)).toMatchObject({
    brokenCode: 'house_refused',
    brokenAnswer: 'not_set_up',
  })
  expect((await desk.call(person, 'GET')).ready).toEqual({ email: false, telegram: false })
})

test('bad targets are refused, a second one of the same too, and nobody touches another’s', async () => {
  const anna = await desk.listener(['risk'], CHAT)
  const boris = await desk.server.asRole('lead')
  for (const target of [
    { kind: 'telegram', address: 'hello there' },
    { kind: 'email', address: 'no-at-sign' },
    { kind: 'email', address: 'a@b.example\r\nBcc: x@y.example' },
    { kind: 'pigeon', address: 'x' },
    {},
  ])
    expect((await desk.call(anna, 'POST', '/targets', target)).status).toBe(400)
  expect((await desk.call(anna, 'POST', '/targets', CHAT)).code).toBe('target_taken')
  for (let chat = 1; chat < 10; chat++)
    expect(
      (await desk.call(anna, 'POST', '/targets', { kind: 'telegram', address: String(chat) })).status,
    ).toBe(200)
  expect((await desk.call(anna, 'POST', '/targets', { kind: 'telegram', address: '10' })).code).toBe(
    'too_many_targets',
  )
  for (const [method, path] of [
    ['DELETE', ''],
    ['POST', '/test'],
  ] as const)
    expect((await desk.call(boris, method, `/targets/${anna.targetId}${path}`)).code).toBe('target_not_found')
  const bad = (more: object) => desk.call(anna, 'PUT', '', { ...desk.choice(['risk']), ...more })
  for (const more of [
    { timeZone: 'Nowhere/Else' },
    { quiet: { from: '22:00', to: '22:00' } },
    { quiet: { from: '25:00', to: '08:00' } },
    { leadMinutes: 0 },
    { kinds: ['gossip'] },
  ])
    expect({ more, status: (await bad(more)).status }).toEqual({ more, status: 400 })
})
