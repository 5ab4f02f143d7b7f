import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { auditRecords } from '../src/db/schema/access.ts'
import { conversations } from '../src/db/schema/conversations.ts'
import { replies } from '../src/db/schema/drafting.ts'
import { jobs } from '../src/db/schema/jobs.ts'
import { orders } from '../src/db/schema/knowledge.ts'
import { shopPolicies } from '../src/db/schema/policy.ts'
import { attachOrder } from '../src/facts/attach-order.ts'
import type { Case } from '../src/http/contracts/case.ts'
import { claimConversation } from '../src/review/claim-conversation.ts'
import { snoozeCase, wakeCase } from '../src/review/snooze-case.ts'
import { tidy } from '../src/worker/tidy.ts'
import { agentOf, refOf } from './support/agent.ts'
import { BURST_QUIET_MS, createHouse, type House } from './support/house.ts'
import { createTestDatabase } from './support/test-database.ts'

const HOUR_MS = 3_600_000

describe('a snoozed case', () => {
  let database: OpenDatabase
  let house: House
  let chatId: string
  let anna: ReturnType<typeof agentOf>
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.delete(replies)
    house = await createHouse(database, { seed: Math.floor(Math.random() * 1e6) })
    chatId = house.sandbox.startChat({ clientId: house.clientId }).chatId
    house.sandbox.buyerSays(chatId, 'Есть ли размер 48?')
    await house.advance(BURST_QUIET_MS + 100)
    anna = agentOf(house)
  })
  const inHours = (hours: number) => new Date(house.clock.now().getTime() + hours * HOUR_MS)
  const snooze = (seen: Case, until: Date, by = anna) =>
    snoozeCase(house, { ...refOf(seen), until, revision: seen.conversation.revision, actor: by.actor })
  const views = async () => ({ todo: await anna.count('todo'), snoozed: await anna.count('snoozed') })

  it('leaves the queue, and is back to the minute', async () => {
    const seen = await anna.openFirst()
    await snooze(seen, inHours(3))
    expect(await views()).toEqual({ todo: 0, snoozed: 1 })
    expect((await anna.reopen(seen)).conversation).toMatchObject({
      snoozedUntil: inHours(3).toISOString(),
      snoozedBy: { id: anna.actor.id },
    })
    await house.advance(3 * HOUR_MS - 1_000)
    expect(await views()).toEqual({ todo: 0, snoozed: 1 })
    await house.advance(2_000)
    expect(await views()).toEqual({ todo: 1, snoozed: 0 })
    const [row] = await database.db.select().from(conversations).where(isThis(seen))
    expect(row?.snoozedUntil).toBeNull()
  })

  it('is back at once when the buyer writes again', async () => {
    const seen = await anna.openFirst()
    await snooze(seen, inHours(5))
    house.sandbox.buyerSays(chatId, 'Так есть?')
    await house.advance(100)
    expect(await views()).toEqual({ todo: 1, snoozed: 0 })
    await house.advance(24 * HOUR_MS)
    expect(await anna.count('snoozed')).toBe(0)
  })

  it('never sleeps into the 24 h: the latest is an hour before, and a later wish is refused with it', async () => {
    const seen = await anna.openFirst()
    const due = Date.parse(seen.conversation.dueAt ?? '')
    const latest = new Date(due - HOUR_MS)
    expect(seen.conversation.snoozeLatest).toBe(latest.toISOString())
    await expect(snooze(seen, new Date(latest.getTime() + 1))).rejects.toMatchObject({
      code: 'snooze_too_late',
      details: { latest: latest.toISOString() },
    })
    await expect(snooze(seen, house.clock.now())).rejects.toMatchObject({ code: 'snooze_too_soon' })
    await snooze(seen, latest)
    await house.advance(latest.getTime() - house.clock.now().getTime() + 1_000)
    expect(await views()).toEqual({ todo: 1, snoozed: 0 })
    await expect(snooze(await anna.openFirst(), inHours(0.1))).rejects.toMatchObject({
      code: 'snooze_too_late',
      details: { latest: null },
    })
  })

  it('comes back while the shop works, when the 24 h end at night', async () => {
    const nights = Array.from({ length: 7 }, () => ({ from: '09:00', to: '11:30' }))
    await database.db.insert(shopPolicies).values({
      shopId: house.shopId,
      version: 1,
      content: { hours: nights },
      updatedBy: 'test',
      updatedAt: house.clock.now(),
    })
    // It is noon in Moscow: the shop is closed until tomorrow nine, the 24 h end at noon.
    const seen = await anna.openFirst()
    expect(seen.conversation.snoozeLatest).toBe('2026-11-22T07:30:00.000Z')
  })

  it('is refused to who has read an older state, and while a colleague works on it', async () => {
    const seen = await anna.openFirst()
    const boris = agentOf(house, 1)
    await claimConversation(house, { ...refOf(seen), actor: boris.actor })
    await expect(snooze(seen, inHours(1))).rejects.toMatchObject({ code: 'claimed_by_other' })
    await snooze(seen, inHours(1), boris)
    house.sandbox.buyerSays(chatId, 'И ещё')
    await house.advance(100)
    await expect(snooze(seen, inHours(1), boris)).rejects.toMatchObject({ code: 'draft_superseded' })
    expect(await anna.count('todo')).toBe(1)
  })

  it('comes back when its window moves', async () => {
    const seen = await anna.openFirst()
    await snooze(seen, inHours(20))
    const now = house.clock.now()
    await database.db.insert(orders).values({
      shopId: house.shopId,
      postingNumber: '77-1-1',
      orderNumber: '77-1',
      scheme: 'FBS',
      status: 'awaiting_deliver',
      paidAt: now,
      createdAt: now,
      asOf: now,
      products: [],
    })
    await database.db.transaction((tx) => attachOrder(tx, { ...refOf(seen), orderNumber: '77-1', now }))
    expect(await views()).toEqual({ todo: 1, snoozed: 0 })
  })

  it('is in the list an hour before its window, whatever was stored', async () => {
    const seen = await anna.openFirst()
    await snooze(seen, inHours(20))
    await database.db
      .update(conversations)
      .set({ replyWindowUntil: inHours(0.9) })
      .where(isThis(seen))
    expect(await views()).toEqual({ todo: 1, snoozed: 0 })
  })

  it('comes back by hand, and each act is on record', async () => {
    const seen = await anna.openFirst()
    await snooze(seen, inHours(2))
    await wakeCase(house, { ...refOf(seen), actor: anna.actor })
    expect(await views()).toEqual({ todo: 1, snoozed: 0 })
    const rows = await database.db
      .select({ action: auditRecords.action })
      .from(auditRecords)
      .where(eq(auditRecords.shopId, house.shopId))
    expect(rows.map(({ action }) => action)).toEqual(['case.snooze', 'case.wake'])
  })

  it('is woken by the tidying where its job was lost', async () => {
    const seen = await anna.openFirst()
    await snooze(seen, inHours(1))
    await database.db.delete(jobs).where(eq(jobs.queue, 'wake'))
    house.setNow(inHours(1.1).getTime())
    await tidy(house)
    await house.work()
    const [row] = await database.db.select().from(conversations).where(isThis(seen))
    expect(row?.snoozedUntil).toBeNull()
  })

  it('that is put off again sleeps until the later hour', async () => {
    const seen = await anna.openFirst()
    await snooze(seen, inHours(1))
    await snooze(seen, inHours(4))
    await house.advance(2 * HOUR_MS)
    expect(await views()).toEqual({ todo: 0, snoozed: 1 })
    await house.advance(2 * HOUR_MS + 1_000)
    expect(await views()).toEqual({ todo: 1, snoozed: 0 })
  })
})

const isThis = ({ conversation: { shopId, conversationId } }: Case) =>
  and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId))
