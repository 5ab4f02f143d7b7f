import { isCardNumber, isInn, isSnils } from './checksums.ts'
import type { Found } from './found.ts'

/** Between the digits of a number that people write in groups. */
const GAP = '[\\s\\u00a0().\\-–—‑_]{0,3}'
const NOT_BEFORE = '(?<![\\p{L}\\p{N}]|\\d[.,×xх*/-])'
const NOT_AFTER = '(?![\\p{L}\\p{N}]|[.,×xх*/-]\\d)'

/** How far back a word may stand that says what a bare number is. */
const SAID_BEFORE = 40

const PHONE_WORD =
  /(?:тел(?:ефон\p{L}*|\.)?|моб(?:ильн\p{L}*|\.)?|номер\p{L}*|звон\p{L}*|позвон\p{L}*|перезвон\p{L}*|набер\p{L}*|связ\p{L}*|связь|смс|sms|whats\s?app|вотсап\p{L}*|ватсап\p{L}*|вацап\p{L}*|viber|вайбер\p{L}*|telegram|телеграм\p{L}*|контакт\p{L}*|phone|call|mobile|电话|手机)[^\d\n]{0,25}$/iu
const PASSPORT_WORD =
  /(?:паспорт\p{L}*|серия|серии|серию|док(?:умент\p{L}*)?|passport|护照|護照)[^\n]{0,30}$/iu
const INN_WORD = /(?:инн|tax id)[^\d\n]{0,15}$/iu
const SNILS_WORD = /(?:снилс\p{L}*)[^\d\n]{0,15}$/iu
const CARD_WORD =
  /(?:карт[аыуеой]\p{L}*|счет\p{L}*|счёт\p{L}*|сбер\p{L}*|тиньк\p{L}*|перев(?:од|ест|ед)\p{L}*|card|卡号?)[^\n]{0,25}$/iu
const CARD_AFTER = /^[^\d\n]{0,15}карт[аыуеой]/iu
const ORDER_WORD =
  /(?:заказ\p{L}*|отправлени\p{L}*|посылк\p{L}*|накладн\p{L}*|трек\p{L}*|отслежив\p{L}*|order|订单|訂單)[^\d\n]{0,20}$/iu
