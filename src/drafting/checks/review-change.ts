import { firstOf } from './reading.ts'
import { OWN, type Rule } from './rule.ts'
import { words } from './word-pattern.ts'

const REVIEW = '(?:отзыв|оценк|рейтинг|комментари)\\p{L}*'
/** Imperative, infinitive or «если вы…»; «спасибо за дополнение к отзыву» is thanks. */
const CHANGE =
  '(?:измени(?:те|ть)|исправ(?:ьте|ить|ите)|подправ(?:ьте|ить|ите)|удали(?:те|ть)|убер(?:ите|ете)|убрать|поменя(?:йте|ть|ете)|пересмотр(?:ите|еть)|(?:с|от)(?:корректир|редактир)(?:уйте|овать|уете)|повысь?(?:те|ить)|поднимите|поднять|дополни(?:те|ть)|снимите|скройте|перепишите|сотрите)'
const PATTERNS = [
  words`‹${CHANGE}›…‹${REVIEW}`,
  words`‹${REVIEW}…‹${CHANGE}›`,
  words`‹(?:измените|поменяйте|исправьте|добавьте|подправьте|уберите|снимите|поднимите|накиньте)›…‹(?:звезд|звездоч|единиц|двойк|тройк|балл)~`,
  words`‹${CHANGE}› (?:\d|один|одну|два|две)…(?:на (?:5|пять|4|четыре))`,
  words`‹(?:пока|если)›…‹${REVIEW}…‹(?:не (?:станем|будем|сможем|верн~|помо~)|отказ~|висит)`,
  words`‹(?:иначе|в противном случае)›…‹(?:возврат~|деньг~|суд~|заблокир~)›`,
  words`‹${CHANGE}› (?:\p{L}+ ){0,3}‹(?:звезд|звездоч|единиц|двойк|тройк|балл)~`,
  words`‹(?:замените|поправьте|улучшите|подкорректируйте|переправьте|обновите|поправить|улучшить|обновить)›…‹(?:${REVIEW}|звезд~|балл~)`,
]
/** A shop that changes its own things, a rule of the marketplace told. */
const HARMLESS = words`‹(?:ваш отзыв поможет|благодаря отзыв~|по отзыв~|учтем|после модерац~|ozon не дает|нельзя изменить)`

/** No asking to change, complete or remove a review, no threat for one. */
export const reviewChange: Rule = {
  id: 'review-change',
  quote: {
    en: 'Buyers are not asked or pressed to change or remove a review.',
    zh: '不得要求或施压买家修改、删除评价。',
    ru: 'Нельзя просить или принуждать покупателя изменить или удалить отзыв.',
  },
  source: OWN,
  kept: { en: 'No pressure on reviews.', zh: '没有影响评价的内容。', ru: 'Давления на отзывы нет.' },
  reasons: {
    presses: {
      en: 'Asking to change or remove a review is not allowed.',
      zh: '不允许要求修改或删除评价。',
      ru: 'Просить изменить или удалить отзыв запрещено.',
    },
  },
  find: ({ sentences }) =>
    sentences.flatMap((sentence) => {
      const match = firstOf(sentence.text, PATTERNS)
      if (!match || HARMLESS.test(sentence.text)) return []
      return [{ ...sentence.place(match), status: 'block', reason: 'presses' }]
    }),
}
