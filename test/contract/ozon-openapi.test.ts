import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import * as account from '../../src/channels/ozon/client/account.ts'
import * as chat from '../../src/channels/ozon/client/chat.ts'
import { createCircuit } from '../../src/channels/ozon/client/circuit.ts'
import type { OzonClient } from '../../src/channels/ozon/client/method.ts'
import * as notifications from '../../src/channels/ozon/client/notifications.ts'
import { createOzonClient } from '../../src/channels/ozon/client/ozon-client.ts'
import * as postings from '../../src/channels/ozon/client/postings.ts'
import * as productInfo from '../../src/channels/ozon/client/product-info.ts'
import * as products from '../../src/channels/ozon/client/products.ts'
import * as questions from '../../src/channels/ozon/client/questions.ts'
import { createRateLimiter } from '../../src/channels/ozon/client/rate-limiter.ts'
import * as ratings from '../../src/channels/ozon/client/ratings.ts'
import * as returns from '../../src/channels/ozon/client/returns.ts'
import * as reviews from '../../src/channels/ozon/client/reviews.ts'
import * as stockAndPrice from '../../src/channels/ozon/client/stock-and-price.ts'
import { parsePush } from '../../src/channels/ozon/push.ts'
import {
  type ExampleStyle,
  exampleOf,
  type OpenApi,
  problemsOf,
  requestSchema,
  responseSchema,
} from './openapi-schema.ts'

/** Ozon's own structure is not part of this repository: the test runs where a copy lies beside it. */
const SPEC_PATH =
  process.env.OTVET_OZON_SPEC ??
  fileURLToPath(new URL('../../../shared/ozon/seller-api.openapi.json', import.meta.url))
const PUSHES_PATH = join(dirname(SPEC_PATH), 'push-examples.json')

const id = '3000000000817031942'
const chatId = '0b6f2c1e-5f3e-4c59-9a1d-7d2f6a0c1a10'
const since = new Date('2026-11-01T00:00:00.500Z')
const to = new Date('2026-11-21T00:00:00Z')
const url = 'https://shop.example/webhooks/ozon/key'

