import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { drafts } from '../../src/db/schema/drafting.ts'
import { heardTopics } from '../../src/db/schema/feedback.ts'
import { autoSends } from '../../src/db/schema/policy.ts'
import { askForItems } from '../../src/worker/polling.ts'
import { createAutoHouse, setCell, setPolicy } from '../autonomy/auto-house.ts'
import { openDesk, type Person } from '../support/desk.ts'
import { createTestDatabase } from '../support/test-database.ts'

const SKU = '100200300'
const SEEN = 20_000

describe('what a review complains of', () => {
  let database: OpenDatabase
  let desk: Awaited<ReturnType<typeof openDesk>>
  let anna: Person
  beforeAll(async () => {
    database = await createTestDatabase()
    desk = await openDesk(database)
    anna = await desk.server.asRole('agent')
  })
  afterAll(async () => {
    await desk?.close()
    await database.close()
  })

  const look = async () => {
    const { db, shopId, clock } = desk.house
    await askForItems(db, { shopId, now: clock.now() })
    await desk.house.advance(SEEN)
  }
  const write = async (text: string, rating: number) => {
    const about = { clientId: desk.house.clientId, sku: SKU, text, rating }
    const { reviewId } = desk.house.sandbox.buyerReviews(about)
    await look()
    return reviewId
  }
  const inQueue = async (text: string) => {
    const { items } = await desk.inbox(anna, 'status=all&limit=100')
    return items.find((item: { lastBuyerText: string }) => item.lastBuyerText === text)
  }
  const heardIn = async (reviewId: string) => {
    const rows = await desk.house.db
      .select({ topic: heardTopics.topic, words: heardTopics.words, sku: heardTopics.sku })
      .from(heardTopics)
      .innerJoin(conversations, eq(conversations.id, heardTopics.conversationId))
      .where(eq(conversations.externalId, reviewId))
    return rows.sort((a, b) => (a.topic < b.topic ? -1 : 1))
  }

  it('stands in the queue and in the case, in the words of the buyer', async () => {
    const text = 'Молния разошлась на третий день. Привезли с опозданием.'
    await write(text, 2)
    const item = await inQueue(text)
    expect(item.triage).toMatchObject({
      severity: 2,
      kinds: ['quality', 'logistics'],
      topics: [
        { topic: 'zipper', words: 'Молния разошлась на третий день' },
        { topic: 'late', words: 'Привезли с опозданием' },
      ],
    })
    const path = `/api/shops/${desk.house.shopId}/conversations/${item.conversationId}`
    const { conversation } = await desk.call(anna, 'GET', path)
    expect(conversation.triage).toEqual(item.triage)
  })

  it('is heard once, and anew when the review or its stars change', async () => {
    const id = await write('Молния сломалась', 1)
    await look()
    expect(await heardIn(id)).toEqual([{ topic: 'zipper', words: 'Молния сломалась', sku: SKU }])
    desk.house.sandbox.buyerChangesReview(id, { text: 'Сильно маломерит', rating: 3 })
    await desk.house.advance(3_600_000)
    await look()
    expect(await heardIn(id)).toEqual([{ topic: 'size-small', words: 'Сильно маломерит', sku: SKU }])
    desk.house.sandbox.buyerChangesReview(id, { text: 'Всё отлично, спасибо!', rating: 5 })
    await desk.house.advance(3_600_000)
    await look()
    expect(await heardIn(id)).toEqual([])
  })

  it('leaves a task to look whether the buyer came to the chat, once the public answer arrived', async () => {
    const text = 'Ручка отвалилась через неделю'
    await write(text, 2)
    const item = await inQueue(text)
    const path = `/api/shops/${desk.house.shopId}/conversations/${item.conversationId}`
    const seen = await desk.call(anna, 'GET', path)
    const { conversation } = seen
    const answer =
      'Здравствуйте! Сожалеем, что так вышло. Напишите нам, пожалуйста, в чат этого заказа на Ozon.'
    expect(
      await desk.call(anna, 'POST', `${path}/write`, { text: answer, revision: conversation.revision }),
    ).toMatchObject({ status: 200 })
    expect((await desk.call(anna, 'GET', path)).promises).toEqual([])
    await desk.house.advance(4 * 3_600_000)
    const tasks = (await desk.call(anna, 'GET', path)).promises
    expect(tasks).toMatchObject([
      {
        what: expect.stringContaining('написал ли покупатель в чат'),
        status: 'open',
        owner: { id: anna.id },
      },
    ])
  })

  it('is heard in chats too, and not in what is only asked', async () => {
    await desk.buyerAsks('Здравствуйте! Сломалась молния на куртке. Что делать?')
    await desk.buyerAsks('Маломерит или в размер?')
    const chats = await desk.house.db.select().from(heardTopics).where(eq(heardTopics.channel, 'ozon-chat'))
    expect(chats.map(({ topic }) => topic)).toEqual(['zipper'])
  })
})

describe('praise that a cell lets leave', () => {
  it('stays with a person where its words blame', async () => {
    const database = await createTestDatabase()
    const house = await createAutoHouse(database)
    await setPolicy(house, { undoSeconds: 30 })
    await setCell(house, 'on', 'product_attribute', 'ozon-review')
    for (const text of ['Отличный чайник, греет быстро', 'Ужас, сломался на второй день, никому не советую!'])
      house.sandbox.buyerReviews({ clientId: house.clientId, sku: SKU, text, rating: 5 })
    await askForItems(house.db, { shopId: house.shopId, now: house.clock.now() })
    await house.advance(SEEN)
    const made = await house.db.select({ text: drafts.text }).from(drafts)
    const leaving = await house.db
      .select({ text: drafts.text })
      .from(autoSends)
      .innerJoin(drafts, eq(drafts.id, autoSends.draftId))
    await database.close()
    expect(made).toHaveLength(2)
    expect(leaving).toEqual([{ text: 'По нашим данным: Отличный чайник, греет быстро' }])
  })
})
