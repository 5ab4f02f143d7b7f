import { and, eq, isNotNull } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { changes } from '../../src/db/schema/access.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { turns } from '../../src/db/schema/figures.ts'
import { countTurns } from '../../src/figures/count-turns.ts'
import { askForItems } from '../../src/worker/polling.ts'
import { type MergeDesk, openMergeDesk } from '../support/merge-desk.ts'
import { createTestDatabase } from '../support/test-database.ts'

const DAY_MS = 86_400_000
let database: OpenDatabase
let desk: MergeDesk

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openMergeDesk(database)
})
afterAll(async () => {
  await desk?.close()
  await database?.close()
})

async function resolved(ids: string[]): Promise<string[]> {
  await countTurns(desk.house.db, desk.house)
  const rows = await desk.house.db
    .select({ id: turns.conversationId })
    .from(turns)
    .where(and(eq(turns.shopId, desk.house.shopId), isNotNull(turns.caseMs)))
  return rows.map(({ id }) => id).filter((id) => ids.includes(id))
}

test('figures count a merged case once, and its parts again once they are apart', async () => {
  const [a, b] = [await desk.chat('1', 'Какой вес?'), await desk.chat('1', 'Какой цвет?')]
  await desk.answer(a, 'Здравствуйте! Вес в карточке.')
  await desk.answer(b, 'Здравствуйте! Цвет в карточке.')
  expect((await resolved([a, b])).sort()).toEqual([a, b].sort())
  await desk.merge(a, b)
  expect(await resolved([a, b])).toEqual([b])
  await desk.part(a, b)
  expect((await resolved([a, b])).sort()).toEqual([a, b].sort())
})

test('the shop’s clock of the whole case begins with its first word, the answer’s with the turn’s own', async () => {
  const a = await desk.chat('2', 'Нет крышки')
  await desk.house.advance(3_600_000)
  const b = await desk.chat('2', 'Верните деньги')
  const dueOf = async (id: string) => {
    const [row] = await desk.house.db.select().from(conversations).where(eq(conversations.id, id))
    return { response: row?.responseDueAt?.getTime(), resolution: row?.resolutionDueAt?.getTime() }
  }
  const [first, apart] = [await dueOf(a), await dueOf(b)]
  await desk.merge(b, a)
  expect(await dueOf(b)).toEqual({ response: apart.response, resolution: first.resolution })
  await desk.put(a, 'wait', { waitsFor: 'buyer' })
  expect(await dueOf(b)).toEqual({ response: undefined, resolution: undefined })
  await desk.house.advance(3_600_000)
  await desk.says(a, 'Вот фото')
  expect((await dueOf(b)).resolution).toBeGreaterThan(first.resolution ?? 0)
  await desk.part(b, a)
  expect((await dueOf(b)).response).toBeDefined()
})

test('what is not older than a month is suggested, never a review that names nobody, and others’ screens follow', async () => {
  const { house } = desk
  const old = await desk.chat('3', 'Давний вопрос')
  const lastMessageAt = new Date(house.clock.now().getTime() - 31 * DAY_MS)
  await house.db.update(conversations).set({ lastMessageAt }).where(eq(conversations.id, old))
  const [a, b] = [await desk.chat('3', 'Не греет'), await desk.chat('3', 'Совсем не греет')]
  house.sandbox.buyerReviews({ clientId: house.clientId, sku: '100', rating: 1, text: 'Не греет' })
  await askForItems(house.db, { shopId: house.shopId, now: house.clock.now() })
  await house.advance(20_000)
  const suggested = async () =>
    (await desk.read(a)).others.items.map((one) => [one.conversationId, one.isSuggested, one.isMerged])
  expect(await suggested()).toEqual([
    [b, true, false],
    [old, false, false],
  ])
  await house.db.delete(changes)
  await desk.merge(a, b)
  const told = await house.db.select({ id: changes.conversationId }).from(changes)
  expect(new Set(told.map(({ id }) => id))).toEqual(new Set([a, b]))
  expect((await suggested())[0]).toEqual([b, false, true])
  const [review] = await house.db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.shopId, house.shopId), eq(conversations.channel, 'ozon-review')))
  expect((await desk.read(review?.id ?? '')).others.total).toBe(0)
  expect(
    (await desk.inbox(desk.anna, `status=all&search=${encodeURIComponent('Совсем не')}`)).items,
  ).toHaveLength(2)
})
