import type { Check } from '../../domain/draft.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { splitSentences } from '../../domain/text/sentences.ts'
import { finding, pass } from './rule.ts'

const RULE = 'money-promise'
/** The shop itself as the one who acts: «мы вернём», «компенсируем», not «Ozon возвращает деньги». */
const PROMISE =
  /(?<!\p{L})(?:возместим|компенсируем|выплатим|подарим|начислим|(?:вернем|перечислим|переведем|оплатим)(?!\p{L}).{0,30}?(?:деньг|денег|средств|стоимост|сумм|руб|доставк|оплат)|(?:сделаем|дадим|предоставим|предложим) .{0,20}?(?:скидк|подар|компенсац|промокод)|(?:заменим|отправим|вышлем) .{0,25}?(?:бесплатно|за наш счет|нов\p{L}+ (?:товар|заказ|экземпляр)))/u

/** Money, gifts and free replacements are promised by a person who looked, never in passing. */
export function checkMoneyPromise(text: string): Check {
  for (const sentence of splitSentences(text)) {
    if (PROMISE.test(normalise(sentence))) {
      return finding(
        RULE,
        'warn',
        {
          en: 'Promises money, a gift or a replacement. Make sure the shop will do it.',
          zh: '承诺了退款、赠品或换货。请确认店铺会兑现。',
          ru: 'Обещаны деньги, подарок или замена. Убедитесь, что магазин это выполнит.',
        },
        sentence,
      )
    }
  }
  return pass(RULE, {
    en: 'Promises no money.',
    zh: '没有金钱承诺。',
    ru: 'Денежных обещаний нет.',
  })
}
