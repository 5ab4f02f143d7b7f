import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OZON_REVIEW } from '../../src/channels/channel-names.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { shops } from '../../src/db/schema/shops.ts'
import type { OtherConversations } from '../../src/http/contracts/case.ts'
import { askForItems } from '../../src/worker/polling.ts'
import { openDesk, type Person } from '../support/desk.ts'
import { BURST_QUIET_MS } from '../support/house.ts'
import { createTestDatabase } from '../support/test-database.ts'

let database: OpenDatabase
let desk: Awaited<ReturnType<typeof openDesk>>
let agent: Person

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
  agent = await desk.server.asRole('agent')
})
afterAll(async () => {
  await desk?.close()
  await database?.close()
})

/** A chat of that buyer; the id of its conversation. */
async function chat(buyerId: string | undefined, words: string): Promise<string> {
  const { house } = desk
  const { chatId } = house.sandbox.startChat({
    clientId: house.clientId,
    buyer: { id: buyerId, name: 'Анна' },
  })
  house.sandbox.buyerSays(chatId, words)
  await house.advance(BURST_QUIET_MS + 100)
  const [row] = await house.db
    .select({ id: conversations.id })
    .from(conversations)
    .where(eq(conversations.externalId, chatId))
  return row?.id ?? ''
}

async function othersOf(id: string): Promise<OtherConversations> {
  const { others } = await desk.call(agent, 'GET', `/api/shops/${desk.house.shopId}/conversations/${id}`)
  return others
}

const onOrder = (id: string, orderNumber: string) =>
  desk.house.db.update(conversations).set({ orderNumber }).where(eq(conversations.id, id))

test('what a buyer wrote in other chats stands beside the case, newest first; a namesake does not', async () => {
  const first = await chat('500', 'Какой размер брать?')
  const second = await chat('500', 'А где заказ?')
  await chat('501', 'Другая Анна')
  const third = await chat('500', 'Верните деньги')
  expect(await othersOf(third)).toMatchObject({
    total: 2,
    items: [
      {
        conversationId: second,
        lastBuyerText: 'А где заказ?',
        link: 'buyer',
        status: 'open',
        openPromises: 0,
      },
      { conversationId: first, lastBuyerText: 'Какой размер брать?', channel: 'ozon-chat' },
    ],
  })
  expect((await othersOf(first)).total).toBe(2)
})

test('conversations about one order belong together, each once', async () => {
  const mine = await chat('600', 'Нет носков в посылке')
  const wife = await chat('601', 'Муж писал про носки')
  const both = await chat('600', 'Нашлись')
  for (const id of [mine, wife, both]) await onOrder(id, '12345678-0001')
  const { total, items } = await othersOf(mine)
  expect(total).toBe(2)
  expect(items.map(({ conversationId, link }) => [conversationId, link])).toEqual([
    [both, 'buyer'],
    [wife, 'order'],
  ])
})

test('a case whose buyer and order nobody knows has none, however many such there are', async () => {
  const ids = [await chat('700', 'Вопрос'), await chat('701', 'Ещё вопрос')]
  for (const id of ids)
    await desk.house.db.update(conversations).set({ buyerExternalId: null }).where(eq(conversations.id, id))
  for (const id of ids) expect(await othersOf(id)).toEqual({ total: 0, items: [] })
})

test('people who review a product without a name are not one buyer', async () => {
  const { house } = desk
  for (const rating of [1, 2, 3])
    house.sandbox.buyerReviews({ clientId: house.clientId, sku: '100', rating, text: `Отзыв на ${rating}` })
  await askForItems(house.db, { shopId: house.shopId, now: house.clock.now() })
  await house.advance(20_000)
  const reviews = await house.db
    .select({ id: conversations.id })
    .from(conversations)
    .where(eq(conversations.channel, OZON_REVIEW))
  expect(reviews).toHaveLength(3)
  for (const { id } of reviews) expect((await othersOf(id)).total).toBe(0)
})

test('another shop’s chat with the same buyer is not told', async () => {
  const { db, shopId, clock } = desk.house
  const id = await chat('800', 'Первый')
  const [own] = await db.select().from(shops).where(eq(shops.id, shopId))
  if (!own) throw new Error('the house has no shop')
  await db.insert(shops).values({ ...own, id: 'another', clientId: 'another', webhookKeyHash: 'another' })
  await db.insert(conversations).values({
    shopId: 'another',
    id: 'theirs',
    channel: 'ozon-chat',
    externalId: 'theirs',
    buyerExternalId: '800',
    createdAt: clock.now(),
  })
  expect((await othersOf(id)).total).toBe(0)
})

test('ten are listed and all are counted', async () => {
  const ids: string[] = []
  for (let i = 0; i < 13; i++) ids.push(await chat('900', `Вопрос ${i}`))
  const { total, items } = await othersOf(ids[0] ?? '')
  expect(total).toBe(12)
  expect(items.map(({ lastBuyerText }) => lastBuyerText)).toEqual(
    Array.from({ length: 10 }, (_, i) => `Вопрос ${12 - i}`),
  )
})
