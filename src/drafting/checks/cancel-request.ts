import { firstOf } from './reading.ts'
import { COMMUNICATION, type Rule } from './rule.ts'
import { words } from './word-pattern.ts'

const ORDER = '(?:заказ|покупк|отправлени|посылк)\\p{L}*'
const ASKS = [
  words`‹(?:отмените|отменяйте|аннулируйте|отмени)›…${ORDER}`,
  words`‹(?:отмените|аннулируйте)›…‹(?:сами|со своей стороны)›`,
  words`‹откажитесь›…(?:${ORDER}|при получении|товар)`,
  words`‹оформите (?:пожалуйста,? )?(?:отмену|отказ)`,
  words`‹(?:отмену|отказ)› (?:\p{L}+ ){0,2}‹(?:оформите|сделайте|подтвердите|нажмите)›`,
  words`‹(?:сделайте|подтвердите|создайте|инициируйте)› (?:\p{L}+ ){0,2}(?:отмену|отказ)`,
  words`‹нажмите…отменить`,
  words`‹не (?:забирайте|выкупайте|получайте|принимайте)›…${ORDER}`,
  words`‹(?:вы|если бы вы)› (?:сами )?(?:аннулируете|отмените|отменили|аннулировали|оформили отмену|отказались)`,
  words`‹(?:просим|прошу|просьба|предлагаем|рекомендуем|советуем|лучше|нужно|необходимо|придется|удобнее)›(?: вас| вам)?…(?:отменить|отмену|отказаться от|аннулировать)`,
  words`‹(?:снимите|снять|отзовите|отозвать|закройте|закрыть)› (?:\p{L}+ ){0,2}${ORDER}`,
  words`‹(?:оформите|сделайте|подтвердите|создайте|нажмите|нажмете|выберите|выберете|укажите)›,?…‹(?:отказ|отмен)~`,
  words`‹(?:могли бы|можете ли|не могли бы)› (?:\p{L}+ ){0,2}‹(?:отменить|аннулировать|отказаться|снять)›`,
  words`‹(?:отмените|аннулируйте|отменяйте)›(?=,|\.|!| пожалуйста)`,
  words`‹(?:удалите|уберите)› (?:\p{L}+ ){0,2}${ORDER}`,
  words`‹(?:лучше|просим|пожалуйста)›,? (?:\p{L}+ ){0,2}‹(?:оформите|сделайте)› (?:\p{L}+ )?‹(?:возврат|отказ|отмену)› (?:\p{L}+ ){0,2}(?:до|без) получения`,
]
/** «Если передумали, отмените…» explains what the buyer wants to do anyway. */
const OWN_WISH = words`‹(?:(?:если|когда) (?:вы )?(?:передум~|решили|решите|хотите|захотите|желаете|товар (?:больше )?не нужен)|чтобы отменить|при желании)`
const CONDITION = words`‹(?:если|в случае)›`

/** The shop never asks the buyer to cancel; telling how to, when the buyer wants it, is fine. */
export const cancelRequest: Rule = {
  id: 'cancel-request',
  quote: {
    en: 'Buyers are not asked to cancel an order.',
    zh: '不得要求买家取消订单。',
    ru: 'Нельзя просить покупателя отменить заказ.',
  },
  source: COMMUNICATION,
  kept: { en: 'Does not ask to cancel.', zh: '没有要求取消订单。', ru: 'Отменить заказ не просят.' },
  reasons: {
    asks: {
      en: 'Asking the buyer to cancel an order is not allowed.',
      zh: '不允许要求买家取消订单。',
      ru: 'Просить покупателя отменить заказ запрещено.',
    },
    speaks: {
      en: 'Speaks of cancelling. Make sure the buyer asked for it.',
      zh: '提到取消订单。请确认是买家自己要求的。',
      ru: 'Речь об отмене. Убедитесь, что о ней просил сам покупатель.',
    },
  },
  find: ({ sentences }) =>
    sentences.flatMap((sentence) => {
      const match = firstOf(sentence.text, ASKS)
      if (!match || OWN_WISH.test(sentence.text)) return []
      const isCondition = CONDITION.test(sentence.text) && !/если бы вы/u.test(sentence.text)
      return [
        isCondition && !/удобнее/u.test(sentence.text)
          ? { ...sentence.place(match), status: 'warn', reason: 'speaks' }
          : { ...sentence.place(match), status: 'block', reason: 'asks' },
      ]
    }),
}