/** Every typed call at least once, with every field it can send. */
const calls: [string, (client: OzonClient) => Promise<unknown>][] = [
  [
    '/v3/chat/list',
    (c) => chat.listChats(c, { status: 'OPENED', unreadOnly: true, limit: 100, cursor: 'x' }),
  ],
  [
    '/v3/chat/history',
    (c) => chat.readHistory(c, { chatId, direction: 'Forward', fromMessageId: id, messageIds: [id] }),
  ],
  ['/v1/chat/send/message', (c) => chat.sendMessage(c, { chatId, text: 'Здравствуйте!' })],
  ['/v1/chat/send/file', (c) => chat.sendFile(c, { chatId, name: 'a.png', content: new Uint8Array(3) })],
  ['/v1/chat/start', (c) => chat.startChat(c, { postingNumber: '0001-0001-1' })],
  ['/v2/chat/read', (c) => chat.markChatRead(c, { chatId, fromMessageId: id })],
  ['/v1/roles', (c) => account.readRoles(c)],
  ['/v1/seller/info', (c) => account.readSellerInfo(c)],
  ['/v3/product/list', (c) => products.listProducts(c, { lastId: 'x' })],
  [
    '/v3/product/info/list',
    (c) => productInfo.readProductInfo(c, { skus: [id], offerIds: ['A-1'], productIds: ['5'] }),
  ],
  [
    '/v4/product/info/attributes',
    (c) => products.readProductAttributes(c, { skus: [id], offerIds: ['A'], productIds: ['5'], lastId: 'x' }),
  ],
  ['/v1/product/info/description', (c) => products.readProductDescription(c, { offerId: 'A-1' })],
  ['/v1/product/info/description', (c) => products.readProductDescription(c, { productId: id })],
  [
    '/v4/product/info/stocks',
    (c) => stockAndPrice.readProductStocks(c, { offerIds: ['A'], productIds: ['5'], cursor: 'x' }),
  ],
  [
    '/v5/product/info/prices',
    (c) => stockAndPrice.readProductPrices(c, { offerIds: ['A'], productIds: ['5'], cursor: 'x' }),
  ],
  [
    '/v4/posting/fbs/list',
    (c) => postings.listFbsPostings(c, { orderNumbers: ['0001'], since, to, cursor: 'x' }),
  ],
  [
    '/v3/posting/fbo/list',
    (c) =>
      postings.listFboPostings(c, { orderNumbers: ['1'], postingNumbers: ['2'], since, to, cursor: 'x' }),
  ],
  ['/v3/posting/fbs/get', (c) => postings.readFbsPosting(c, { postingNumber: '0001-1' })],
  ['/v2/posting/fbo/get', (c) => postings.readFboPosting(c, { postingNumber: '0001-1' })],
  [
    '/v1/returns/list',
    (c) => returns.listReturns(c, { postingNumbers: ['0001-1'], orderId: id, lastId: id }),
  ],
  [
    '/v2/returns/rfbs/list',
    (c) => returns.listRfbsReturns(c, { postingNumber: '0001-1', offerId: 'A', lastId: '7' }),
  ],
  [
    '/v1/rating/history',
    (c) => ratings.readRatingHistory(c, { ratings: ['rating_on_time'], from: since, to }),
  ],
  ['/v2/review/list', (c) => reviews.listReviews(c, { publishedFrom: since, lastId: 'x' })],
  ['/v2/review/info', (c) => reviews.readReview(c, { reviewId: 'r' })],
  ['/v2/review/count', (c) => reviews.countReviews(c)],
  ['/v2/review/change-status', (c) => reviews.setReviewStatus(c, { reviewId: 'r', status: 'PROCESSED' })],
  ['/v1/review/comment/create', (c) => reviews.createComment(c, { reviewId: 'r', text: 'Спасибо!' })],
  ['/v1/review/comment/list', (c) => reviews.listComments(c, { reviewId: 'r' })],
  ['/v2/review/comment/delete', (c) => reviews.deleteComment(c, { commentId: 'k', sku: id })],
  ['/v1/question/list', (c) => questions.listQuestions(c, { publishedFrom: since, lastId: 'x' })],
  ['/v1/question/info', (c) => questions.readQuestion(c, { questionId: 'q' })],
  ['/v1/question/count', (c) => questions.countQuestions(c)],
  [
    '/v1/question/change-status',
    (c) => questions.setQuestionStatus(c, { questionId: 'q', status: 'PROCESSED' }),
  ],
  [
    '/v1/question/answer/create',
    (c) => questions.createAnswer(c, { questionId: 'q', sku: id, text: 'Да, подойдёт.' }),
  ],
  ['/v1/question/answer/list', (c) => questions.listAnswers(c, { questionId: 'q', sku: id })],
  ['/v1/question/answer/delete', (c) => questions.deleteAnswer(c, { answerId: 'a', sku: id })],
  ['/v1/notification/set', (c) => notifications.setWebhook(c, { url, types: ['TYPE_NEW_MESSAGE'] })],
  [
    '/v1/notification/update',
    (c) => notifications.updateWebhook(c, { webhookId: id, url, types: ['TYPE_CHAT_CLOSED'] }),
  ],
  ['/v1/notification/delete', (c) => notifications.deleteWebhook(c, { webhookId: id })],
  ['/v1/notification/enable', (c) => notifications.enableWebhook(c, { webhookId: id, enabled: true })],
  ['/v1/notification/check', (c) => notifications.checkWebhook(c, { url })],
  ['/v1/notification/list', (c) => notifications.listWebhooks(c)],
]

const styles: ExampleStyle[] = [
  { lists: 'one item', ids: 'numbers' },
  { lists: 'one item', ids: 'strings' },
  { lists: 'empty', ids: 'numbers' },
]

/** A client whose answers are made up and whose questions are kept. */
function capturingClient(answer: string) {
  const asked: { path: string; body: string }[] = []
  const client = createOzonClient({
    clientId: '700001',
    apiKey: 'key',
    traffic: { rateLimiter: createRateLimiter(), circuit: createCircuit() },
    fetch: async (input, init) => {
      asked.push({ path: new URL(String(input)).pathname, body: String(init?.body) })
      return new Response(answer)
    },
  })
  return { asked, client }
}

function answerFor(spec: OpenApi, path: string, style: ExampleStyle): string {
  const schema = responseSchema(spec, path)
  if (!schema) return ''
  // The one value that a schema of plain strings does not give away.
  return exampleOf(spec, schema, style).replace('"result":"text"', '"result":"success"')
}

