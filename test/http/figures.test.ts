import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endWait, startWait } from '../../src/cases/wait.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { shopPolicies } from '../../src/db/schema/policy.ts'
import { runFigures } from '../../src/figures/run-figures.ts'
import { dueAnswerSchema, FIGURE_TABLES, figuresSchema } from '../../src/http/contracts/figures.ts'
import { setMissingTargets, setTargets } from '../../src/intake/set-targets.ts'
import { addShop, putLog } from '../figures/made-log.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

const HOUR = 3_600_000
const SHOP = 'shop-1'
const CLOSED = Array.from({ length: 7 }, () => null)
let database: OpenDatabase
let server: TestServer
let lead: Record<string, string>
let agent: Record<string, string>

beforeAll(async () => {
  database = await createTestDatabase()
  server = await createTestServer(database)
  lead = (await server.asRole('lead')).headers
  agent = (await server.asRole('agent')).headers
  await addShop(database.db, SHOP)
  const said = (author: 'buyer' | 'seller', after: number) => ({ author, after })
  await putLog(
    database.db,
    SHOP,
    [
      { begins: 50 * HOUR, said: [said('buyer', 0), said('seller', 2 * HOUR)] },
      { begins: 30 * HOUR, said: [said('buyer', 0), said('seller', 25 * HOUR), said('buyer', HOUR)] },
    ],
    server.clock.now(),
  )
  while ((await runFigures(server, { shopId: SHOP })) === 'more');
})

afterAll(async () => {
  await server?.close()
  await database?.close()
})

const get = (url: string, headers = lead) => server.app.inject({ method: 'GET', url, headers })

describe('the figures', () => {
  test('are told to leads, of the days and the channel that are asked for', async () => {
    const figures = figuresSchema.parse((await get('/api/figures?days=7')).json())
    expect(figures.total).toMatchObject({
      turns: 3,
      answered: 2,
      within24h: 1,
      cameBack: 1,
      meanWaitMs: 13.5 * HOUR,
    })
    expect(figures.byChannel.map(({ key, turns }) => [key, turns])).toEqual([['ozon-chat', 3]])
    expect(figures.byAgent.map(({ key, answered }) => [key, answered])).toEqual([['elsewhere', 2]])
    const share = figures.ratings.series.find(({ rating }) => rating === 'rating_replied_dialogs_ratio')
    expect(share?.days.at(-1)).toEqual({ day: figures.to, ours: 50, counted: 2, ozon: null })
    const other = figuresSchema.parse((await get('/api/figures?channel=ozon-review')).json())
    expect(other.total).toMatchObject({ turns: 0, meanWaitMs: null })
    const unknown = figuresSchema.parse((await get('/api/figures?shopId=nobody')).json())
    expect([unknown.total.turns, unknown.ratings.shopId]).toEqual([0, null])
  })

  test('are not for agents, and not of nonsense', async () => {
    expect((await get('/api/figures', agent)).statusCode).toBe(403)
    expect((await get('/api/figures.csv?table=byDay', agent)).statusCode).toBe(403)
    for (const query of ['days=0', 'days=91', 'days=x', 'channel='])
      expect((await get(`/api/figures?${query}`)).statusCode).toBe(400)
    expect((await get('/api/figures.csv?table=secrets')).statusCode).toBe(400)
    expect((await get('/api/figures.csv')).statusCode).toBe(400)
  })

  test.each(FIGURE_TABLES)('come as a file: %s', async (table) => {
    const answer = await get(`/api/figures.csv?table=${table}&days=7`)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-disposition']).toMatch(new RegExp(`otvet-${table}-.*\\.csv`))
    const lines = answer.body.trim().split('\r\n')
    expect(new Set(lines.map((line) => line.split(';').length)).size).toBe(1)
    if (table === 'byChannel') expect(lines[1]).toMatch(/^ozon-chat;;3;2;48600000;/)
    if (table === 'hours') expect(lines.length).toBe(25)
  })
})

