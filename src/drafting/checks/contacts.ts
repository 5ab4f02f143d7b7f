import type { Check } from '../../domain/draft.ts'
import { clean, foldLookAlikes } from '../../domain/text/normalise.ts'
import { finding, pass } from './rule.ts'

const RULE = 'contacts'
const GAP = '[\\s().–—-]*'
const NUMBER_WORD =
  'нол[ья]|один|одна|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|(?:\\p{L}{3,7})надцать|двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто|сто|двести|триста|четыреста|(?:пять|шесть|семь|восемь|девять)сот'

/** A long bare number after one of these words is an article, an order or a track number. */
const NAMES_A_NUMBER =
  /(?:артикул\p{L}*|арт|код\p{L}*|sku|заказ\p{L}*|отправлени\p{L}*|штрих-?код\p{L}*|трек\p{L}*|номер\p{L}*|№)[\s.:№#-]*$/iu

const PHONES = [
  new RegExp(`\\+${GAP}\\d(?:${GAP}\\d){9,13}(?!\\d)`, 'gu'),
  new RegExp(`(?<![\\d.,:-])[78]${GAP}\\d{3}${GAP}\\d{3}${GAP}\\d{2}${GAP}\\d{2}(?![\\d-])`, 'gu'),
  /(?<![\d-])\(?\d{3}\)?[\s-]+\d{3}[\s-]\d{2}[\s-]\d{2}(?![\d-])/gu,
  /(?<!\d)(?:\d[ .,_–-]{1,3}){9,20}\d(?!\d)/gu,
  /тел(?:ефон\p{L}*|\.)?\s*:?\s*\d[\d\s-]{4,}\d/giu,
  new RegExp(`(?<!\\p{L})(?:(?:${NUMBER_WORD})[\\s,-]+){6,}(?:${NUMBER_WORD})(?!\\p{L})`, 'giu'),
]
const MAIL = [
  /[\p{L}\p{N}._%+-]{1,64}\s{0,3}@\s*[\p{L}\p{N}-]+\s*\.\s*\p{L}{2,}/iu,
  /[\p{L}\p{N}._%+-]{1,64}\s{0,3}[([]?\s*(?:собака|собачка|at)\s*[)\]]?\s*(?:mail|yandex|ya|gmail|bk|list|inbox|icloud|мейл|майл|яндекс|джимейл|гмейл)/iu,
]
const HANDLE = /(?<![\p{L}\p{N}])@\s?[\p{L}\p{N}_]{3,}/iu

/** No phone, e-mail or account name: the conversation stays in the marketplace's chat. */
export function checkContacts(text: string): Check {
  const readable = foldLookAlikes(clean(text))
  const phone = findPhone(readable)
  if (phone) {
    return block({ en: 'A phone number.', zh: '电话号码。', ru: 'Номер телефона.' }, phone)
  }
  const mail = MAIL.map((pattern) => pattern.exec(readable)?.[0]).find(Boolean)
  if (mail)
    return block({ en: 'An e-mail address.', zh: '电子邮箱地址。', ru: 'Адрес электронной почты.' }, mail)
  const handle = HANDLE.exec(readable)?.[0]
  if (handle) return block({ en: 'An account name.', zh: '社交账号名。', ru: 'Имя учётной записи.' }, handle)
  return pass(RULE, { en: 'No contacts.', zh: '没有联系方式。', ru: 'Контактов нет.' })
}

function findPhone(text: string): string | undefined {
  // «8 9О5 …»: a letter О among digits stands for a zero.
  const digits = text.replace(/(?<=\d[\s()–-]?)[оОoO](?=[\s()–-]?\d)/gu, '0')
  for (const pattern of PHONES) {
    for (const match of digits.matchAll(pattern)) {
      const isBare = /^\d+$/.test(match[0])
      if (!(isBare && NAMES_A_NUMBER.test(digits.slice(0, match.index)))) return match[0]
    }
  }
  return undefined
}

function block(what: { en: string; zh: string; ru: string }, span: string): Check {
  return finding(
    RULE,
    'block',
    {
      en: `${what.en} Contacts are not allowed in replies.`,
      zh: `${what.zh}回复中不允许留联系方式。`,
      ru: `${what.ru} Контакты в ответах запрещены.`,
    },
    span,
  )
}
