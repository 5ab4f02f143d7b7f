import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { OZON_CHAT, OZON_QUESTION, OZON_REVIEW } from '../../src/channels/channel-names.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { users } from '../../src/db/schema/access.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { drafts } from '../../src/db/schema/drafting.ts'
import { modelCalls, shopPolicies } from '../../src/db/schema/policy.ts'
import { pushGaps } from '../../src/db/schema/pushes.ts'
import { shops } from '../../src/db/schema/shops.ts'
import type { RiskFlag } from '../../src/domain/draft.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { type AlertDesk, HOUR, MINUTE, openAlertDesk, type Receiver, startReceiver } from './alert-desk.ts'

const DAY = 24 * HOUR
let database: OpenDatabase
let receiver: Receiver
let desk: AlertDesk

beforeAll(async () => {
  database = await createTestDatabase()
  receiver = await startReceiver()
})
beforeEach(async () => {
  receiver.heard.length = 0
  await desk?.close()
  desk = await openAlertDesk(database, { receivers: [receiver.host] })
})
afterAll(async () => {
  await desk?.close()
  await receiver?.close()
  await database?.close()
})

const hook = (name = 'me') => ({ kind: 'webhook', address: `${receiver.url}/${name}` })
type Event = { type: string; data: { text: string; alerts: Record<string, unknown>[] } }
const heard = (name = 'me') =>
  receiver.heard.filter(({ path }) => path === `/${name}`).map(({ body }): Event => JSON.parse(body))
const shopRow = () => and(eq(shops.id, desk.shopId))

test('nearly due is told at the lead time of each person, to the second, and overdue at its end', async () => {
  await desk.listener(['nearly_due', 'overdue'], hook(), { leadMinutes: 15 })
  await desk.listener(['nearly_due'], hook('late'), { leadMinutes: 5 })
  // Ends in twenty minutes by Ozon's 24 hours.
  await desk.waitingCase('c1', 24 * HOUR - 20 * MINUTE)
  const at = desk.clock.now().getTime()
  const told: [string, number][] = []
  receiver.answerWith(({ path, body }) => {
    told.push([`${path} ${JSON.parse(body).type}`, desk.clock.now().getTime() - at])
    return { status: 204 }
  })
  await desk.advance(21 * MINUTE)
  expect(told.slice(0, 2)).toEqual([
    ['/me alert.nearly_due', 5 * MINUTE],
    ['/late alert.nearly_due', 15 * MINUTE],
  ])
  const [last, end = 0] = told[2] ?? []
  expect(last).toBe('/me alert.overdue')
  expect(end).toBeGreaterThanOrEqual(20 * MINUTE)
  expect(end).toBeLessThanOrEqual(21 * MINUTE)
  expect(told).toHaveLength(3)
  expect(JSON.stringify(heard())).not.toContain('Тайна')
})

test('what was answered before it is told is not told, and another end is another alert', async () => {
  const person = await desk.listener(['nearly_due'], hook(), { leadMinutes: 60 })
  await desk.waitingCase('c1', 23 * HOUR - 1.5 * MINUTE)
  await desk.scan()
  await desk.answered('c1')
  await desk.jump(10 * MINUTE)
  expect(heard()).toEqual([])
  expect(await desk.deliveries(person.targetId)).toMatchObject([{ status: 'dropped', reason: 'moot' }])
  const again = new Date(desk.clock.now().getTime() - 23.5 * HOUR)
  await database.db
    .update(conversations)
    .set({ awaitingSince: again, status: 'open' })
    .where(eq(conversations.id, 'c1'))
  await desk.jump(MINUTE)
  expect(heard()).toHaveLength(1)
})

test('one-star reviews that came after the person asked, each once, and none that was there before', async () => {
  await desk.product('42', 'Чайник «Заря»')
  const review = { channel: 'ozon-review', rating: 1, sku: '42' }
  await desk.waitingCase('old', HOUR, review)
  await desk.listener(['one_star'], hook())
  await desk.jump(MINUTE)
  await desk.waitingCase('two-stars', 0, { ...review, rating: 2 })
  await desk.waitingCase('new', 0, review)
  await desk.waitingCase('newer', 0, review)
  await desk.jump(MINUTE)
  await desk.jump(MINUTE)
  expect(heard()).toHaveLength(1)
  expect(
    heard()[0]
      ?.data.alerts.map(({ conversationId }) => conversationId)
      .sort(),
  ).toEqual(['new', 'newer'])
  expect(heard()[0]?.data.text).toContain('★☆☆☆☆ · Чайник «Заря» · waiting since 21 Nov, 12:01')
})

