import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { callWebhook } from '../../src/alerts/targets/call-webhook.ts'
import { isPublicAddress } from '../../src/alerts/targets/public-address.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { createTestDatabase } from '../support/test-database.ts'
import {
  type AlertDesk,
  type Heard,
  HOUR,
  MINUTE,
  openAlertDesk,
  type Receiver,
  startReceiver,
} from './alert-desk.ts'

let database: OpenDatabase
let receiver: Receiver
let desk: AlertDesk

beforeAll(async () => {
  database = await createTestDatabase()
  receiver = await startReceiver()
})
beforeEach(async () => {
  receiver.heard.length = 0
  receiver.answerWith({ status: 204 })
  desk = await openAlertDesk(database, { receivers: [receiver.host], publicUrl: 'https://otvet.test' })
})
afterEach(() => desk?.close())
afterAll(async () => {
  await receiver?.close()
  await database?.close()
})

const hook = () => ({ kind: 'webhook', address: `${receiver.url}/hook?for=${desk.shopId}` })
/** What this desk's people heard: shops of earlier tests have receivers of their own path. */
const heardHere = () => receiver.heard.filter(({ path }) => path.includes(desk.shopId))

/** As a receiver checks it, with the recipe of standardwebhooks.com. */
function isSigned({ headers, body }: Heard, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
}

test('a channel that stopped is told of once, signed, however often it is looked at', async () => {
  const person = await desk.listener(['channel_stopped'], hook())
  await desk.stopSending()
  await desk.scan()
  await Promise.all([desk.scan(), desk.scan()])
  await desk.work()
  const [call] = heardHere()
  if (!call) throw new Error('nothing was heard')
  expect(heardHere()).toHaveLength(1)
  expect(isSigned(call, person.secret)).toBe(true)
  expect(isSigned({ ...call, body: `${call.body} ` }, person.secret)).toBe(false)
  expect(Number(call.headers['webhook-timestamp'])).toBe(desk.clock.now().getTime() / 1000)
  expect(JSON.parse(call.body)).toMatchObject({
    type: 'alert.channel_stopped',
    timestamp: desk.clock.now().toISOString(),
    data: {
      shop: { id: desk.shopId, name: 'Тёплый Ток' },
      alerts: [{ what: 'sending', channel: 'ozon-review' }],
    },
  })
  for (let minute = 0; minute < 3; minute++) await desk.jump(20 * MINUTE)
  expect(heardHere()).toHaveLength(1)
  await desk.stopSending('ozon-review', false)
  await desk.jump(MINUTE)
  await desk.stopSending()
  await desk.jump(MINUTE)
  expect(heardHere()).toHaveLength(2)
})

