import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { runFigures } from '../../src/figures/run-figures.ts'
import { openDesk, type Person } from '../support/desk.ts'
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

const paste = (body: object) =>
  desk.call(agent, 'POST', `/api/shops/${desk.house.shopId}/pasted`, { channel: 'ozon-chat', ...body })
const pathOf = (id: string) => `/api/shops/${desk.house.shopId}/conversations/${id}`

async function draftedCase(id: string) {
  await desk.house.advance(1_000)
  return desk.call(agent, 'GET', pathOf(id))
}

const approve = (seen: Awaited<ReturnType<typeof draftedCase>>, more: object) =>
  desk.call(agent, 'POST', `${pathOf(seen.conversation.conversationId)}/drafts/${seen.draft.id}/approve`, {
    fingerprint: seen.draft.fingerprint,
    ...more,
  })

test('a pasted message gets a draft, and its answer is copied out: answered, never sent, never called proved', async () => {
  const { conversationId } = await paste({ text: ' Есть ли размер 48? ', buyerName: 'Ирина' })
  const seen = await draftedCase(conversationId)
  expect(seen).toMatchObject({
    conversation: { isCopyOnly: true, buyerName: 'Ирина', status: 'open' },
    messages: [{ author: 'buyer', text: 'Есть ли размер 48?' }],
    draft: { text: 'Здравствуйте! Отвечаем: Есть ли размер 48?' },
  })
  expect(await approve(seen, {})).toMatchObject({ status: 409, code: 'copy_only' })
  expect(await approve(seen, { copiedOut: true })).toMatchObject({
    status: 200,
    reply: { status: 'copied', visibleAt: null, canUndo: false },
  })
  await desk.house.advance(60_000)
  const after = await desk.call(agent, 'GET', pathOf(conversationId))
  expect(after).toMatchObject({
    conversation: { status: 'answered', replyState: 'copied' },
    messages: [{ author: 'buyer' }, { author: 'seller', replyState: 'copied' }],
    draft: null,
  })
  expect(desk.house.sandbox.allSends()).toEqual([])
})

test('what the buyer answers is pasted into the same case and drafted again', async () => {
  const { conversationId } = await paste({ text: 'Когда привезут?' })
  const first = await draftedCase(conversationId)
  await approve(first, { copiedOut: true })
  expect(await paste({ conversationId, text: 'А точнее?' })).toMatchObject({ conversationId })
  const again = await draftedCase(conversationId)
  expect(again.draft.text).toContain('А точнее?')
  expect(again.messages.map(({ author }: { author: string }) => author)).toEqual(['buyer', 'seller', 'buyer'])
  // The earlier draft speaks to what is gone.
  expect((await approve(first, { copiedOut: true })).status).toBe(409)
})

test('a review is pasted with its stars; an own text without a draft is copied out too', async () => {
  const { conversationId } = await paste({ channel: 'ozon-review', text: 'Не понравилось', rating: 2 })
  const seen = await draftedCase(conversationId)
  expect(seen.conversation).toMatchObject({ channel: 'ozon-review', rating: 2, isPublic: true })
  const written = await desk.call(agent, 'POST', `${pathOf(conversationId)}/write`, {
    text: 'Жаль, что не подошло.',
    revision: seen.conversation.revision,
    copiedOut: true,
  })
  expect(written).toMatchObject({ status: 200, reply: { status: 'copied' } })
})

test('the same words pasted twice, or by five agents at once, lead to the one case that has them', async () => {
  const once = await paste({ text: 'Крышка не закрывается' })
  expect(once.isKnown).toBe(false)
  expect(await paste({ text: '  Крышка  не\nзакрывается ' })).toMatchObject({ ...once, isKnown: true })
  const five = await Promise.all(Array.from({ length: 5 }, () => paste({ text: 'Где мой заказ?' })))
  expect(new Set(five.map(({ conversationId }) => conversationId)).size).toBe(1)
  expect(five.filter(({ isKnown }) => !isKnown)).toHaveLength(1)
  const seen = await desk.call(agent, 'GET', pathOf(five[0]?.conversationId))
  expect(seen.messages).toHaveLength(1)
})

test('another order, another channel, or a person who says so makes it another case', async () => {
  const text = 'Не могу собрать'
  const first = await paste({ text, orderNumber: '100-1' })
  expect(await paste({ text })).toMatchObject({ ...first, isKnown: true })
  const others = [
    await paste({ text, orderNumber: '100-2' }),
    await paste({ text, channel: 'ozon-question' }),
    await paste({ text, orderNumber: '100-1', isAnother: true }),
  ]
  expect(others.map(({ isKnown }) => isKnown)).toEqual([false, false, false])
  expect(new Set([first, ...others].map(({ conversationId }) => conversationId)).size).toBe(4)
})

test('the same words in their own case are added once, and again once they were answered', async () => {
  const { conversationId } = await paste({ text: 'Алло, вы тут?' })
  const again = await Promise.all([1, 2].map(() => paste({ conversationId, text: 'Алло, вы тут?' })))
  expect(again).toEqual([1, 2].map(() => expect.objectContaining({ conversationId, isKnown: true })))
  await approve(await draftedCase(conversationId), { copiedOut: true })
  expect(await paste({ conversationId, text: 'Алло, вы тут?' })).toMatchObject({ isKnown: false })
  const seen = await draftedCase(conversationId)
  expect(seen.messages.map(({ author }: { author: string }) => author)).toEqual(['buyer', 'seller', 'buyer'])
})

test('an edited text is copied out with all its checks, and what breaks a rule is not', async () => {
  const { conversationId } = await paste({ text: 'Какого цвета ремешок?' })
  const seen = await draftedCase(conversationId)
  const edit = (text: string) =>
    desk.call(agent, 'POST', `${pathOf(conversationId)}/drafts/${seen.draft.id}/edit`, {
      fingerprint: seen.draft.fingerprint,
      text,
      copiedOut: true,
    })
  const written = await edit('Ремешок чёрный.')
  expect(written).toMatchObject({
    status: 200,
    reply: { status: 'copied', text: 'Ремешок чёрный.', visibleAt: null },
  })
  await runFigures({ db: desk.house.db, clock: desk.house.clock }, { shopId: desk.house.shopId })
  const lead = await desk.server.asRole('lead')
  const figures = await desk.call(lead, 'GET', `/api/figures?days=1&shopId=${desk.house.shopId}`)
  expect(figures.replies.person).toMatchObject({ all: 0, delivered: 0, failed: 0 })
  expect(figures.replies.person.copied).toBeGreaterThan(0)
})

test.each([
  ['no words', { text: '   ' }],
  ['a channel that is none', { text: 'x', channel: 'letter' }],
  ['six stars', { text: 'x', rating: 6 }],
  ['a case that is not there', { text: 'x', conversationId: 'nowhere' }],
])('%s is refused', async (_, body) => {
  expect((await paste(body)).status).toBeGreaterThanOrEqual(400)
})

test('what was said long ago is said anew', async () => {
  const text = 'Спасибо вам большое!'
  const first = await paste({ text })
  const daysLater = async (days: number) => {
    desk.house.setNow(desk.house.clock.now().getTime() + days * 24 * 3_600_000)
    desk.server.pass(days * 24 * 3_600_000)
    agent = await desk.server.asRole('agent')
  }
  await daysLater(13)
  expect(await paste({ text })).toMatchObject({ ...first, isKnown: true })
  await daysLater(2)
  expect(await paste({ text })).toMatchObject({ isKnown: false })
})
