import type { DateSpan } from '../../domain/text/calendar-dates.ts'
import { numberOf, numberWord } from '../../domain/text/number-words.ts'
import type { Quantity } from '../../domain/text/quantities.ts'

const HOUR = 1
const DAY = 24
const MONTH = 30.4375 * DAY
const UNITS: [RegExp, number][] = [
  [/^секунд/u, 1 / 3600],
  [/^минут/u, 1 / 60],
  [/^час/u, HOUR],
  [/^(?:дн|ден|сут)/u, DAY],
  [/^недел/u, 7 * DAY],
  [/^месяц/u, MONTH],
  [/^(?:год|лет)/u, 12 * MONTH],
]
const UNIT =
  '(секунд\\p{L}?|минут\\p{L}?|час(?:а|ов|ик\\p{L}*)?|день|дня|дней|сут(?:ки|ок)|недел[яюиь]|недель|месяц(?:а|ев)?|год(?:а|ик)?|лет)'
const NUMBER =
  '(\\d+|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|двенадцать|пятнадцать|двадцать|тридцать|сорок)'
const only = (source: string) => new RegExp(`(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`, 'gu')
/** «минут десять», «дня три»: the number behind its unit makes it rough. */
const INVERTED = only(
  `${UNIT} ${NUMBER}(?![.,:]\\d| (?:минут|час|д(?:ень|ня|ней)|недел|месяц|год|лет|шт|раз|процент|руб|кг|грамм))`,
)
const PAIR_OF = only(`пар[ауые] ${UNIT}`)
/** «день-два», «час-полтора» */
const ONE_OR = only(`${UNIT}-(два|две|полтора|полторы|другой|другая)`)
/** «за сутки», «неделя»: one of the unit, where how long is what was asked. */
const ONE = only('(сутки|суток|неделя|неделю|недели|месяц|месяца|час|часа|год|года)')
const ASKS_HOW_LONG =
  /(?<!\p{L})(?:сколько|срок\p{L}*|как долго|как быстро|как скоро|когда|через сколько|за сколько|время)(?!\p{L})/u
const NOT_ONE =
  /(?:(?:раз\p{L}?|дн\p{L}+|часов|минут) в|в|кажд\p{L}+|следующ\p{L}+|этот|эту|того|числа|конц\p{L}|начал\p{L}|середин\p{L}|\p{N}|двух|трех|времени|круглый|новый|прошлый|этого|учебн\p{L}+|за весь|час\p{L}?|выпуска) $/u
const HALVES: [RegExp, Pick<Quantity, 'dimension' | 'from'>][] = [
  [only('полкило(?:грамма)?'), { dimension: 'weight', from: 500 }],
  [only('полтонны'), { dimension: 'weight', from: 500_000 }],
  [only('(?:поллитра|пол-литра|пол литра)'), { dimension: 'volume', from: 500 }],
  [only('полметра'), { dimension: 'length', from: 500 }],
  [only('(?:полцены|половин\\p{L} (?:цены|стоимости|суммы))'), { dimension: 'percent', from: 50 }],
]
const THOUSANDS = only(
  '(полторы|\\d+(?:[.,]\\d)?|две|три|четыре|пять|шесть|семь|восемь|девять|десять) ?(?:тыс\\.?|тысяч\\p{L}?)(?! ?(?:руб|₽|р(?!\\p{L})|шт|км|м(?!\\p{L})|мач|ма|вт|об|цикл|оборот|раз|часов|человек|лм|люмен|пикс))',
)
const ASKS_PRICE =
  /(?<!\p{L})(?:стоит|стоят|стоимост\p{L}+|цен[аыеу]|почем|сумм\p{L}+|обойдется|оплат\p{L}+|плат\p{L}+)(?!\p{L})/u
const SINCE_BIRTH = only('с (?:самого )?рождения')

type Found = Pick<Quantity, 'dimension' | 'from' | 'start' | 'end'> & Partial<Quantity>

/** Spans and amounts in the words of everyday speech; `question` tells whether a bare «неделя» is a length of time. */
export function readSaidSpans(folded: string, question: string): Found[] {
  const found: Found[] = []
  const each = (
    pattern: RegExp,
    read: (match: RegExpExecArray) => Omit<Found, 'start' | 'end'> | undefined,
  ) => {
    for (const match of folded.matchAll(pattern)) {
      const value = read(match)
      if (value) found.push({ ...value, start: match.index, end: match.index + match[0].length })
    }
  }
  const time = (from: number, more: Partial<Quantity> = {}) => ({ dimension: 'time' as const, from, ...more })
  each(INVERTED, ([, unit = '', number = '']) =>
    time(hoursOf(unit) * numberOf(number), { isApproximate: true }),
  )
  each(PAIR_OF, ([, unit = '']) => time(2 * hoursOf(unit), { isApproximate: true }))
  each(ONE_OR, ([, unit = '', more = '']) => {
    const hours = hoursOf(unit)
    return time(hours, { to: hours * (/^полтор/u.test(more) ? 1.5 : 2), bound: 'range' })
  })
  if (ASKS_HOW_LONG.test(question))
    each(ONE, ({ 1: unit = '', index }) =>
      isOneOf(folded.slice(Math.max(0, index - 24), index)) ? time(hoursOf(unit)) : undefined,
    )
  for (const [pattern, value] of HALVES) each(pattern, () => value)
  if (ASKS_PRICE.test(question))
    each(THOUSANDS, ([, count = '']) => ({
      dimension: 'money',
      from: 1000 * (count === 'полторы' ? 1.5 : numberOf(count)),
    }))
  each(SINCE_BIRTH, () => time(0, { bound: 'min' }))
  return found
}

/** Nothing before it counts it («три недели») or makes it a case («раз в неделю»). */
function isOneOf(before: string): boolean {
  const word = /(\p{L}+)[ -]$/u.exec(before)?.[1] ?? ''
  return !NOT_ONE.test(before) && numberWord(word) === undefined
}

const hoursOf = (unit: string): number => UNITS.find(([pattern]) => pattern.test(unit))?.[1] ?? DAY

const MONTHS = 'январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр'.split(' ')
const IN_MONTH = only(
  `(?:в|к|до|начал[еау]|середин[еыау]|конц[еау]) (${MONTHS.map((name) => `${name}\\p{L}{1,2}`).join('|')})`,
)

/** «в марте», «с начала декабря»: the whole month. */
export function readMonths(folded: string): DateSpan[] {
  return [...folded.matchAll(IN_MONTH)].flatMap(({ 0: all, 1: name = '', index }) => {
    const month = MONTHS.findIndex((start) => name.startsWith(start)) + 1
    const edge = (day: number) => ({ day, month })
    return month === 0 ? [] : [{ from: edge(1), to: edge(31), start: index, end: index + all.length }]
  })
}
