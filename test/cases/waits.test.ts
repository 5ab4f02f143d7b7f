import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endWait, loadPauses, startWait } from '../../src/cases/wait.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { caseWaits } from '../../src/db/schema/cases.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { WAITS_FOR } from '../../src/domain/case-state.ts'
import { setTargets } from '../../src/intake/set-targets.ts'
import { openDesk, type Person } from '../support/desk.ts'
import { BURST_QUIET_MS } from '../support/house.ts'
import { createTestDatabase } from '../support/test-database.ts'

const MINUTE_MS = 60_000
const CASE = { shopId: 'waiting-shop', conversationId: 'waiting-case' }
const actor = { id: 'anna', name: 'Анна', role: 'agent' } as const

let database: OpenDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

describe('what a case waits for', () => {
  let desk: Awaited<ReturnType<typeof openDesk>>
  let anna: Person
  beforeAll(async () => {
    desk = await openDesk(database)
    anna = await desk.server.asRole('agent')
  })
  afterAll(() => desk?.close())

  it('stands in the queue and the case with its beginning and note, and the marketplace’s window runs on', async () => {
    const seen = await desk.buyerAsks('Где мой чайник?')
    const since = desk.house.clock.now().toISOString()
    const put = { waitsFor: 'warehouse', note: 'Ждём пересчёт' }
    expect((await desk.call(anna, 'PUT', `${desk.path(seen)}/wait`, put)).status).toBe(200)
    const { items } = await desk.inbox(anna, 'status=todo&waits=warehouse')
    expect(items).toMatchObject([{ case: { waits: { ...put, since } } }])
    expect((await desk.inbox(anna, 'status=todo&waits=carrier')).items).toEqual([])
    await desk.house.advance(10 * MINUTE_MS)
    const later = await desk.call(anna, 'GET', desk.path(seen))
    expect(later.conversation).toMatchObject({
      windowUntil: seen.conversation.windowUntil,
      dueAt: seen.conversation.dueAt,
      case: { waits: { since } },
    })
    expect(await pausesOf(desk.house.shopId, seen.conversation.conversationId)).toEqual([])
    expect((await desk.call(anna, 'DELETE', `${desk.path(seen)}/wait`)).status).toBe(200)
    expect((await desk.call(anna, 'GET', desk.path(seen))).conversation.case.waits).toBeNull()
  })

  it('is over with the buyer’s next word where it was the buyer, and the clocks stood still until then', async () => {
    const { house } = desk
    const { chatId } = house.sandbox.startChat({ clientId: house.clientId })
    house.sandbox.buyerSays(chatId, 'Не работает подсветка')
    await house.advance(BURST_QUIET_MS + 100)
    const { items } = await desk.inbox(anna, `status=todo&search=${encodeURIComponent('подсветка')}`)
    const id = items[0].conversationId
    const path = `/api/shops/${house.shopId}/conversations/${id}/wait`
    const from = house.clock.now()
    await desk.call(anna, 'PUT', path, { waitsFor: 'buyer', note: 'Просили фото' })
    expect(await responseDue(id)).toBeNull()
    await house.advance(30 * MINUTE_MS)
    house.sandbox.buyerSays(chatId, 'Вот фото')
    const to = house.clock.now()
    await house.advance(BURST_QUIET_MS + 100)
    expect(await pausesOf(house.shopId, id)).toEqual([{ from, to }])
    expect(await responseDue(id)).not.toBeNull()
    await desk.call(anna, 'PUT', path, { waitsFor: 'supplier' })
    expect(await responseDue(id)).not.toBeNull()
    house.sandbox.buyerSays(chatId, 'Ну что там?')
    await house.advance(BURST_QUIET_MS + 100)
    const { conversation } = await desk.call(anna, 'GET', `/api/shops/${house.shopId}/conversations/${id}`)
    expect(conversation.case.waits).toMatchObject({ waitsFor: 'supplier', note: '' })
  })

  it('must be one of those we know', async () => {
    const seen = await desk.buyerAsks('Когда отправите?')
    for (const body of [{ waitsFor: 'weather' }, {}, { waitsFor: 'buyer', note: 'я'.repeat(501) }])
      expect((await desk.call(anna, 'PUT', `${desk.path(seen)}/wait`, body)).status).toBeOneOf([400, 422])
    const foreign = `/api/shops/${desk.house.shopId}/conversations/none/wait`
    expect((await desk.call(anna, 'PUT', foreign, { waitsFor: 'buyer' })).status).toBe(404)
  })
})

describe('the stretches in which a case waits', () => {
  it('never overlap and never run backwards, whatever people do at once and wherever the clock jumps', async () => {
    await database.db.execute(sql`insert into shops (id, name, client_id, api_base, sealed_api_key, sealed_webhook_key,
        webhook_key_hash) values (${CASE.shopId}, 'w', 'w', 'w', '-', '-', 'w')`)
    await database.db.execute(sql`insert into conversations (shop_id, id, channel, external_id, created_at)
      values (${CASE.shopId}, ${CASE.conversationId}, 'ozon-chat', 'w', now())`)
    const step = fc.record({
      act: fc.constantFrom(...WAITS_FOR, 'end' as const),
      jumpMs: fc.integer({ min: -MINUTE_MS, max: 5 * MINUTE_MS }),
      isAtOnce: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        await database.db.delete(caseWaits)
        let now = Date.parse('2026-11-22T09:00:00Z')
        const deps = { db: database.db, clock: { now: () => new Date(now) }, setTargets }
        const running: Promise<void>[] = []
        for (const { act, jumpMs, isAtOnce } of steps) {
          now += jumpMs
          const done =
            act === 'end'
              ? endWait(deps, { ...CASE, actor })
              : startWait(deps, { ...CASE, waitsFor: act, note: '', actor })
          running.push(done)
          if (!isAtOnce) await done
        }
        await Promise.all(running)
        const rows = await database.db.select().from(caseWaits).orderBy(caseWaits.since, caseWaits.until)
        let last = 0
        for (const { since, until } of rows) {
          expect(since.getTime()).toBeGreaterThanOrEqual(last)
          expect(until === null || until >= since).toBe(true)
          last = until?.getTime() ?? Number.POSITIVE_INFINITY
        }
        for (const { from, to } of await pausesOf(CASE.shopId, CASE.conversationId))
          expect(to === null || to > from).toBe(true)
      }),
      { numRuns: 25 },
    )
  })
})

const pausesOf = async (shopId: string, conversationId: string) =>
  (await loadPauses(database.db, { shopId, conversationIds: [conversationId] })).get(conversationId) ?? []

async function responseDue(conversationId: string): Promise<Date | null> {
  const [row] = await database.db
    .select({ due: conversations.responseDueAt })
    .from(conversations)
    .where(eq(conversations.id, conversationId))
  return row?.due ?? null
}
