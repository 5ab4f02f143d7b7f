import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { messages } from '../../src/db/schema/conversations.ts'
import { heardTopics } from '../../src/db/schema/feedback.ts'
import { shops } from '../../src/db/schema/shops.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { HOUR, openAlertDesk, startReceiver } from './alert-desk.ts'

const DAY = 24 * HOUR

test('a burst of complaints about a product is told once, however its days move, to leads and not to agents', async () => {
  const database = await createTestDatabase()
  const receiver = await startReceiver()
  const desk = await openAlertDesk(database, { receivers: [receiver.host] })
  const { db, shopId, clock } = desk
  await db
    .update(shops)
    .set({ createdAt: new Date(clock.now().getTime() - 200 * DAY) })
    .where(eq(shops.id, shopId))
  await desk.product('111', 'Комбинезон')
  const complaint = async (daysAgo: number) => {
    const id = `r-${Math.random()}`
    const heardAt = new Date(clock.now().getTime() - daysAgo * DAY)
    await desk.waitingCase(id, daysAgo * DAY, { channel: 'ozon-review', rating: 2, sku: '111' })
    const message = { shopId, id, conversationId: id, externalId: id, seq: '1', text: 'Тайна' }
    const from = { author: 'buyer', authorType: 'Customer', sentAt: heardAt, receivedAt: heardAt }
    await db.insert(messages).values({ ...message, ...from })
    const heard = { shopId, messageId: id, conversationId: id, channel: 'ozon-review', sku: '111', heardAt }
    await db.insert(heardTopics).values({ ...heard, topic: 'zipper', words: 'Тайна' })
  }
  await desk.listener(['burst'], { kind: 'webhook', address: `${receiver.url}/lead` })
  const agent = await desk.listener(
    [],
    { kind: 'webhook', address: `${receiver.url}/agent` },
    { role: 'agent' },
  )
  expect((await desk.call(agent, 'PUT', '', desk.choice(['burst']))).code).toBe('alert_kind_denied')
  await complaint(3)
  await desk.jump(HOUR)
  expect(receiver.heard).toEqual([])
  for (const daysAgo of [0, 1, 1, 2]) await complaint(daysAgo)
  await desk.jump(HOUR)
  for (let day = 0; day < 3; day++) {
    await complaint(0)
    await desk.jump(DAY)
  }
  expect(receiver.heard.map(({ path }) => path)).toEqual(['/lead'])
  const [{ body = '' } = {}] = receiver.heard
  expect(JSON.parse(body)).toMatchObject({
    type: 'alert.burst',
    data: { alerts: [{ topic: 'zipper', count: 5, product: { ru: 'Комбинезон' } }] },
  })
  expect(body).not.toContain('Тайна')
  await desk.close()
  await receiver.close()
  await database.close()
})
