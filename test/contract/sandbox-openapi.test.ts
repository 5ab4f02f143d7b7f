import { describe, expect, it } from 'vitest'
import { METHODS } from '../../src/sandbox/api/methods.ts'
import { SHOP, virtualSandbox } from '../factories/virtual-sandbox.ts'
import { loadOzonSpec } from './ozon-spec.ts'

const spec = loadOzonSpec()
const PERIOD = { since: '2026-10-01T00:00:00Z', to: '2026-12-31T00:00:00Z' }

/** Spoken on the marketplace, and in no method of the copy of its document that we have. */
const NOT_IN_THE_COPY = ['/v1/description-category/attribute']
const DOCUMENTED = Object.keys(METHODS).filter((path) => !NOT_IN_THE_COPY.includes(path))

/** Requests that between them make every method answer with something in it. */
type Known = Record<'chatId' | 'fbs' | 'fbo' | 'fresh' | 'returnId' | 'reviewId' | 'questionId', string> & {
  commentId: string
  answerId: string
}

function requestsOf(known: Known) {
  const { chatId, fbs, fbo, fresh, returnId, reviewId, questionId } = known
  const sku = 100200300
  const requests: Record<string, unknown[]> = {
    '/v3/chat/list': [{ limit: 1 }, { limit: 100, filter: { chat_status: 'OPENED', unread_only: true } }],
    '/v3/chat/history': [{ chat_id: chatId }, { chat_id: chatId, limit: 1, direction: 'Backward' }],
    '/v1/chat/send/message': [{ chat_id: chatId, text: 'Добрый день!' }],
    '/v1/chat/send/file': [{ chat_id: chatId, base64_content: 'iVBORw0KGgo=', name: 'схема.png' }],
    '/v1/chat/start': [{ posting_number: fresh }],
    '/v2/chat/read': [{ chat_id: chatId }],
    '/v1/roles': [{}],
    '/v1/seller/info': [{}],
    '/v3/product/list': [{ limit: 1 }, { filter: { offer_id: ['HEAD-1'], visibility: 'ALL' }, limit: 10 }],
    '/v3/product/info/list': [{ sku: ['100200300'] }, { offer_id: ['COAT-1'] }],
    '/v4/product/info/attributes': [{ filter: { sku: ['100200300', '100200301'] }, limit: 10 }],
    '/v1/product/info/description': [{ offer_id: 'HEAD-1' }],
    '/v4/product/info/stocks': [{ filter: {}, limit: 1 }],
    '/v5/product/info/prices': [{ filter: { product_id: ['5001001'] }, limit: 10 }],
    '/v4/posting/fbs/list': [
      { filter: PERIOD, limit: 100 },
      { filter: PERIOD, limit: 1, sort_dir: 'ASC' },
    ],
    '/v3/posting/fbs/get': [{ posting_number: fbs }],
    '/v3/posting/fbo/list': [{ filter: PERIOD, limit: 100 }],
    '/v2/posting/fbo/get': [{ posting_number: fbo }],
    '/v1/returns/list': [{ limit: 100, filter: { posting_numbers: [fbs] } }],
    '/v2/returns/rfbs/list': [{ limit: 100 }, { limit: 100, filter: { posting_number: 'none' } }],
    '/v2/returns/rfbs/get': [{ return_id: Number(returnId) }],
    '/v2/review/list': [{ limit: 20 }, { limit: 100, filters: { status: 'NEW', order_status: 'DELIVERED' } }],
    '/v2/review/info': [{ review_id: reviewId }],
    '/v2/review/count': [{}],
    '/v1/review/comment/create': [{ review_id: reviewId, text: 'Спасибо!', mark_review_as_processed: true }],
    '/v1/review/comment/list': [
      { review_id: reviewId, limit: 20 },
      { limit: 20, filter: { sku } },
    ],
    '/v2/review/change-status': [{ review_ids: [reviewId], status: 'VIEWED' }],
    '/v2/review/comment/delete': [{ comment_id: known.commentId, sku }],
    '/v1/rating/history': [
      {
        date_from: '2026-10-25T00:00:00Z',
        date_to: '2026-11-24T00:00:00Z',
        ratings: ['rating_reaction_time', 'rating_replied_dialogs_ratio'],
      },
    ],
    '/v1/question/list': [{ limit: 1 }, { limit: 100, filter: { status: 'UNPROCESSED' }, sort_dir: 'ASC' }],
    '/v1/question/info': [{ question_id: questionId }],
    '/v1/question/count': [{}],
    '/v1/question/top-sku': [{ limit: 5 }],
    '/v1/question/answer/create': [{ question_id: questionId, sku, text: 'Да, подойдёт.' }],
    '/v1/question/answer/list': [{ question_id: questionId, sku }],
    '/v1/question/change-status': [{ question_ids: [questionId], status: 'PROCESSED' }],
    '/v1/question/answer/delete': [{ answer_id: known.answerId, sku }],
    '/v1/notification/set': [
      { url: 'http://desk.test/hook', types: ['TYPE_NEW_MESSAGE', 'TYPE_CHAT_CLOSED'] },
    ],
    '/v1/notification/update': [{ id: 1, types: ['TYPE_NEW_MESSAGE'] }],
    '/v1/notification/check': [{ url: 'http://desk.test/hook' }, { url: 'http://down.test/' }],
    '/v1/notification/list': [{ limit: 100 }],
    '/v1/notification/push-type/list': [{}],
    '/v1/notification/enable': [{ id: 1, enabled: false }],
    '/v1/notification/delete': [{ id: 1 }],
  }
  return requests
}