test('a receiver that is down, slow or busy is tried again with growing pauses and the same id', async () => {
  const person = await desk.listener(['channel_stopped'], hook())
  await desk.stopSending()
  const replies = [
    { status: 500 },
    'reset' as const,
    { status: 429, headers: { 'retry-after': '600' } },
    { status: 200 },
  ]
  const at: number[] = []
  receiver.answerWith(() => {
    at.push(desk.clock.now().getTime())
    return replies.shift() ?? { status: 500 }
  })
  await desk.advance(12 * MINUTE)
  expect(at.slice(1).map((time, place) => time - (at[place] ?? 0))).toEqual([30_000, 60_000, 600_000])
  expect(new Set(heardHere().map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect(heardHere().every((call) => isSigned(call, person.secret))).toBe(true)
  expect(await desk.deliveries(person.targetId)).toEqual([
    { kind: 'channel_stopped', status: 'sent', reason: 'HTTP 200' },
  ])
})

describe('a standing refusal', () => {
  test.each([
    [{ status: 410 }, 'refused', 'HTTP 410'],
    [{ status: 404 }, 'refused', 'HTTP 404'],
    [{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'not_allowed', 'HTTP 302'],
  ])('%o is not tried again, and shown until a test gets through', async (reply, code, answer) => {
    const person = await desk.listener(['channel_stopped'], hook())
    const admin = await desk.server.asRole('admin')
    await desk.stopSending()
    receiver.answerWith(reply)
    await desk.jump(MINUTE)
    await desk.stopSending('ozon-question')
    await desk.jump(HOUR)
    expect(heardHere()).toHaveLength(1)
    const [shown] = (await desk.call(person, 'GET')).targets
    expect(shown.broken).toMatchObject({ code, answer })
    const house = await desk.call(admin, 'GET', '/house')
    expect(house.broken).toContainEqual(
      expect.objectContaining({ kind: 'webhook', address: receiver.host, code, answer }),
    )
    expect(JSON.stringify(house)).not.toContain(desk.shopId)
    expect(await desk.call(person, 'POST', `/targets/${person.targetId}/test`)).toMatchObject({
      outcome: 'refused',
      answer,
    })
    receiver.answerWith({ status: 202 })
    expect(await desk.call(person, 'POST', `/targets/${person.targetId}/test`)).toMatchObject({
      outcome: 'delivered',
      answer: 'HTTP 202',
    })
    expect((await desk.call(person, 'GET')).targets[0]).toMatchObject({ broken: null })
    await desk.jump(MINUTE)
    // What stands is told once the way is clear; what was refused is not repeated.
    expect(heardHere().map(({ body }) => JSON.parse(body).type)).toEqual([
      'alert.channel_stopped',
      'alert.test',
      'alert.test',
      'alert.channel_stopped',
    ])
  })

  test('a day without an answer is one', async () => {
    const person = await desk.listener(['channel_stopped'], hook())
    await desk.stopSending()
    receiver.answerWith({ status: 503 })
    for (let hour = 0; hour < 26; hour++) await desk.jump(HOUR)
    expect(await desk.target(person.targetId)).toMatchObject({
      brokenCode: 'gave_up',
      brokenAnswer: 'HTTP 503',
    })
    const tries = heardHere().length
    for (let hour = 0; hour < 5; hour++) await desk.jump(HOUR)
    expect(heardHere()).toHaveLength(tries)
  })
})

test('addresses of private networks are refused, as written and as resolved, unless the operator names the host', async () => {
  const person = await desk.server.asRole('agent')
  for (const address of [
    'http://example.com/',
    'https://10.0.0.1/',
    'https://127.1/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
    'https://169.254.169.254/latest',
    'https://user:pass@example.com/',
    `http://127.0.0.1:1/`,
    'ftp://example.com/',
    'nonsense',
  ])
    expect({
      address,
      ...(await desk.call(person, 'POST', '/targets', { kind: 'webhook', address })),
    }).toMatchObject({
      address,
      status: 422,
    })
  const call = { url: 'https://inside.example/', secret: 'whsec_AAAA', id: '1', at: new Date(), body: '{}' }
  const resolvedTo = (...found: string[]) =>
    callWebhook(
      {
        allowedHosts: [],
        timeoutMs: 500,
        resolve: (_host, done) =>
          done(
            null,
            found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
          ),
      },
      call,
    )
  for (const found of [['127.0.0.1'], ['10.1.2.3'], ['93.184.216.34', '192.168.0.1'], ['::1'], []])
    expect(await resolvedTo(...found)).toMatchObject({ result: 'refused', code: 'not_allowed' })
  expect(isPublicAddress('93.184.216.34')).toBe(true)
  expect(isPublicAddress('2a00:1450::1')).toBe(true)
  for (const closed of ['100.64.0.1', '198.18.0.1', '::', 'fe80::1', '64:ff9b::a00:1', '2002:a00:1::', 'x'])
    expect({ closed, isPublic: isPublicAddress(closed) }).toEqual({ closed, isPublic: false })
})

test('what hangs is given up after its time and tried again', async () => {
  receiver.answerWith('hang')
  const outcome = await callWebhook(
    { allowedHosts: [receiver.host], timeoutMs: 100 },
    { url: receiver.url, secret: 'whsec_AAAA', id: '1', at: new Date(), body: '{}' },
  )
  expect(outcome).toEqual({ result: 'later', answer: 'timeout' })
})