describe.runIf(existsSync(SPEC_PATH))("Ozon's own structure", () => {
  const spec: OpenApi = existsSync(SPEC_PATH) ? JSON.parse(readFileSync(SPEC_PATH, 'utf8')) : undefined

  it.each(calls)('accepts what we ask of %s', async (path, call) => {
    const { asked, client } = capturingClient(answerFor(spec, path, { lists: 'one item', ids: 'numbers' }))
    await call(client)
    // A list that pages by its last entry asks once more to see its end.
    expect([...new Set(asked.map((request) => request.path))]).toEqual([path])
    const schema = requestSchema(spec, path)
    if (!schema) throw new Error(`the specification has no request for ${path}`)
    expect(problemsOf(spec, schema, JSON.parse(asked[0]?.body ?? ''))).toEqual([])
  })

  it.each(calls)('is read by us where %s answers', async (path, call) => {
    for (const style of styles) {
      const result = await call(capturingClient(answerFor(spec, path, style)).client)
      // What an id above 2^53 turns into once it has been a JavaScript number.
      expect(JSON.stringify(result) ?? '').not.toContain('3000000000817032')
    }
  })

  it('is called in every method that the client has', () => {
    const modules = [
      account,
      chat,
      notifications,
      postings,
      productInfo,
      products,
      questions,
      ratings,
      returns,
      reviews,
      stockAndPrice,
    ]
    const paths = modules
      .flatMap((module) => Object.values(module) as unknown[])
      .map((member) => (typeof member === 'object' && member && 'path' in member ? member.path : undefined))
      .filter((path) => path !== undefined)
    expect(new Set(calls.map(([path]) => path))).toEqual(new Set(paths))
  })

  it('would notice a missing field, an unknown field, a wrong word and an id of the wrong kind', () => {
    const schema = requestSchema(spec, '/v3/chat/history')
    if (!schema) throw new Error('the specification has no chat history')
    for (const body of [
      {},
      { chat_id: 'c', from_message_id: id },
      { chat_id: 'c', filter: { message_ids: [7] } },
      { chat_id: 'c', surprise: true },
    ]) {
      expect(problemsOf(spec, schema, body)).not.toEqual([])
    }
    const list = requestSchema(spec, '/v3/chat/list')
    if (!list) throw new Error('the specification has no chat list')
    expect(problemsOf(spec, list, { limit: 1, filter: { chat_status: 'Opened' } })).not.toEqual([])
  })
})

describe.runIf(existsSync(PUSHES_PATH))('the examples of pushes', () => {
  const examples = existsSync(PUSHES_PATH) ? JSON.parse(readFileSync(PUSHES_PATH, 'utf8')) : { events: [] }
  const bodies: string[] = examples.events.map((event: object) => JSON.stringify(event))
  const chatTypes = /^TYPE_(NEW_MESSAGE|UPDATE_MESSAGE|MESSAGE_READ|CHAT_CLOSED)$/

  it('are each read as what they are, with an event id that is its own and stays the same', () => {
    const at = new Date('2026-11-21T09:00:00Z')
    const ids = bodies.map((body) => {
      const push = parsePush(body, at)
      expect(push.kind).toBe(chatTypes.test(JSON.parse(body).message_type) ? 'chat' : 'context')
      if (push.kind === 'ping') throw new Error('a ping has no event')
      const again = parsePush(body, at)
      expect(again.kind !== 'ping' && again.eventId).toBe(push.eventId)
      return push.eventId
    })
    expect(bodies.length).toBeGreaterThan(20)
    expect(new Set(ids).size).toBe(bodies.length)
    expect(parsePush(JSON.stringify(examples.ping)).kind).toBe('ping')
  })

  it('come from a buyer wherever a chat is spoken of', () => {
    for (const body of bodies) {
      const push = parsePush(body)
      if (push.kind === 'chat') expect(push).toMatchObject({ author: { type: 'buyer' }, sellerId: '700001' })
    }
  })
})

describe("Ozon's own structure", () => {
  it('may be absent on a machine of your own, never where everything is to be proved', () => {
    const present = existsSync(SPEC_PATH)
    if (!present)
      console.warn(`No Ozon specification at ${SPEC_PATH}: requests and answers were not checked by it`)
    expect(present || process.env.CI !== 'true', 'CI needs the specification, see OTVET_OZON_SPEC').toBe(true)
  })
})
