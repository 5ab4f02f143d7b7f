import type { ComposeInput } from '../../domain/draft.ts'
import { triageReview } from '../../domain/feedback/triage.ts'
import type { Bilingual } from '../../domain/product.ts'
import { replyChannel } from '../../domain/reply-channel.ts'

const GOOD_STARS = 4

/** What is said to reviews; other words for the same stand in `vary-courtesy.ts`. */
export const REVIEW_WORDS = {
  thanks: {
    ru: 'Спасибо за отзыв! Рады, что покупка Вам понравилась.',
    zh: '感谢您的评价！很高兴您喜欢这件商品。',
  },
  thanksAndRemark: {
    ru: 'Спасибо за отзыв! Ваше замечание для нас тоже важно.',
    zh: '感谢您的评价！您提到的不足对我们也很重要。',
  },
  thanksForStars: { ru: 'Спасибо за высокую оценку!', zh: '感谢您的好评！' },
  told: { ru: 'Спасибо, что рассказали о своих впечатлениях.', zh: '感谢您分享使用感受。' },
  sorry: {
    ru: 'Сожалеем, что покупка не оправдала Ваших ожиданий.',
    zh: '很遗憾这次购物没有达到您的期望。',
  },
  notTaken: { ru: 'Жаль, что товар Вам не подошёл.', zh: '很遗憾商品不适合您。' },
  whatWentWrong: {
    ru: 'Напишите, пожалуйста, что именно Вам не понравилось.',
    zh: '请告诉我们您具体不满意的地方。',
  },
  toChat: {
    ru: 'Чтобы разобраться в Вашем случае, напишите нам, пожалуйста, в чат этого заказа на Ozon.',
    zh: '为了解您的具体情况，请在 Ozon 该订单的聊天中联系我们。',
  },
} satisfies Record<string, Bilingual>

/** What a review is answered with by its stars; none where it asks something, or is no review. */
export function reviewWords({ review, turnText }: ComposeInput): Bilingual[] | undefined {
  if (!review || turnText.includes('?')) return undefined
  const isMute = turnText.trim() === ''
  if (review.orderStatus === 'CANCELLED')
    return isMute ? [REVIEW_WORDS.notTaken] : [REVIEW_WORDS.told, REVIEW_WORDS.notTaken]
  if (review.rating >= GOOD_STARS) {
    if (isMute) return [REVIEW_WORDS.thanksForStars]
    // "Glad that you like it" to somebody who also names what is wrong reads as if nobody had read it.
    const { topics } = triageReview({ text: turnText, rating: review.rating })
    return [topics.length > 0 ? REVIEW_WORDS.thanksAndRemark : REVIEW_WORDS.thanks]
  }
  return isMute
    ? [REVIEW_WORDS.sorry, REVIEW_WORDS.whatWentWrong]
    : [REVIEW_WORDS.told, REVIEW_WORDS.sorry, REVIEW_WORDS.toChat]
}

/** What a model must keep to where everybody reads the text; none in a chat. */
export function publicRules({ channel, review }: Pick<ComposeInput, 'channel' | 'review'>): string[] {
  const { kind, isPublic, maxLength } = replyChannel(channel)
  if (!isPublic) return []
  const stars = review
    ? [
        `It answers a review of ${review.rating} stars of 5${review.orderStatus === 'CANCELLED' ? ', written without taking the parcel' : ''}: thank for it, whatever it says.`,
      ]
    : []
  return [
    `The reply is public, under the product (${kind}), at most ${maxLength} characters.`,
    ...stars,
    'Speak of this product only. Name no order, parcel, date of delivery or personal detail.',
    'Offer no refund, exchange, repair, discount or gift: for the buyer’s own case invite to the chat of the order on Ozon.',
    'Never ask to change, remove or write a review.',
  ]
}
