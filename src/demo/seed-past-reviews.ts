import type { Transaction } from '../db/client.ts'
import { conversations, messages } from '../db/schema/conversations.ts'
import { heardTopics } from '../db/schema/feedback.ts'
import { triageReview } from '../domain/feedback/triage.ts'
import type { DemoPastReview } from './shop-data.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const CHANNEL = 'ozon-review'
const ANSWER = {
  low: 'Здравствуйте! Спасибо, что рассказали. Сожалеем, что так вышло. Напишите нам, пожалуйста, в чат этого заказа на Ozon.',
  high: 'Здравствуйте! Спасибо за отзыв! Рады, что покупка Вам понравилась.',
}

/** Reviews of the last weeks, each answered the same day: so the demo has a past, and a burst in it. */
export async function seedPastReviews(
  tx: Transaction,
  { shopId, reviews, now }: { shopId: string; reviews: readonly DemoPastReview[]; now: Date },
): Promise<void> {
  const seeded = reviews.map(({ sku, daysAgo, rating, text }, index) => {
    // Spread over the day, so that none is of the same moment.
    const at = new Date(now.getTime() - daysAgo * DAY_MS - (index % 9) * HOUR_MS)
    const answeredAt = new Date(at.getTime() + 2 * HOUR_MS)
    return {
      id: `past-review-${index + 1}`,
      sku,
      rating,
      text,
      at,
      answeredAt,
      triage: triageReview({ text, rating }),
    }
  })
  await tx.insert(conversations).values(
    seeded.map(({ id, sku, rating, text, at, answeredAt, triage }) => ({
      shopId,
      id,
      channel: CHANNEL,
      externalId: id,
      status: 'closed',
      sku,
      rating,
      orderStatus: 'DELIVERED',
      remoteStatus: 'PROCESSED',
      triage,
      lastMessageAt: answeredAt,
      lastBuyerMessageAt: at,
      lastBuyerText: text,
      windowRule: 'no_end',
      closedAt: answeredAt,
      createdAt: at,
    })),
  )
  await tx.insert(messages).values(
    seeded.flatMap(({ id, sku, rating, text, at, answeredAt }) => {
      const common = { shopId, conversationId: id, sku, confirmedAt: answeredAt }
      const asked = {
        ...common,
        id: `${id}-asked`,
        externalId: `review:${id}`,
        seq: String(at.getTime()),
        text,
      }
      const told = {
        ...common,
        id: `${id}-told`,
        externalId: `comment:${id}`,
        seq: String(answeredAt.getTime()),
      }
      return [
        { ...asked, author: 'buyer', authorType: 'Customer', sentAt: at, receivedAt: at },
        {
          ...told,
          text: rating <= 3 ? ANSWER.low : ANSWER.high,
          author: 'seller',
          authorType: 'Seller',
          moderation: 'published',
          sentAt: answeredAt,
          receivedAt: answeredAt,
        },
      ]
    }),
  )
  const heard = seeded.flatMap(({ id, sku, at, triage }) =>
    triage.topics.map(({ topic, words }) => ({
      shopId,
      messageId: `${id}-asked`,
      topic,
      conversationId: id,
      channel: CHANNEL,
      sku,
      words,
      heardAt: at,
    })),
  )
  await tx.insert(heardTopics).values(heard)
}