test('a threat is told with its signs, and a wish for a person is not one', async () => {
  await desk.listener(['risk'], hook())
  const turn = async (id: string, riskFlags: RiskFlag[]) => {
    await desk.waitingCase(id, 0)
    const empty = { asked: [], answered: [], promised: [], numbers: [], denied: [], buyerMust: [], open: [] }
    await database.db.insert(drafts).values({
      shopId: desk.shopId,
      id: `d-${id}`,
      conversationId: id,
      kind: 'answer',
      route: 'escalate',
      text: 'Тайна',
      sentences: [],
      evidence: [],
      evidenceClass: 'courtesy',
      classification: {
        category: 'complaint',
        confidence: 1,
        needsReply: true,
        needsHuman: true,
        riskFlags,
        language: 'ru',
        asks: ['Тайна'],
      },
      checks: [],
      readingCard: empty,
      revision: 0,
      fingerprint: 'f',
      composer: 'built-in',
      pipelineVersion: '1',
      latencyMs: 1,
      createdAt: desk.clock.now(),
    })
  }
  await turn('court', ['legal_threat', 'money_demand', 'asks_for_human'])
  await turn('person', ['asks_for_human'])
  await desk.jump(MINUTE)
  expect(heard()).toHaveLength(1)
  expect(
    heard()[0]
      ?.data.alerts.map(({ flag }) => flag)
      .sort(),
  ).toEqual(['legal_threat', 'money_demand'])
  // One case is one line, whatever its signs.
  expect(heard()[0]?.data.text.split('\n')).toHaveLength(3)
  expect(JSON.stringify(heard())).not.toContain('Тайна')
})

test('a key is told of 14, 7 and 1 days ahead and when it has ended, once each, and a new key is another', async () => {
  await desk.listener(['key_expiring'], hook())
  const keyUntil = (at: number) =>
    database.db
      .update(shops)
      .set({ capabilities: { checkedAt: '', keyExpiresAt: new Date(at).toISOString(), missingMethods: [] } })
      .where(shopRow())
  const end = desk.clock.now().getTime() + 20 * DAY
  await keyUntil(end)
  const days: number[] = []
  for (let day = 0; day < 22; day++) {
    const before = heard().length
    await desk.jump(DAY)
    if (heard().length > before) days.push(20 - day - 1)
  }
  expect(days).toEqual([14, 7, 1, 0])
  expect(heard().map(({ data }) => data.text.split('\n').at(-1))).toEqual([
    '• The API key ends on 11 December; days left: 14.',
    '• The API key ends on 11 December; days left: 7.',
    '• The API key ends on 11 December; days left: 1.',
    '• The API key ended on 11 December.',
  ])
  await keyUntil(desk.clock.now().getTime() + 90 * DAY)
  await desk.jump(HOUR)
  expect(heard()).toHaveLength(4)
})

test('a refused key and lost pushes are told once while they last; what the guard mends at once is not', async () => {
  await desk.listener(['channel_stopped'], hook())
  const asked = (works: boolean) =>
    database.db
      .update(shops)
      .set({
        lastPollError: works ? null : 'refused',
        ...(works ? { lastPollAt: desk.clock.now() } : {}),
        capabilities: {
          checkedAt: '',
          missingMethods: [],
          findings: works ? [] : [{ topic: 'key', status: 'error', message: 'm', code: 'not_asked' }],
        },
      })
      .where(shopRow())
  await asked(true)
  await asked(false)
  await database.db
    .insert(pushGaps)
    .values({ shopId: desk.shopId, id: 'g1', reason: 'off', from: desk.clock.now() })
  await desk.jump(MINUTE)
  expect(heard().map(({ data }) => data.alerts.map(({ what }) => what))).toEqual([['key']])
  await desk.jump(5 * MINUTE)
  await desk.jump(DAY)
  expect(heard().map(({ data }) => data.alerts.map(({ what }) => what))).toEqual([['key'], ['pushes']])
  await asked(true)
  await desk.jump(MINUTE)
  await asked(false)
  await desk.jump(MINUTE)
  expect(heard()).toHaveLength(3)
})

test('a channel that role or subscription shut is told once a month, one that nobody used or that is open is not', async () => {
  await desk.listener(['channel_stopped'], hook())
  const allow = (chats: boolean) =>
    database.db
      .update(shops)
      .set({
        capabilities: {
          checkedAt: '',
          missingMethods: [],
          channels: {
            [OZON_CHAT]: chats
              ? { access: 'allowed' }
              : { access: 'denied', reason: 'subscription_required' },
            [OZON_REVIEW]: { access: 'denied', reason: 'missing_role' },
            [OZON_QUESTION]: { access: 'denied', reason: 'key_invalid' },
          },
        },
      })
      .where(shopRow())
  for (const channel of [OZON_CHAT, OZON_QUESTION])
    await database.db.insert(conversations).values({
      shopId: desk.shopId,
      id: `d-${channel}`,
      channel,
      externalId: 'd',
      createdAt: desk.clock.now(),
    })
  await allow(true)
  await desk.jump(MINUTE)
  expect(heard()).toHaveLength(0)
  await allow(false)
  for (let day = 0; day < 3; day++) await desk.jump(DAY)
  expect(heard().map(({ data }) => data.alerts.map(({ what, channel }) => [what, channel]))).toEqual([
    [['access', OZON_CHAT]],
  ])
  expect(heard()[0]?.data.text).toContain('Check the subscription')
  await desk.jump(31 * DAY)
  expect(heard()).toHaveLength(2)
})

