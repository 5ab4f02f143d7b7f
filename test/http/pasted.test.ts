import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { shops } from '../../src/db/schema/shops.ts'
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

test('where we may send nothing is copied out, until the subscription says otherwise', async () => {
  const seen = await desk.buyerAsks('Это настоящий чат')
  const body = { fingerprint: seen.draft?.fingerprint, copiedOut: true }
  const send = () => desk.call(agent, 'POST', `${desk.path(seen)}/drafts/${seen.draft?.id}/approve`, body)
  expect(await send()).toMatchObject({ status: 409, code: 'sending_is_open' })
  expect((await paste({ conversationId: seen.conversation.conversationId, text: 'x' })).code).toBe(
    'not_pasted',
  )
  const channels = { 'ozon-chat': { access: 'denied' as const, reason: 'subscription_required' } }
  await database.db
    .update(shops)
    .set({ capabilities: { checkedAt: new Date().toISOString(), missingMethods: [], channels } })
    .where(eq(shops.id, desk.house.shopId))
  expect(await send()).toMatchObject({ status: 200, reply: { status: 'copied' } })
  const after = await desk.call(agent, 'GET', desk.path(seen))
  expect(after.conversation).toMatchObject({ status: 'answered', isCopyOnly: true })
})

test.each([
  ['no words', { text: '   ' }],
  ['a channel that is none', { text: 'x', channel: 'letter' }],
  ['six stars', { text: 'x', rating: 6 }],
  ['a case that is not there', { text: 'x', conversationId: 'nowhere' }],
])('%s is refused', async (_, body) => {
  expect((await paste(body)).status).toBeGreaterThanOrEqual(400)
})
