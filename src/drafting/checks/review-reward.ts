import { firstOf } from './reading.ts'
import { OWN, type Rule } from './rule.ts'
import { words } from './word-pattern.ts'

const REWARD =
  '(?<!\\p{L})(?:подар|дар(?:им|ю)|бонус|кэшбэк|кешбэк|кэшбек|скидк|верн(?:ем|у)|возврат|начисл|деньг|руб|₽|балл|приз|сюрприз|промокод|получите|положим)'
const FOR =
  '(?<!спасибо |благодарим |благодарим вас |спасибо вам |благодарны |благодарность )за (?:ваш~? )?(?:\\p{L}+ ){0,2}(?:отзыв|оценк|звезд|звездоч)'.replaceAll(
    '~',
    '\\p{L}*',
  )
const PATTERNS = [
  new RegExp(`(?<!\\p{L})${FOR}[^.!?]{0,60}?${REWARD}`, 'u'),
  new RegExp(`${REWARD}[^.!?]{0,50}?(?<!\\p{L})${FOR}`, 'u'),
  words`‹(?:оставьте|напишите|поставьте)›[^.!?]{0,30}?‹(?:отзыв|оценк|звезд|5|пять)~[^.!?]{0,40}?${REWARD}`,
  words`‹(?:если|когда) (?:вы )?(?:напишете|оставите|поставите)[^.!?]{0,30}?(?:отзыв|оценк|звезд)[^.!?]{0,40}?${REWARD}`,
  words`‹(?:каждому|всем|тем)›[^.!?]{0,20}?‹кто (?:остав|напи|постав)~[^.!?]{0,20}?(?:отзыв|оценк|звезд)~[^.!?]{0,30}?${REWARD}`,
  words`${REWARD}[^.!?]{0,60}?‹(?:если|когда|после того,? как)›[^.!?]{0,30}?‹(?:остав|напиш|постав)~[^.!?]{0,20}?(?:отзыв|оценк|звезд)`,
  words`${REWARD}[^.!?]{0,60}?‹кто (?:остав|напи|постав)~[^.!?]{0,30}?(?:отзыв|оценк|звезд)`,
]
/** What the marketplace itself gives for a review is a fact, not an offer of the shop. */
const BY_MARKETPLACE = words`‹(?:ozon|озон|маркетплейс)`

/** No reward for a review, whatever it says. */
export const reviewReward: Rule = {
  id: 'review-reward',
  quote: {
    en: 'Reviews are not rewarded: no money, gifts or discounts for them.',
    zh: '不得奖励评价：不得以金钱、礼品或折扣换评价。',
    ru: 'Отзывы не вознаграждают: ни деньгами, ни подарками, ни скидками.',
  },
  source: OWN,
  kept: { en: 'No reward for reviews.', zh: '没有以奖励换评价。', ru: 'Наград за отзывы нет.' },
  reasons: {
    reward: {
      en: 'Offers a reward for a review.',
      zh: '以奖励换取评价。',
      ru: 'Обещана награда за отзыв.',
    },
  },
  find: ({ sentences }) =>
    sentences.flatMap((sentence) => {
      const match = firstOf(sentence.text, PATTERNS)
      if (!match || BY_MARKETPLACE.test(sentence.text)) return []
      return [{ ...sentence.place(match), status: 'block', reason: 'reward' }]
    }),
}
