import { afterEach, describe, expect, it } from 'vitest'
import { SHOP, virtualSandbox } from '../../../test/factories/virtual-sandbox.ts'

const SKU = '100200300'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

function withFeedback() {
  const made = virtualSandbox({ limits: { moderationMs: 60_000 } })
  const { sandbox, call } = made
  const { reviewId } = sandbox.buyerReviews({ clientId: SHOP.clientId, sku: SKU, rating: 2, text: 'Шумят' })
  const { questionId } = sandbox.buyerAsks({ clientId: SHOP.clientId, sku: SKU, text: 'Складные?' })
  const list = async <T>(path: string, body: unknown, key: string): Promise<T[]> => {
    const { text } = await call(path, body)
    return JSON.parse(text)[key]
  }
  type Listed = { text: string; is_published: boolean; is_rejected: boolean; deviation_reason: string }
  return {
    ...made,
    reviewId,
    questionId,
    reply: (text = 'Нам жаль') =>
      call('/v1/review/comment/create', { review_id: reviewId, text, mark_review_as_processed: true }),
    answer: (text = 'Да, складные') =>
      call('/v1/question/answer/create', { question_id: questionId, sku: Number(SKU), text }),
    comments: () => list<Listed>('/v1/review/comment/list', { review_id: reviewId, limit: 20 }, 'comments'),
    answers: () =>
      list<{ status_publication: string }>(
        '/v1/question/answer/list',
        { question_id: questionId, sku: Number(SKU) },
        'answers',
      ),
    status: async () =>
      (await list<{ status: string }>('/v2/review/list', { limit: 20 }, 'reviews')).map((one) => one.status),
  }
}

describe('answers in moderation', () => {
  it('to a review are absent until they were looked at, though the review is processed at once', async () => {
    const { reply, comments, status, time } = withFeedback()
    expect((await reply()).status).toBe(200)
    expect(await comments()).toEqual([])
    expect(await status()).toEqual(['PROCESSED'])
    await time.advance(60_000)
    expect(await comments()).toMatchObject([{ text: 'Нам жаль', is_published: true, is_rejected: false }])
  })

  it('are refused with a reason, or vanish', async () => {
    const { sandbox, reply, comments, answer, answers, time } = withFeedback()
    sandbox.faults.set({ moderationRefused: true })
    await reply()
    await answer()
    expect(await answers()).toMatchObject([{ status_publication: 'AWAITING_MODERATION' }])
    await time.advance(60_000)
    expect(await comments()).toMatchObject([{ is_published: false, is_rejected: true }])
    expect((await comments())[0]?.deviation_reason).not.toBe('')
    expect(await answers()).toMatchObject([{ status_publication: 'MODERATION_FAILED' }])
    sandbox.faults.set({ moderationRefused: null, answerVanishes: true })
    await reply('Второй')
    await answer('Второй')
    await time.advance(60_000)
    expect(await comments()).toHaveLength(1)
    expect(await answers()).toHaveLength(1)
  })

  it('to a question that say the same again are duplicates', async () => {
    const { answer, answers, time } = withFeedback()
    await answer()
    await answer()
    await time.advance(60_000)
    expect((await answers()).map((one) => one.status_publication)).toEqual(['PUBLISHED', 'DUPLICATE'])
  })
})

describe('the methods of reviews and questions', () => {
  it('want pages of 20 to 100 reviews, and a subscription that only trying shows', async () => {
    const { sandbox, call } = withFeedback()
    expect((await call('/v2/review/list', { limit: 10 })).status).toBe(400)
    sandbox.setShop(SHOP.clientId, { reviewManagement: false })
    expect((await call('/v2/review/list', { limit: 10 })).status).toBe(400)
    expect(await call('/v2/review/count', {})).toMatchObject({ status: 403, body: { code: 7, details: [] } })
    expect((await call('/v1/question/count', {})).status).toBe(200)
    sandbox.setShop(SHOP.clientId, { subscription: 'PREMIUM' })
    expect(await call('/v1/question/count', {})).toMatchObject({
      status: 403,
      body: { code: 7, details: '' },
    })
  })

  it('page by the last id, oldest first or newest, and filter by time and status', async () => {
    const { sandbox, call, time } = withFeedback()
    for (let n = 0; n < 45; n++) {
      await time.advance(1_000)
      sandbox.buyerReviews({ clientId: SHOP.clientId, sku: SKU, rating: 5, text: `Отзыв ${n}` })
    }
    const page = async (body: object) => JSON.parse((await call('/v2/review/list', body)).text)
    const seen: string[] = []
    let lastId = ''
    for (let hasNext = true; hasNext; ) {
      const answer = await page({ limit: 20, sort_dir: 'ASC', last_id: lastId })
      seen.push(...answer.reviews.map((one: { id: string }) => one.id))
      lastId = answer.last_id
      hasNext = answer.has_next
    }
    expect(new Set(seen).size).toBe(46)
    const from = new Date(time.clock.now().getTime() - 9_000).toISOString()
    expect((await page({ limit: 100, filters: { published_from: from } })).reviews).toHaveLength(10)
    expect((await page({ limit: 100, filters: { status: 'PROCESSED' } })).reviews).toEqual([])
  })
})

describe('the control API', () => {
  it('writes reviews and questions as buyers do, and answers them as the cabinet does', async () => {
    const { sandbox } = withFeedback()
    closing.push(() => sandbox.close())
    const base = await sandbox.listen()
    const control = async (path: string, body: unknown) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${base}/sandbox${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      return { status: answer.status, body: (await answer.json()) as Record<string, string> }
    }
    const { body: review } = await control('/reviews', { sku: SKU, rating: 1, orderStatus: 'CANCELLED' })
    const { body: question } = await control('/questions', { sku: SKU, text: 'Есть чехол?' })
    await control(`/feedback/${review.reviewId}/buyers`, { text: 'И у меня' })
    await control(`/feedback/${question.questionId}/cabinet`, { text: 'Да, в комплекте' })
    expect((await control('/reviews', { sku: SKU, rating: 6 })).status).toBe(400)
    const listed = (await (await fetch(`${base}/sandbox/feedback`)).json()) as { id: string | undefined }[]
    const of = (id: string | undefined) => listed.find((one) => one.id === id)
    expect(of(review.reviewId)).toMatchObject({ rating: 1, orderStatus: 'CANCELLED', answers: 1 })
    expect(of(question.questionId)).toMatchObject({ text: 'Есть чехол?', status: 'PROCESSED' })
  })
})
