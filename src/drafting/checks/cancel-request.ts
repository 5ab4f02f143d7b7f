import type { Check } from '../../domain/draft.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { splitSentences } from '../../domain/text/sentences.ts'
import { finding, pass } from './rule.ts'

const RULE = 'cancel-request'
const ORDER = '(?:заказ|покупк|отправлени|посылк)\\p{L}*'
const ASKS = [
  new RegExp(`(?<!\\p{L})(?:отмените|отменяйте|аннулируйте|отмени)(?!\\p{L}).{0,40}?${ORDER}`, 'u'),
  new RegExp(`(?<!\\p{L})откажитесь(?!\\p{L}).{0,30}?(?:${ORDER}|при получении|товар)`, 'u'),
  /(?<!\p{L})оформите (?:пожалуйста,? )?(?:отмену|отказ)/u,
  new RegExp(
    `(?<!\\p{L})(?:просим|прошу|просьба|предлагаем|рекомендуем|советуем|лучше|нужно|необходимо|придется)(?!\\p{L})(?: вас| вам)?[^.!?]{0,30}?(?:отменить|отмену|отказаться от|аннулировать)[^.!?]{0,30}?(?:${ORDER})?`,
    'u',
  ),
]
/** «Если передумали, отмените заказ…» explains what the buyer wants to do anyway. */
const BUYERS_OWN_WISH = /(?<!\p{L})(?:если|чтобы|при желании|в случае)(?!\p{L})/u

/** The shop never asks the buyer to cancel; telling how to, when the buyer wants it, is fine. */
export function checkCancelRequest(text: string): Check {
  for (const sentence of splitSentences(text)) {
    const words = normalise(sentence)
    if (!ASKS.some((pattern) => pattern.test(words))) continue
    if (BUYERS_OWN_WISH.test(words)) {
      return finding(
        RULE,
        'warn',
        {
          en: 'Speaks of cancelling. Make sure the buyer asked for it.',
          zh: '提到取消订单。请确认是买家自己要求的。',
          ru: 'Речь об отмене. Убедитесь, что о ней просил сам покупатель.',
        },
        sentence,
      )
    }
    return finding(
      RULE,
      'block',
      {
        en: 'Asking the buyer to cancel an order is not allowed.',
        zh: '不允许要求买家取消订单。',
        ru: 'Просить покупателя отменить заказ запрещено.',
      },
      sentence,
    )
  }
  return pass(RULE, {
    en: 'Does not ask to cancel.',
    zh: '没有要求取消订单。',
    ru: 'Отменить заказ не просят.',
  })
}
