import { type MappedText, replaceMapped, type Span } from '../../domain/text/mapped-text.ts'
import { NUMBER_RUN, numberRunDigits } from './number-words.ts'
import { placesOf } from './reading.ts'
import { COMMUNICATION, type Rule } from './rule.ts'

const GAP = '[\\s().*/_–—-]*'
/** A long bare number after one of these words is an article, an order or a track number. */
const NAMES_A_NUMBER =
  /(?:артикул\p{L}*|арт|код\p{L}*|sku|isbn|sn|imei|заказ\p{L}*|отправлени\p{L}*|накладн\p{L}*|посылк\p{L}*|штрих-?код\p{L}*|трек\p{L}*|парти\p{L}*|детал\p{L}*|серийн\p{L}*|декларац\p{L}*|сертификат\p{L}*|№)[\s.:№#-]*(?:номер\p{L}*[\s.:№-]*)?(?:[a-zа-я]{1,3}[ -]?)?$/iu
/** Only with these is «номер 89…» a telephone. */
const BARE_NUMBER = /номер\p{L}*[\s.:№#-]*$/iu
const CALLS = /(?<!\p{L})(?:звон|позвон|набер|набир|тел(?:ефон|\.)|мобильн|сотов|менеджер|мастер|склад)/iu

const PHONES = [
  new RegExp(`\\+${GAP}\\d(?:${GAP}\\d){9,13}(?!\\d)`, 'gu'),
  new RegExp(`(?<![\\d.,:-])[78]${GAP}\\d{3}${GAP}\\d{3}${GAP}\\d{2}${GAP}\\d{2}(?![\\d-])`, 'gu'),
  /(?<![\d-])\(?\d{3}\)?[\s-]+\d{3}[\s-]\d{2}[\s-]\d{2}(?![\d-])/gu,
  /(?<!\d)(?:\d(?:[ .,_*|/–-]{1,3}| [—–-] )){9,20}\d(?!\d)/gu,
  /(?<!\p{L})тел(?:ефон\p{L}*|\.)?\s*(?:магазина|склада|мастера|менеджера)?\s*[:—-]?\s*\d[\d\s*/_.-]{4,}\d/giu,
  // Eleven digits apart in any groups.
  /(?<![\d.,:×x/-])[78](?:\s?[—–/-]\s?|\s)9(?:(?:\s?[—–/-]\s?|\s)?\d){9}(?![\d-])/gu,
  // A number of a town after a word of calling.
  /(?<!\p{L})(?:городской|звон\p{L}*|дозвон\p{L}*|набер\p{L}*|набир\p{L}*)[^.!?\d]{0,24}\d{2,3}-\d{2}-\d{2}(?![\d-])/giu,
  // A town's code in brackets.
  /(?<![\d-])\(\d{3,5}\)\s?\d{1,3}[\s-]\d{2}[\s-]\d{2}(?![\d-])/gu,
  // Told piece by piece: «8 9 1 6, потом 7 0 4, потом 2 2».
  /(?<!\d)[78](?:[\s,.;:–—-]*(?:(?:и|ещ[её]|потом|затем|далее|дальше|после|плюс)\s+)*\d){10}(?!\d)/giu,
  // A mobile number without the country: 9xx xxx-xx-xx or ten digits on end.
  /(?<![\d.,:-])9\d{2}[\s-]?\d{3}[\s-]?\d{2}[\s-]?\d{2}(?![\d-])/gu,
]

/** No telephone number, however its digits are written. */
export const phone: Rule = {
  id: 'phone',
  quote: {
    en: 'No personal contacts in messages to buyers: no telephone numbers.',
    zh: '给买家的消息中不得留个人联系方式：不得留电话号码。',
    ru: 'В сообщениях покупателям нельзя оставлять личные контакты: номера телефонов.',
  },
  source: COMMUNICATION,
  kept: { en: 'No telephone numbers.', zh: '没有电话号码。', ru: 'Номеров телефона нет.' },
  reasons: {
    number: {
      en: 'A telephone number. Contacts are not allowed in replies.',
      zh: '电话号码。回复中不允许留联系方式。',
      ru: 'Номер телефона. Контакты в ответах запрещены.',
    },
  },
  find: ({ plain, words }) => {
    const spelled = withDigits(words)
    return [
      ...found(numbersIn(plain)),
      ...found(
        placesOf(spelled, [NUMBER_RUN]).filter((_, i) => {
          const match = [...spelled.text.matchAll(NUMBER_RUN)][i]?.[0] ?? ''
          return isPhone(numberRunDigits(match))
        }),
      ),
    ]
  },
}

/** «8 9О5», «31З-45», «ЗЗ-44»: letters among digits stand for the digits they look like. */
function withDigits(view: MappedText): MappedText {
  const among = replaceMapped(
    view,
    /(?<![\p{L}\p{N}])(?=[\dоОoOзЗбБlI|]*\d)[\dоОoOзЗбБlI|]{2,14}(?!\p{L})|(?<=\d[\s()–-]?)[оОoOзЗбl|](?=[\s()–-]?\d)/gu,
    ([letters]) => lookLike(letters),
  )
  return replaceMapped(among, /(?<=\d[\s()–-]{1,2})[оОзЗбБ]{2,3}(?=[\s()–-]{1,2}\d)/gu, ([letters]) =>
    lookLike(letters),
  )
}

const lookLike = (letters: string): string =>
  letters
    .replace(/[оОoO]/gu, '0')
    .replace(/[зЗ]/gu, '3')
    .replace(/[бБ]/gu, '6')
    .replace(/[lI|]/gu, '1')

const found = (spans: Span[]) =>
  spans.map((span) => ({ ...span, status: 'block', reason: 'number' }) as const)

/** Digits that words spell stand for a phone only when their number and beginning are a phone's. */
function isPhone(digits: string): boolean {
  if (digits.length === 10) return digits.startsWith('9')
  return digits.length === 11 && /^[78]/.test(digits)
}

function numbersIn(plain: MappedText): Span[] {
  const digits = withDigits(plain)
  const numbers = PHONES.map(
    (pattern) =>
      new RegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`),
  )
  return numbers.flatMap((pattern) => {
    const places = placesOf(digits, [pattern])
    return [...digits.text.matchAll(pattern)].flatMap((match, i) => {
      const before = digits.text.slice(Math.max(0, match.index - 60), match.index)
      const place = places[i]
      if (!place || isOtherNumber(match[0], before)) return []
      return [place]
    })
  })
}

/** An article, an order or a track number, not a telephone. */
function isOtherNumber(number: string, before: string): boolean {
  const isBare = /^\d+$/.test(number.trim())
  if (NAMES_A_NUMBER.test(before)) return isBare || !/^[+(]/.test(number)
  return isBare && BARE_NUMBER.test(before) && !CALLS.test(before) && !/^[78]?9/.test(number)
}