test('a budget is told when nearly spent and when spent, and again once it was raised', async () => {
  await desk.listener(['budget'], hook())
  const budget = (monthlyBudgetMicros: number | null) =>
    database.db
      .insert(shopPolicies)
      .values({
        shopId: desk.shopId,
        version: 1,
        content: { monthlyBudgetMicros },
        updatedBy: 't',
        updatedAt: desk.clock.now(),
      })
      .onConflictDoUpdate({ target: shopPolicies.shopId, set: { content: { monthlyBudgetMicros } } })
  const spend = async (costMicros: number) => {
    const id = `call-${Math.random()}`
    const call = {
      purpose: 'draft',
      model: 'm',
      outcome: 'ok',
      inputTokens: 1,
      outputTokens: 1,
      latencyMs: 1,
    }
    await database.db
      .insert(modelCalls)
      .values({ ...call, id, shopId: desk.shopId, costMicros, at: desk.clock.now() })
    await desk.jump(MINUTE)
    return heard().map(({ data }) => data.alerts[0]?.level)
  }
  await budget(0)
  expect(await spend(1_000_000)).toEqual([])
  await budget(10_000_000)
  expect(await spend(6_900_000)).toEqual([])
  expect(await spend(100_000)).toEqual(['near'])
  expect(await spend(2_000_000)).toEqual(['near', 'spent'])
  expect(heard()[1]?.data.text).toContain('The month’s budget is spent: 10 of 10.')
  await budget(10_500_000)
  expect(await spend(500_000)).toEqual(['near', 'spent', 'spent'])
  // Nobody is told of the same month twice, and a new month begins anew.
  expect(await spend(10_000)).toHaveLength(3)
  await desk.jump(11 * DAY)
  expect(await spend(11_000_000)).toHaveLength(4)
})

test('who loses the shop, the right, the kind or the account between finding and telling hears nothing', async () => {
  const other = await desk.shopOf('Чужая лавка')
  const update = (id: string, set: Partial<typeof users.$inferInsert>) =>
    database.db.update(users).set(set).where(eq(users.id, id))
  const people = {
    narrowed: await desk.listener(['nearly_due'], hook('narrowed'), { leadMinutes: 10 }),
    disabled: await desk.listener(['nearly_due'], hook('disabled'), { leadMinutes: 10 }),
    silent: await desk.listener(['nearly_due'], hook('silent'), { leadMinutes: 10 }),
    elsewhere: await desk.listener(['nearly_due'], hook('elsewhere'), { leadMinutes: 10 }),
    gone: await desk.listener(['nearly_due'], hook('gone'), { leadMinutes: 10 }),
    kept: await desk.listener(['nearly_due'], hook('kept'), { leadMinutes: 10 }),
  }
  const foreign = await desk.listener(['nearly_due'], hook('foreign'), { shopIds: [other] })
  // Put down ahead: to be told in a minute.
  await desk.waitingCase('c1', 24 * HOUR - 11 * MINUTE)
  await desk.scan()
  expect((await desk.deliveries(people.kept.targetId)).map(({ status }) => status)).toEqual(['waiting'])
  expect(await desk.deliveries(foreign.targetId)).toEqual([])
  await update(people.narrowed.id, { shopIds: [other] })
  await update(people.disabled.id, { disabledAt: desk.clock.now() })
  await desk.call(people.silent, 'PUT', '', desk.choice(['risk']))
  await desk.call(people.elsewhere, 'PUT', '', desk.choice(['nearly_due'], { shopIds: [other] }))
  await desk.call(people.gone, 'DELETE', `/targets/${people.gone.targetId}`)
  await desk.jump(2 * MINUTE)
  expect(receiver.heard.map(({ path }) => path)).toEqual(['/kept'])
  for (const [name, { targetId }] of Object.entries(people))
    expect({ name, told: (await desk.deliveries(targetId)).map(({ status }) => status) }).toEqual({
      name,
      told: name === 'kept' ? ['sent'] : name === 'gone' ? [] : ['dropped'],
    })
})

test('a lead who becomes an agent hears of bursts and weeks no more', async () => {
  const lead = await desk.listener(['burst', 'channel_stopped'], hook())
  await database.db.update(users).set({ role: 'agent' }).where(eq(users.id, lead.id))
  expect((await desk.call(lead, 'GET')).settings.kinds).toEqual(['channel_stopped'])
  await database.db.update(shops).set({ disabledAt: desk.clock.now() }).where(shopRow())
  await desk.stopSending()
  await desk.jump(HOUR)
  expect(heard()).toEqual([])
})
