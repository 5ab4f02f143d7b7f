import { orderNumbersIn } from './order-numbers.ts'
import { firstOf } from './reading.ts'
import { COMMUNICATION, type Rule } from './rule.ts'
import { words } from './word-pattern.ts'

const REQUEST = words`(?<!(?:не|никому не|никогда не) )‹(?:пришлите|вышлите|напишите|сообщите|укажите|отправьте|назовите|продиктуйте|скиньте|дайте|уточните|предоставьте|оставьте|подскажите|приложите|какой у вас|какая у вас|какие у вас|можно ваш~?|скажите|диктуйте|нужен|нужна|нужны?|понадобятся?|потребуются?|необходим[ыо]?)›`
const DATA = [
  words`‹(?:паспорт~|снилс|инн|cvv|cvc|пин-?код~|водительск~ удостоверени~|свидетельств~ о рождени~)›`,
  words`‹код~›[^.!?]{0,30}?‹(?:смс|sms|сообщени[яий]~ от банка)`,
  words`‹(?:реквизит~|(?:номер~ |данные |фото |скан |скриншот |последние цифры |цифры )(?:вашей |вашего |ваш )?(?:банковск~ )?(?:карт[ыуа]?|счет~|телефон~)|срок действия карт~)›`,
  words`‹(?:ваш |свой |контактный |мобильный )(?:номер )?телефон~›(?! не| и на| поддерж| работа)`,
  words`‹(?:ваш[уа]? |свою |свой |адрес (?:вашей )?)(?:e-?mail|имейл~|мейл~?|мыло|почт[ау]|электронн~ почт[ыу]~)›`,
  words`‹(?:ваш (?:адрес и )?(?:номер и |адрес, )?телефон|домашн~ адрес~|ваш адрес|адрес проживания|адрес регистрации|дат[ау] рождени~|фио|фамили[юя]|полное имя)›`,
  words`‹(?:\p{L}+ )?цифр[ыу]?› (?:\p{L}+ ){0,2}‹(?:с оборота|на обороте|с обратной|карт)~`,
  words`‹(?:логин~|парол[ьяи]~) (?:и (?:логин|парол)~ )?(?:от |к )?(?:\p{L}+ ){0,2}(?:кабинет|аккаунт|профил|ozon|озон)~`,
  words`‹(?:документ~|удостоверени~)›…‹личность`,
  words`‹(?:ваш~ |место )?прописк~›`,
]
/** «Укажите номер телефона в профиле Ozon» sends the buyer to where it belongs. */
const ELSEWHERE = words`‹(?:в (?:профиле|личном кабинете|приложении|настройках)|при оформлении|на сайте ozon|курьеру)›`

/** The shop asks for no personal data and repeats no card number. */
export const personalData: Rule = {
  id: 'personal-data',
  quote: {
    en: 'No collecting of personal data from buyers.',
    zh: '不得收集买家的个人信息。',
    ru: 'Нельзя собирать личные данные покупателей.',
  },
  source: COMMUNICATION,
  kept: { en: 'Asks for no personal data.', zh: '没有索要个人信息。', ru: 'Личные данные не запрашиваются.' },
  reasons: {
    asks: {
      en: 'Asking for personal data is not allowed.',
      zh: '不允许索要个人信息。',
      ru: 'Запрашивать личные данные запрещено.',
    },
    order: {
      en: 'Names an order or a parcel where everybody reads it.',
      zh: '在公开文本中写出了订单号或包裹号。',
      ru: 'Назван заказ или посылка там, где это прочтут все.',
    },
    card: { en: 'A bank card number.', zh: '银行卡号。', ru: 'Номер банковской карты.' },
  },
  find: ({ original, plain, sentences }, { channel }) => [
    ...(channel.isPublic ? orderNumbersIn(original) : []).map(
      (span) => ({ ...span, status: 'block', reason: 'order' }) as const,
    ),
    ...[...plain.text.matchAll(/(?<![\d-])(?:\d{4}[ -]?){3}\d{4}(?![\d-])/g)]
      .filter(([number]) => passesLuhn(number))
      .map(
        ({ 0: number, index }) =>
          ({
            from: plain.starts[index] ?? 0,
            to: plain.ends[index + number.length - 1] ?? 0,
            status: 'block',
            reason: 'card',
          }) as const,
      ),
    ...sentences.flatMap((sentence) => {
      if (!REQUEST.test(sentence.text) || ELSEWHERE.test(sentence.text)) return []
      const data = firstOf(sentence.text, DATA)
      return data ? [{ ...sentence.place(data), status: 'block', reason: 'asks' } as const] : []
    }),
  ],
}

function passesLuhn(number: string): boolean {
  const digits = [...number.replace(/\D/g, '')].map(Number).reverse()
  const sum = digits.reduce(
    (total, digit, i) => total + (i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2),
    0,
  )
  return sum % 10 === 0
}
