import type { Check } from '../../domain/draft.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { splitSentences } from '../../domain/text/sentences.ts'
import { finding, pass } from './rule.ts'

const RULE = 'personal-data'
const REQUEST =
  /(?<!\p{L})(?:пришлите|вышлите|напишите|сообщите|укажите|отправьте|назовите|продиктуйте|скиньте|дайте|уточните|предоставьте|оставьте|подскажите)(?!\p{L})/u
const DATA =
  /(?<!\p{L})(?:паспорт\p{L}*|снилс|инн|cvv|cvc|пин-?код\p{L}*|код\p{L}* из (?:смс|sms)|реквизит\p{L}*|(?:номер\p{L}* |данные )(?:вашей |вашего |ваш )?(?:банковской )?(?:карт\p{L}*|счет\p{L}*|телефон\p{L}*)|(?:ваш |свой )?(?:контактный )?телефон(?!\p{L})(?! не| и на)|e-?mail|электронн\p{L}* почт\p{L}*|домашн\p{L}* адрес\p{L}*|дат\p{L}* рождени\p{L}*)/u

/** The shop asks for no personal data and repeats no card number. */
export function checkPersonalData(text: string): Check {
  const card = [...text.matchAll(/(?<![\d-])(?:\d{4}[ -]?){3}\d{4}(?![\d-])/g)].find((m) => passesLuhn(m[0]))
  if (card) {
    return finding(
      RULE,
      'block',
      { en: 'A bank card number.', zh: '银行卡号。', ru: 'Номер банковской карты.' },
      card[0],
    )
  }
  for (const sentence of splitSentences(text)) {
    const words = normalise(sentence)
    if (REQUEST.test(words) && DATA.test(words)) {
      return finding(
        RULE,
        'block',
        {
          en: 'Asking for personal data is not allowed.',
          zh: '不允许索要个人信息。',
          ru: 'Запрашивать личные данные запрещено.',
        },
        sentence,
      )
    }
  }
  return pass(RULE, {
    en: 'Asks for no personal data.',
    zh: '没有索要个人信息。',
    ru: 'Личные данные не запрашиваются.',
  })
}

function passesLuhn(number: string): boolean {
  const digits = [...number.replace(/\D/g, '')].map(Number).reverse()
  const sum = digits.reduce(
    (total, digit, i) => total + (i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2),
    0,
  )
  return sum % 10 === 0
}