function filledSandbox() {
  const made = virtualSandbox(
    {
      limits: { requestsPerSecond: Number.POSITIVE_INFINITY },
      onPush: async ({ url }) => {
        if (url.includes('down.test')) throw new TypeError('fetch failed')
        return { status: 200, body: '{"version":"1.0","name":"desk","time":"2026-11-22T09:00:00Z"}' }
      },
    },
    { systemChats: true },
  )
  const { sandbox } = made
  const order = (
    scheme: 'FBO' | 'FBS' | 'rFBS',
    state: 'awaiting_packaging' | 'delivering' | 'returned' | 'cancelled',
  ) =>
    sandbox.createOrder({
      clientId: SHOP.clientId,
      scheme,
      sku: '100200300',
      state,
      daysAgo: state === 'awaiting_packaging' ? 0 : 9,
    })
  const fbs = order('FBS', 'returned').postingNumber
  const fbo = order('FBO', 'delivering').postingNumber
  const fresh = order('FBS', 'awaiting_packaging').postingNumber
  const rfbs = order('rFBS', 'returned')
  order('FBS', 'cancelled')
  order('FBO', 'returned')
  const { chatId } = sandbox.startChat({ clientId: SHOP.clientId, order: fbo, contextSku: '100200300' })
  sandbox.buyerSays(chatId, 'Где заказ?')
  sandbox.buyerSendsPhoto(chatId, 'вот')
  sandbox.sellerSaysElsewhere(chatId, 'Уже едет')
  const { reviewId } = sandbox.buyerReviews({
    clientId: SHOP.clientId,
    sku: '100200300',
    rating: 2,
    text: 'Шумят',
    photos: 1,
    publishedAt: new Date('2026-11-20T09:00:00Z'),
  })
  const { questionId } = sandbox.buyerAsks({ clientId: SHOP.clientId, sku: '100200300', text: 'Складные?' })
  const { answerId: commentId } = sandbox.sellerAnswersElsewhere(reviewId, 'Нам жаль')
  const { answerId } = sandbox.sellerAnswersElsewhere(questionId, 'Да')
  sandbox.buyerAnswers(reviewId, 'У меня тоже')
  const about = { reviewId, questionId, commentId, answerId }
  return { ...made, known: { chatId, fbs, fbo, fresh, returnId: String(rfbs.returnId), ...about } }
}

describe.skipIf(!spec)('the sandbox against the marketplace document', () => {
  it('answers every method it knows as documented, with something in it', async () => {
    if (!spec) return
    const { call, known } = filledSandbox()
    const requests = requestsOf(known)
    expect(Object.keys(requests).toSorted()).toEqual(DOCUMENTED.toSorted())
    for (const [path, bodies] of Object.entries(requests)) {
      for (const body of bodies) {
        expect({ path, body, errors: spec.requestErrors(path, body) }).toEqual({ path, body, errors: [] })
        const answer = await call(path, body)
        expect({ path, status: answer.status, text: answer.text }).toMatchObject({ path, status: 200 })
        const errors = spec.responseErrors(
          path,
          200,
          answer.text === '' ? undefined : JSON.parse(answer.text),
        )
        expect({ path, errors }).toEqual({ path, errors: [] })
      }
    }
  })

  it('refuses in the documented shape, whatever is wrong', async () => {
    if (!spec) return
    const { call, sandbox, known } = filledSandbox()
    const check = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
      const answer = await call(path, body, headers)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect({ path, errors: spec.responseErrors(path, answer.status, JSON.parse(answer.text)) }).toEqual({
        path,
        errors: [],
      })
      expect(answer.headers.get('x-o3-trace-id')).toBeTruthy()
    }
    for (const path of DOCUMENTED) {
      await check(path, '{"broken"')
      await check(path, {}, { 'Api-Key': 'wrong' })
      sandbox.faults.set({ rateLimited: 'once' })
      await check(path, {})
    }
    sandbox.setShop(SHOP.clientId, { subscription: 'UNSPECIFIED' })
    await check('/v3/chat/history', { chat_id: known.chatId })
    await check('/v2/review/count', {})
    await check('/v1/question/count', {})
    sandbox.setShop(SHOP.clientId, { roles: [] })
    await check('/v3/chat/list', { limit: 1 })
  })
})
