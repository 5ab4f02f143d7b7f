import type { Check } from '../../domain/draft.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { splitSentences } from '../../domain/text/sentences.ts'
import { finding, pass } from './rule.ts'

const RULE = 'review-pressure'
const REVIEW = '(?:отзыв|оценк|рейтинг)\\p{L}*'
/** Imperative or infinitive; «вы оценили на 5» and «спасибо за дополнение к отзыву» are thanks. */
const CHANGE =
  '(?:измени(?:те|ть)|исправ(?:ьте|ить)|удали(?:те|ть)|уберите|убрать|поменя(?:йте|ть)|пересмотр(?:ите|еть)|(?:скорректир|отредактир)(?:уйте|овать)|повысь?(?:те|ить)|поднимите|поднять|дополни(?:те|ть))'
const REWARD = '(?:подар|бонус|кэшбэк|кешбэк|скидк|верн|возврат|начисл|деньг|руб|балл)'
const PRESSURE = [
  new RegExp(`(?<!\\p{L})${CHANGE}(?!\\p{L}).{0,40}?${REVIEW}`, 'u'),
  new RegExp(`${REVIEW}.{0,30}?(?<!\\p{L})${CHANGE}(?!\\p{L})`, 'u'),
  /(?<!\p{L})(?:поставьте|поставить|ставьте|оцените)(?!\p{L}).{0,30}?(?:5|пять|пятерк|высш|максимальн|положительн|хорош)/u,
  /(?<!\p{L})(?:остав|напиш)\p{L}*.{0,20}?(?:положительн|хорош|позитивн)\p{L}* (?:отзыв|оценк)\p{L}*/u,
]
const REWARDED = [
  new RegExp(
    `(?<!\\p{L})(?<!спасибо |благодарим |благодарим вас |благодарны )за (?:ваш )?(?:\\p{L}+ )?(?:отзыв|оценк\\p{L}*|звезд).{0,60}?${REWARD}`,
    'u',
  ),
  new RegExp(`(?<!\\p{L})${REWARD}.{0,40}?(?<!\\p{L})за (?:ваш )?(?:\\p{L}+ )?(?:отзыв|оценк|звезд)`, 'u'),
]
/** What the marketplace itself gives for a review is a fact, not an offer of the shop. */
const BY_MARKETPLACE = /(?<!\p{L})(?:ozon|озон|маркетплейс)/u

/** No asking to change or remove a review, no wish for stars, no reward for either. */
export function checkReviewPressure(text: string): Check {
  for (const sentence of splitSentences(text)) {
    const words = normalise(sentence)
    const isRewarded = !BY_MARKETPLACE.test(words) && REWARDED.some((pattern) => pattern.test(words))
    if (isRewarded || PRESSURE.some((pattern) => pattern.test(words))) {
      return finding(
        RULE,
        'block',
        {
          en: 'Asking to change a review, for stars, or rewarding a review is not allowed.',
          zh: '不允许要求修改评价、索要星级或以奖励换评价。',
          ru: 'Просить изменить отзыв, ставить звёзды или поощрять за отзыв запрещено.',
        },
        sentence,
      )
    }
  }
  return pass(RULE, {
    en: 'No pressure on reviews.',
    zh: '没有影响评价的内容。',
    ru: 'Давления на отзывы нет.',
  })
}
