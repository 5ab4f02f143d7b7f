import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { settings } from '../../src/db/schema/access.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { type AlertDesk, HOUR, MINUTE, openAlertDesk } from './alert-desk.ts'
import { headerOf, MAIL_USER, startMailServer, wordsOf } from './mail-server.ts'

const ANNA = { kind: 'email', address: 'anna@example.com' }
let database: OpenDatabase
let mail: Awaited<ReturnType<typeof startMailServer>>
let desk: AlertDesk

const server = (more: object = {}) => ({
  host: '127.0.0.1',
  port: mail.port,
  security: 'none',
  ...MAIL_USER,
  from: 'otvet@shop.example',
  ...more,
})

async function setUp(more: object = {}) {
  const admin = await desk.server.asRole('admin')
  return { admin, ...(await desk.call(admin, 'PUT', '/mail', server(more))) }
}

beforeAll(async () => {
  database = await createTestDatabase()
  mail = await startMailServer()
})
beforeEach(async () => {
  mail.heard.length = 0
  mail.answerWith(undefined)
  await desk?.close()
  desk = await openAlertDesk(database, { publicUrl: 'https://otvet.test' })
  await database.db.delete(settings)
})
afterAll(async () => {
  await desk?.close()
  await mail?.close()
  await database?.close()
})

test('an alert arrives by mail in the person’s language and zone, without a word of the buyer', async () => {
  await setUp()
  await desk.product('42', 'Чайник «Заря»')
  await desk.waitingCase('c1', 23.5 * HOUR, { sku: '42' })
  await desk.listener(['nearly_due'], ANNA, { language: 'ru', timeZone: 'Asia/Vladivostok' })
  await desk.work()
  const [letter] = mail.heard
  if (!letter) throw new Error('no mail')
  expect(mail.heard).toHaveLength(1)
  expect(letter).toMatchObject({ from: 'otvet@shop.example', to: ['anna@example.com'], user: 'otvet' })
  expect(headerOf(letter, 'Message-ID')).toMatch(/^<[0-9a-f-]{36}@shop\.example>$/)
  expect(headerOf(letter, 'Auto-Submitted')).toBe('auto-generated')
  // Half an hour before the end by Ozon's 24 hours: 09:30 UTC is 19:30 there.
  expect(wordsOf(letter)).toContain('Чат · Чайник «Заря» · 24 часа по правилам Ozon до 21 нояб., 19:30')
  expect(wordsOf(letter)).toContain(`https://otvet.test/inbox/${desk.shopId}/c1`)
  expect(letter.raw + wordsOf(letter)).not.toContain('Тайна')
})

test('a greylisting server gets the same mail again and takes it; its Message-ID is the same', async () => {
  await setUp()
  await desk.stopSending()
  const person = await desk.listener(['channel_stopped'], ANNA)
  mail.answerWith({ at: 'to', code: 450, text: '4.2.0 Greylisted' })
  await desk.work()
  expect((await desk.call(person, 'GET')).targets[0]).toMatchObject({
    waiting: 1,
    broken: null,
    lastFailure: '450 4.2.0 Greylisted',
  })
  mail.answerWith({ at: 'data', code: 451, text: '4.3.0 Try later' })
  await desk.jump(MINUTE)
  mail.answerWith(undefined)
  await desk.jump(2 * MINUTE)
  expect(mail.heard).toHaveLength(1)
  expect((await desk.call(person, 'GET')).targets[0]).toMatchObject({ waiting: 0, broken: null })
})

test('a mailbox that does not exist breaks that target alone; a wrong password breaks by the house', async () => {
  await setUp()
  await desk.stopSending()
  const anna = await desk.listener(['channel_stopped'], ANNA)
  const boris = await desk.listener(['channel_stopped'], { kind: 'email', address: 'boris@example.com' })
  mail.answerWith(({ to }) =>
    to.includes('anna@example.com') ? { at: 'to', code: 550, text: '5.1.1 No such user' } : undefined,
  )
  await desk.work()
  expect(await desk.target(anna.targetId)).toMatchObject({
    brokenCode: 'refused',
    brokenAnswer: '550 5.1.1 No such user',
  })
  expect(await desk.target(boris.targetId)).toMatchObject({ brokenCode: null })
  expect(mail.heard.map(({ to }) => to)).toEqual([['boris@example.com']])

  mail.answerWith(undefined)
  await setUp({ password: 'another-one' })
  await desk.stopSending('ozon-question')
  await desk.jump(MINUTE)
  expect(await desk.target(boris.targetId)).toMatchObject({ brokenCode: 'house_refused' })
})

