import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { replies } from '../../src/db/schema/drafting.ts'
import { shops } from '../../src/db/schema/shops.ts'
import type { Case } from '../../src/http/contracts/case.ts'
import { openDesk, type Person } from '../support/desk.ts'
import { createTestDatabase } from '../support/test-database.ts'

let database: OpenDatabase
let desk: Awaited<ReturnType<typeof openDesk>>
let agent: Person

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
  await desk.house.start()
  agent = await desk.server.asRole('agent')
})
afterAll(async () => {
  await desk?.close()
  await database?.close()
})

const setAccess = (answers: 'allowed' | 'denied') => {
  const channels = { 'ozon-chat': { access: answers, reads: 'allowed' as const, answers } }
  return database.db
    .update(shops)
    .set({ capabilities: { checkedAt: new Date().toISOString(), missingMethods: [], channels } })
    .where(eq(shops.id, desk.house.shopId))
}

test('where we may send nothing is copied out, until the subscription says otherwise', async () => {
  const seen = await desk.buyerAsks('Это настоящий чат')
  const body = { fingerprint: seen.draft?.fingerprint, copiedOut: true }
  const send = () => desk.call(agent, 'POST', `${desk.path(seen)}/drafts/${seen.draft?.id}/approve`, body)
  expect(await send()).toMatchObject({ status: 409, code: 'sending_is_open' })
  const { conversationId } = seen.conversation
  const pasted = { channel: 'ozon-chat', conversationId, text: 'x' }
  const into = await desk.call(agent, 'POST', `/api/shops/${desk.house.shopId}/pasted`, pasted)
  expect(into.code).toBe('not_pasted')
  const channels = { 'ozon-chat': { access: 'denied' as const, reason: 'subscription_required' } }
  await database.db
    .update(shops)
    .set({ capabilities: { checkedAt: new Date().toISOString(), missingMethods: [], channels } })
    .where(eq(shops.id, desk.house.shopId))
  expect(await send()).toMatchObject({ status: 200, reply: { status: 'copied' } })
  const after = await desk.call(agent, 'GET', desk.path(seen))
  expect(after.conversation).toMatchObject({ status: 'answered', isCopyOnly: true })
})

const ANSWER = 'Здравствуйте! Ремешок чёрный, длина двадцать сантиметров. Хорошего дня!'

async function chatOf({ conversation }: Case) {
  const [row] = await database.db
    .select()
    .from(conversations)
    .where(eq(conversations.id, conversation.conversationId))
  return row?.externalId ?? ''
}

/** A chat that can be read but not answered, whose answer was copied out and marked as sent. */
async function copiedCase(question: string) {
  await setAccess('denied')
  const seen = await desk.buyerAsks(question)
  const sent = await desk.call(agent, 'POST', `${desk.path(seen)}/drafts/${seen.draft?.id}/edit`, {
    fingerprint: seen.draft?.fingerprint,
    text: ANSWER,
    copiedOut: true,
  })
  expect(sent).toMatchObject({ status: 200, reply: { status: 'copied', visibleAt: null } })
  return { seen, replyId: sent.reply.id as string }
}

test.each([
  { words: 'the very words', text: ANSWER, state: 'copied_seen', revision: 0 },
  { words: 'lightly changed', text: ANSWER.replace(' Хорошего дня!', ''), state: 'copied_seen', revision: 0 },
  {
    words: 'another text',
    text: 'Уточните, пожалуйста, номер заказа и модель часов.',
    state: undefined,
    revision: 1,
  },
])('what turns up in the chat with $words', async ({ text, state, revision }) => {
  const { seen, replyId } = await copiedCase('Какой ремешок?')
  const before = (await desk.call(agent, 'GET', desk.path(seen))).conversation.revision
  await desk.house.advance(5_000)
  desk.house.sandbox.sellerSaysElsewhere(await chatOf(seen), text)
  await desk.house.advance(10 * 60_000)
  const after = await desk.call(agent, 'GET', desk.path(seen))
  expect(after.messages.at(-1)).toMatchObject({ author: 'seller', text })
  expect(after.messages.at(-1).replyState).toBe(state)
  expect(after.conversation).toMatchObject({ status: 'answered', revision: before + revision })
  const [reply] = await database.db.select().from(replies).where(eq(replies.id, replyId))
  // It stays what a person says to have sent: told apart for good.
  expect([reply?.status, reply?.visibleAt !== null]).toEqual(['copied', state !== undefined])
})

test('what stood in the chat before it was copied proves nothing', async () => {
  await setAccess('denied')
  const seen = await desk.buyerAsks('А какой ремешок?')
  desk.house.sandbox.sellerSaysElsewhere(await chatOf(seen), ANSWER)
  await desk.house.advance(10 * 60_000)
  const now = await desk.call(agent, 'GET', desk.path(seen))
  const sent = await desk.call(agent, 'POST', `${desk.path(seen)}/write`, {
    text: ANSWER,
    revision: now.conversation.revision,
    copiedOut: true,
  })
  await desk.house.advance(10 * 60_000)
  const [reply] = await database.db.select().from(replies).where(eq(replies.id, sent.reply.id))
  expect(reply).toMatchObject({ status: 'copied', visibleAt: null, externalMessageId: null })
})

test('a message older than the last one known when it was copied proves nothing, whenever it is read', async () => {
  const { seen, replyId } = await copiedCase('Ремешок какой длины?')
  // As if the thread had been read further when the text was copied: what follows was written before.
  await database.db.update(replies).set({ baselineSeq: '9223372036854775000' }).where(eq(replies.id, replyId))
  await desk.house.advance(5_000)
  desk.house.sandbox.sellerSaysElsewhere(await chatOf(seen), ANSWER)
  await desk.house.advance(10 * 60_000)
  const after = await desk.call(agent, 'GET', desk.path(seen))
  expect(after.messages.at(-1)).toMatchObject({ author: 'seller', text: ANSWER })
  const [reply] = await database.db.select().from(replies).where(eq(replies.id, replyId))
  expect(reply).toMatchObject({ visibleAt: null, externalMessageId: null })
})
