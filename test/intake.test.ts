import { and, eq, like } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { conversations, messages } from '../src/db/schema/conversations.ts'
import { drafts } from '../src/db/schema/drafting.ts'
import { jobs } from '../src/db/schema/jobs.ts'
import { inboundEvents } from '../src/db/schema/shops.ts'
import { agentOf } from './support/agent.ts'
import { BURST_QUIET_MS, createHouse, type House } from './support/house.ts'
import { createTestDatabase } from './support/test-database.ts'

describe('intake', () => {
  let database: OpenDatabase
  let house: House
  let chatId: string
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    house = await createHouse(database, { seed: Math.floor(Math.random() * 1e6) })
    chatId = house.sandbox.startChat({ clientId: house.clientId, buyer: { name: 'Ольга' } }).chatId
  })
  const stored = () =>
    database.db.select().from(messages).where(eq(messages.shopId, house.shopId)).orderBy(messages.seq)
  const allDrafts = () =>
    database.db.select().from(drafts).where(eq(drafts.shopId, house.shopId)).orderBy(drafts.createdAt)

  it('joins three quick messages into one turn and drafts once', async () => {
    for (const text of ['Здравствуйте', 'у меня вопрос', 'какая ткань?']) {
      house.sandbox.buyerSays(chatId, text)
      await house.advance(BURST_QUIET_MS - 1_000)
    }
    await house.advance(BURST_QUIET_MS)
    expect(await allDrafts()).toHaveLength(1)
    expect((await allDrafts())[0]?.text).toContain('Здравствуйте / у меня вопрос / какая ткань?')
  })

  it('does not wait for ever for a buyer who never pauses', async () => {
    for (let i = 0; i < 16; i++) {
      house.sandbox.buyerSays(chatId, `и ещё ${i}`)
      await house.advance(BURST_QUIET_MS - 500)
    }
    expect((await allDrafts()).length).toBeGreaterThan(0)
  })

  it('takes a push that comes five times as one message', async () => {
    house.sandbox.buyerSays(chatId, 'Один раз')
    await house.advance(100)
    const [push] = house.sandbox.pushLog().filter((one) => one.body.includes('TYPE_NEW_MESSAGE'))
    const [event] = await database.db
      .select()
      .from(inboundEvents)
      .where(and(eq(inboundEvents.shopId, house.shopId), eq(inboundEvents.source, 'push')))
    if (!push || !event) throw new Error('no push')
    const again = {
      shopId: house.shopId,
      id: event.id,
      channel: event.channel,
      type: event.type,
      source: 'push' as const,
      body: push.body,
      conversationExternalId: chatId,
      status: 'pending' as const,
    }
    const answers = await Promise.all([1, 2, 3, 4].map(() => house.recorder.record(again)))
    expect(answers).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate'])
    await house.advance(BURST_QUIET_MS * 2)
    expect(await stored()).toHaveLength(1)
    expect(await allDrafts()).toHaveLength(1)
  })

  it('fills the gap from the time it was off, and speeds up the poll while pushes are missing', async () => {
    house.sandbox.faults.set({ pushLost: true })
    house.sandbox.buyerSays(chatId, 'Пишу, пока вы спите')
    house.sandbox.buyerSays(chatId, 'Ответьте')
    await house.start()
    await house.advance(BURST_QUIET_MS + 1_000)
    expect((await stored()).map((message) => message.text)).toEqual(['Пишу, пока вы спите', 'Ответьте'])
    expect(await allDrafts()).toHaveLength(1)
  })

  it('does not flood the marketplace with readings that it refuses for want of a subscription', async () => {
    house.sandbox.setShop(house.clientId, { subscription: 'PREMIUM' })
    house.sandbox.buyerSays(chatId, 'Где заказ?')
    await house.start()
    await house.advance(10 * 60_000)
    const [reading] = await database.db
      .select()
      .from(jobs)
      .where(and(eq(jobs.queue, 'sync'), like(jobs.key, `${house.shopId}/%`)))
    // Pauses double: ten minutes take nine tries, and no poll in between starts them over.
    expect(reading?.attempts).toBeGreaterThanOrEqual(8)
    expect(reading?.attempts).toBeLessThanOrEqual(12)
    expect(await allDrafts()).toHaveLength(1)
  })

  it('keeps an edit and its earlier text, whichever push comes first', async () => {
    house.sandbox.faults.set({ pushOutOfOrder: { probability: 1, delayMs: 4_000 } })
    const { messageId } = house.sandbox.buyerSays(chatId, 'Чехол на A35?')
    await house.advance(50)
    house.sandbox.buyerEdits(chatId, messageId, 'Чехол на A36?')
    await house.advance(60_000)
    expect(await stored()).toMatchObject([{ text: 'Чехол на A36?' }])
    const agent = agentOf(house)
    expect((await agent.openFirst()).messages[0]?.versions.map((version) => version.text)).toContain(
      'Чехол на A35?',
    )
  })

  it('learns from the history what a push does not tell, before it drafts', async () => {
    house.sandbox.quirks.orderInContext = 1
    const { chatId: withOrder } = house.sandbox.startChat({
      clientId: house.clientId,
      contextSku: '123456789',
    })
    house.sandbox.buyerSays(withOrder, 'Какой состав?')
    await house.advance(BURST_QUIET_MS + 100)
    expect(await stored()).toMatchObject([{ sku: '123456789' }])
    expect((await stored())[0]?.confirmedAt).not.toBeNull()
    expect(await allDrafts()).toHaveLength(1)
  })

  it('drafts from the push alone while the history cannot be read', async () => {
    house.sandbox.faults.set({ circleOpen: { methods: ['/v3/chat/history'], delayMs: 600_000 } })
    house.sandbox.buyerSays(chatId, 'Какой состав?')
    await house.advance(BURST_QUIET_MS + 100)
    expect(await allDrafts()).toHaveLength(1)
  })

  it('stands aside when the seller answers in the Ozon cabinet', async () => {
    house.sandbox.buyerSays(chatId, 'Где заказ?')
    await house.advance(BURST_QUIET_MS + 100)
    await house.start()
    house.sandbox.sellerSaysElsewhere(chatId, 'Уже едет!')
    await house.advance(10 * 60_000)
    const agent = agentOf(house)
    expect(await agent.count('todo')).toBe(0)
    expect((await allDrafts()).map((draft) => [draft.status, draft.settledReason])).toEqual([
      ['superseded', 'answered_elsewhere'],
    ])
  })

  it('keeps photos as attachments and drafts for a photo without words', async () => {
    house.sandbox.buyerSendsPhoto(chatId)
    await house.advance(BURST_QUIET_MS + 100)
    const agent = agentOf(house)
    const seen = await agent.openFirst()
    expect(seen.messages[0]?.attachments).toHaveLength(1)
    expect(seen.messages[0]?.attachments[0]?.url).toMatch(/^\/api\/shops\//)
    expect(seen.conversation.attachmentsCount).toBe(1)
  })

  it('leaves chats with Ozon itself out of the inbox', async () => {
    await house.start()
    await house.advance(60_000)
    const rows = await database.db.select().from(conversations).where(eq(conversations.shopId, house.shopId))
    expect(rows.filter((row) => row.externalId !== chatId)).toEqual([])
  })

  it('closes a case whose window passed and says why its draft went', async () => {
    house.sandbox.buyerSays(chatId, 'Вопрос')
    await house.advance(BURST_QUIET_MS + 100)
    await house.start()
    house.setNow(house.clock.now().getTime() + 48 * 3_600_000)
    await house.advance(11 * 60_000)
    expect(await allDrafts()).toMatchObject([{ status: 'superseded', settledReason: 'window_closed' }])
    expect(await agentOf(house).count('todo')).toBe(0)
  })

  it('sets ids above 2^53 apart that JavaScript numbers would merge', async () => {
    const { messageId: first } = house.sandbox.buyerSays(chatId, 'первое')
    const { messageId: second } = house.sandbox.buyerSays(chatId, 'второе')
    expect(BigInt(first)).toBeGreaterThan(2n ** 53n)
    await house.start()
    await house.advance(60_000)
    expect((await stored()).map((message) => message.externalId)).toEqual([first, second])
  })
})