test('the password is sealed, shown to nobody and to no other server; the test shows the real answer', async () => {
  const { admin } = await setUp()
  const lead = await desk.server.asRole('lead')
  const shown = await desk.call(admin, 'GET', '/house')
  expect(shown.mail).toEqual({ ...server({ password: undefined }), hasPassword: true })
  const stored = JSON.stringify(await database.db.select().from(settings))
  expect(stored).not.toContain(MAIL_USER.password)
  expect(await desk.call(admin, 'POST', '/mail/test', { to: 'me@example.com' })).toMatchObject({
    outcome: 'delivered',
  })
  expect(mail.heard).toHaveLength(1)
  // Kept without being given again, but not for another server.
  expect(
    (await desk.call(admin, 'PUT', '/mail', server({ password: undefined, from: 'two@shop.example' })))
      .status,
  ).toBe(200)
  expect(
    await desk.call(admin, 'PUT', '/mail', server({ password: undefined, host: 'evil.example' })),
  ).toMatchObject({
    status: 422,
    code: 'mail_password_missing',
  })
  mail.answerWith({ at: 'to', code: 554, text: '5.7.1 Relaying denied' })
  expect(await desk.call(admin, 'POST', '/mail/test', { to: 'me@example.com' })).toMatchObject({
    outcome: 'refused',
    answer: '554 5.7.1 Relaying denied',
  })
  expect((await desk.call(lead, 'GET', '/house')).status).toBe(403)
  await desk.call(admin, 'DELETE', '/mail')
  expect(await desk.call(admin, 'POST', '/mail/test', { to: 'me@example.com' })).toMatchObject({
    code: 'alerts_not_set_up',
  })
})

test('the week arrives on Monday at nine in the person’s zone, once, without the buyers’ words', async () => {
  await setUp()
  // Friday noon in Moscow; the review of the week has words.
  await desk.product('42', 'Чайник «Заря»')
  await desk.waitingCase('r1', HOUR, { channel: 'ozon-review', rating: 2, sku: '42' })
  const moscow = await desk.listener(['weekly_digest'], ANNA, { language: 'ru' })
  await desk.listener(
    ['weekly_digest'],
    { kind: 'email', address: 'li@example.com' },
    { language: 'zh', timeZone: 'Asia/Shanghai' },
  )
  const agent = await desk.listener(
    ['one_star'],
    { kind: 'email', address: 'agent@example.com' },
    { role: 'agent' },
  )
  expect(await desk.call(agent, 'PUT', '', desk.choice(['weekly_digest']))).toMatchObject({
    status: 403,
    code: 'alert_kind_denied',
  })
  await desk.work()
  expect(mail.heard).toEqual([])
  const heardAt = async (at: string) => {
    mail.heard.length = 0
    desk.setNow(at)
    await desk.work()
    await desk.work()
    return mail.heard.map(({ to: [to] }) => to)
  }
  // 09:00 in Shanghai is 01:00 UTC, in Moscow 06:00.
  expect(await heardAt('2026-11-22T23:00:00Z')).toEqual([])
  expect(await heardAt('2026-11-23T00:59:59Z')).toEqual([])
  expect(await heardAt('2026-11-23T01:00:00Z')).toEqual(['li@example.com'])
  expect(await heardAt('2026-11-23T05:59:59Z')).toEqual([])
  expect(await heardAt('2026-11-23T06:00:00Z')).toEqual(['anna@example.com'])
  const [letter] = mail.heard
  if (!letter) throw new Error('no mail')
  expect(wordsOf(letter)).toContain('Чайник «Заря»')
  expect(wordsOf(letter)).toContain(`https://otvet.test/inbox/${desk.shopId}/r1`)
  expect(letter.raw + wordsOf(letter)).not.toContain('Тайна')
  for (const day of ['23T07', '24T06', '26T06', '29T20'])
    expect(await heardAt(`2026-11-${day}:00:00Z`)).toEqual([])
  expect((await desk.deliveries(moscow.targetId)).map(({ status }) => status)).toEqual(['sent'])
  expect((await heardAt('2026-11-30T06:00:00Z')).sort()).toEqual(['anna@example.com', 'li@example.com'])
})