describe('what is due', () => {
  test('targets follow the class and the hours; what runs out before work starts is foretold, agents may see it', async () => {
    const { db } = database
    const now = server.clock.now()
    const awaitingSince = new Date(now.getTime() - 23 * HOUR)
    await db
      .update(conversations)
      .set({
        status: 'open',
        awaitingSince,
        replyWindowUntil: new Date(now.getTime() + 20 * HOUR),
        buyerName: 'Марина',
      })
      .where(eq(conversations.id, 'c1'))
    expect(await setMissingTargets(db, { shopId: SHOP })).toBe('done')
    const always = dueAnswerSchema.parse((await get('/api/due', agent)).json())
    // Eight hours by a shop that never closes are long over; Ozon's 24 hours end in one.
    expect(always.nearlyDue.map(({ kind, state }) => [kind, state])).toEqual([
      ['response', 'overdue'],
      ['resolution', 'overdue'],
      ['answer_24h', 'nearly_due'],
    ])
    expect(always.forecast).toEqual([{ shopId: SHOP, isOpen: true, wakesAt: null, cases: [] }])

    // Closed since the message came, for two days.
    const day = (ms: number) => new Date(now.getTime() + 3 * HOUR + ms).toISOString().slice(0, 10)
    await db.insert(shopPolicies).values({
      shopId: SHOP,
      version: 1,
      content: { hours: null, holidays: [{ from: day(-24 * HOUR), to: day(24 * HOUR) }] },
      updatedBy: 'test',
      updatedAt: now,
    })
    await db.update(conversations).set({ serviceClass: null })
    expect(await setMissingTargets(db, { shopId: SHOP })).toBe('done')
    const closed = dueAnswerSchema.parse((await get(`/api/due?shopId=${SHOP}`, agent)).json())
    expect(closed.nearlyDue.map(({ kind }) => kind)).toEqual(['answer_24h'])
    expect(closed.forecast[0]).toMatchObject({
      isOpen: false,
      cases: [{ buyerName: 'Марина', kind: 'answer_24h' }],
    })
    expect(closed.forecast[0]?.wakesAt).toBe(new Date(`${day(48 * HOUR)}T00:00:00+03:00`).toISOString())
    const elsewhere = dueAnswerSchema.parse((await get('/api/due?shopId=nobody', agent)).json())
    expect(elsewhere).toEqual({ nearlyDue: [], forecast: [] })
  })

  test('waiting for the buyer stops the shop’s clocks where they stand; waiting for anybody else stops none', async () => {
    const { db } = database
    await db.delete(shopPolicies)
    const awaitingSince = new Date(server.clock.now().getTime() - 8.7 * HOUR)
    await db
      .update(conversations)
      .set({ awaitingSince, serviceClass: null })
      .where(eq(conversations.id, 'c1'))
    await setMissingTargets(db, { shopId: SHOP })
    // An hour of it the case waited for the buyer's next word.
    const kinds = async () =>
      dueAnswerSchema
        .parse((await get('/api/due', agent)).json())
        .nearlyDue.map(({ kind, state }) => [kind, state])
    const running = [
      ['resolution', 'overdue'],
      ['response', 'nearly_due'],
    ]
    expect(await kinds()).toEqual(running)
    const actor = { id: 'anna', name: 'anna', role: 'agent' as const }
    const ref = { shopId: SHOP, conversationId: 'c1', note: '', actor }
    await startWait({ ...server, setTargets }, { ...ref, waitsFor: 'buyer' })
    expect(await kinds()).toEqual([['resolution', 'overdue']])
    await startWait({ ...server, setTargets }, { ...ref, waitsFor: 'warehouse' })
    expect(await kinds()).toEqual(running)
    await endWait({ ...server, setTargets }, ref)
    expect(await kinds()).toEqual(running)
  })

  test('a shop that never opens has no target and no forecast', async () => {
    const now = server.clock.now()
    const content = { hours: CLOSED }
    await database.db
      .insert(shopPolicies)
      .values({ shopId: SHOP, version: 1, content, updatedBy: 'test', updatedAt: now })
    await database.db.update(conversations).set({ serviceClass: null })
    await setMissingTargets(database.db, { shopId: SHOP })
    const due = dueAnswerSchema.parse((await get('/api/due')).json())
    expect(due.nearlyDue).toEqual([])
    expect(due.forecast).toEqual([{ shopId: SHOP, isOpen: false, wakesAt: null, cases: [] }])
  })
})