/** A number so named is a thing's, not a person's. */
const THING_WORD =
  /(?:артикул\p{L}*|арт|sku|код\p{L}*\s*товара|штрих-?код\p{L}*|ean|модел\p{L}*|гост|парти\p{L}*|imei|s\/n|серийн\p{L}*(?:\s+номер\p{L}*)?|\p{Sc})[\s.:№#-]*$/iu
const MONEY_AFTER =
  /^\s*(?:₽|руб|р\.|коп|\$|€|юан|тыс|шт|мл|мм|см|кг|гр?(?!\p{L})|вт|ма·?ч|мач|гб|тб|дней|дня|мес)/iu

type Rule = { kind: Found['kind']; pattern: RegExp; holds: (found: Candidate) => boolean }
type Candidate = { digits: string; raw: string; before: string; after: string }

const anyWay = (pattern: string) => new RegExp(`${NOT_BEFORE}${pattern}${NOT_AFTER}`, 'giu')
const digitsOf = (count: string) => `\\d(?:${GAP}\\d)${count}`

const isMobile = (digits: string) => /^[78]?9\d{9}$/.test(digits)
const isPhoneLong = (digits: string) => /^[78][3-9]\d{9}$/.test(digits)
const isGrouped = (raw: string) => /\d[\s\u00a0().\-–—‑_]+\d/.test(raw)

/** First come the ones that are told by their shape: a later rule does not look inside what an earlier one took. */
const RULES: Rule[] = [
  {
    kind: 'order',
    pattern: anyWay('\\d{5,12}[-–—‑]\\d{4}(?:[-–—‑]\\d{1,3})?'),
    holds: ({ before }) => !THING_WORD.test(before),
  },
  {
    kind: 'phone',
    pattern: new RegExp(`(?<!\\d)\\+${GAP}${digitsOf('{9,14}')}(?!\\d)`, 'giu'),
    holds: () => true,
  },
  {
    kind: 'snils',
    pattern: anyWay('\\d{3}[-–—‑ ]\\d{3}[-–—‑ ]\\d{3}[-–—‑ ]\\d{2}'),
    holds: ({ digits, before }) => isSnils(digits) || SNILS_WORD.test(before),
  },
  {
    kind: 'snils',
    pattern: anyWay('\\d{11}'),
    holds: ({ digits, before }) => SNILS_WORD.test(before) || (isSnils(digits) && !isPhoneLong(digits)),
  },
  {
    kind: 'card',
    pattern: anyWay(`(?:\\d{4}[\\s\\u00a0\\-–—‑.]{0,2}){3}\\d{4}(?:[\\s\\u00a0-]?\\d{1,3})?`),
    holds: ({ digits, before, after }) =>
      isCardNumber(digits) || CARD_WORD.test(before) || CARD_AFTER.test(after),
  },
  {
    kind: 'passport',
    pattern: anyWay('\\d{2}\\s?\\d{2}[\\s\\u00a0,№:]{0,4}(?:номер\\s*)?\\d{3}\\s?\\d{3}'),
    holds: ({ before, raw }) => PASSPORT_WORD.test(before) || /^\d{2} \d{2} \d{6}$/.test(raw),
  },
  {
    kind: 'inn',
    // «ИНН/КПП 7701234567/770101001»: the second number is of the tax office.
    pattern: new RegExp(`${NOT_BEFORE}\\d{10}(?:\\d{2})?(?:(?=/\\d{9}(?!\\d))|${NOT_AFTER})`, 'gu'),
    holds: ({ digits, before }) => INN_WORD.test(before) || (digits.length === 12 && isInn(digits)),
  },
  {
    kind: 'phone',
    // Glued to a Russian word it is still a phone; after a Latin letter it belongs to a model's name.
    pattern: new RegExp(
      `(?<![\\p{Script=Latin}\\p{N}]|\\d[.,×xх*/-])[78]${GAP}${digitsOf('{9}')}(?![\\p{Script=Latin}\\p{N}]|[.,×xх*/-]\\d)`,
      'giu',
    ),
    holds: ({ digits, raw, before, after }) =>
      isPhoneLong(digits) &&
      !THING_WORD.test(before) &&
      !MONEY_AFTER.test(after) &&
      (isMobile(digits) || isGrouped(raw) || PHONE_WORD.test(before)),
  },
  {
    kind: 'phone',
    pattern: anyWay(digitsOf('{9}')),
    holds: ({ digits, raw, before, after }) =>
      /^[3-9]\d{9}$/.test(digits) &&
      !THING_WORD.test(before) &&
      !MONEY_AFTER.test(after) &&
      (PHONE_WORD.test(before) ||
        /^\(?\d{3}\)?[\s.\-–—‑]{1,3}\d{3}[\s.\-–—‑]{1,2}\d{2}[\s.\-–—‑]{1,2}\d{2}$/.test(raw)),
  },
  {
    kind: 'phone',
    pattern: anyWay(`\\d{2,3}[-–—‑ ]\\d{2}[-–—‑ ]\\d{2}`),
    holds: ({ before }) => PHONE_WORD.test(before) && !THING_WORD.test(before) && !ORDER_WORD.test(before),
  },
  {
    kind: 'order',
    pattern: anyWay('\\d{7,14}'),
    holds: ({ before, after }) =>
      ORDER_WORD.test(before) && !THING_WORD.test(before) && !MONEY_AFTER.test(after),
  },
]

/** Numbers that lead to a person or an order. What belongs to a thing (SKU, size, price, model) is left alone. */
export function findNumbers(text: string): Found[] {
  const found: Found[] = []
  for (const { kind, pattern, holds } of RULES) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (found.some((other) => start < other.end && other.start < end)) continue
      const candidate = {
        digits: match[0].replace(/\D/g, ''),
        raw: match[0],
        before: text.slice(Math.max(0, start - SAID_BEFORE), start),
        after: text.slice(end, end + 25),
      }
      if (holds(candidate)) found.push({ kind, start, end })
    }
  }
  return found
}
