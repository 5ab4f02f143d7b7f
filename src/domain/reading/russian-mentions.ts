import { readDates } from '../text/calendar-dates.ts'
import { foldInPlace } from '../text/fold-in-place.ts'
import { NUMBER_PATTERN, numberOf } from '../text/number-words.ts'
import { readHours } from '../text/opening-times.ts'
import { type Quantity, readQuantities } from '../text/quantities.ts'
import { readSizes } from '../text/sizes.ts'
import { type Atom, type Mention, shareUnits } from './mention.ts'
import { type Said, sayAtoms, sayQuantity } from './say-mention.ts'

export type RussianMention = Mention & Said

const CLOCK = /(?<![\p{N}.:])([01]?\d|2[0-4]):([0-5]\d)(?![\p{N}:])/gu
const TIMES = new RegExp(`(?<![\\p{L}\\p{N}])(${NUMBER_PATTERN}) раза?(?!\\p{L})`, 'gu')
const HALVES: [RegExp, number, Said][] = [
  [/(?<!\p{L})полгода(?!\p{L})/gu, (24 * 30.4375 * 12) / 2, { zh: '半年', en: 'half a year' }],
  [/(?<!\p{L})полчаса(?!\p{L})/gu, 0.5, { zh: '半小时', en: 'half an hour' }],
  [/(?<!\p{L})полдня(?!\p{L})/gu, 12, { zh: '半天', en: 'half a day' }],
]
const DAYS: [RegExp, Atom][] = [
  ...[
    'понедельник(?:а|у|ом|е|и|ам)?|пн',
    'вторник(?:а|у|ом|е|и|ам)?|вт',
    'сред(?:а|ы|е|у|ой|ам)|ср',
    'четверг(?:а|у|ом|е|и|ам)?|чт',
    'пятниц(?:а|ы|е|у|ей|ам)|пт',
    'суббот(?:а|ы|е|у|ой|ам)|сб',
    'воскресень(?:е|я|ю|ем|ям)|вс',
  ].map((forms, index): [RegExp, Atom] => [
    new RegExp(`(?<!\\p{L})(?:${forms})(?!\\p{L})`, 'gu'),
    { kind: 'weekday', day: index + 1 },
  ]),
  [/(?<!\p{L})сегодня(?!\p{L})/gu, { kind: 'day', offset: 0 }],
  [/(?<!\p{L})завтра(?!\p{L})/gu, { kind: 'day', offset: 1 }],
  [/(?<!\p{L})послезавтра(?!\p{L})/gu, { kind: 'day', offset: 2 }],
  [/(?<!\p{L})вчера(?!\p{L})/gu, { kind: 'day', offset: -1 }],
]

/** Every number with its unit, date, time, sum and size of a Russian text, in order, none left out. */
export function readRussianMentions(text: string): RussianMention[] {
  const found: RussianMention[] = []
  // The readers know nothing of each other: what one has read is blanked out for the next.
  // A line break parts sentences as a space does, a slash the numbers of a list; a plus says nothing.
  let rest = text
    .replaceAll('\n', ' ')
    .replace(/(?<=\d)\/(?=\d)/g, ';')
    .replace(/(?<![\p{L}\p{N}])\+(?=\d)/gu, ' ')
  const take = (start: number, end: number, atoms: Atom[], said: Said = sayAtoms(atoms)) => {
    rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
    found.push({ words: text.slice(start, end).trim(), start, end, atoms, ...said })
  }
  for (const { from, to, start, end } of readHours(rest)) {
    if (from === 0 && to === 24 * 60) continue
    // «до 18:00» and the like are times of the day: the next reader finds them.
    if (from === undefined || to === undefined) continue
    take(start, end, [time(from), time(to)])
  }
  for (const match of rest.matchAll(CLOCK)) {
    const minutes = Number(match[1]) * 60 + Number(match[2])
    take(match.index, match.index + match[0].length, [time(minutes)])
  }
  for (const { from, to, start, end } of readDates(rest)) {
    const isOne = from.day === to.day && from.month === to.month
    take(
      start,
      end,
      (isOne ? [from] : [from, to]).map((day) => ({ kind: 'date', ...day })),
    )
  }
  for (const { sides, start, end } of readSizes(rest)) take(start, end, [{ kind: 'size', sides }])
  for (const match of foldInPlace(rest).matchAll(TIMES)) {
    const atom: Atom = { kind: 'quantity', dimension: 'count', value: numberOf(match[1] ?? ''), factor: 1 }
    take(match.index, match.index + match[0].length, [atom], {
      zh: `${atom.value}次`,
      en: `${atom.value} times`,
    })
  }
  for (const [pattern, hours, said] of HALVES) {
    for (const match of foldInPlace(rest).matchAll(pattern)) {
      const atom: Atom = { kind: 'quantity', dimension: 'time', value: hours, factor: 1 }
      take(match.index, match.index + match[0].length, [atom], said)
    }
  }
  for (const quantity of readQuantities(rest)) {
    const { start, end } = quantity
    const words = text.slice(start, end)
    const year = yearOf(quantity, words)
    if (year) take(start, end, [{ kind: 'number', digits: year }], { zh: `${year}年`, en: year })
    else take(start, end, ends(quantity, words), sayQuantity(quantity, words))
  }
  for (const [pattern, atom] of DAYS) {
    for (const match of foldInPlace(rest).matchAll(pattern)) {
      take(match.index, match.index + match[0].length, [atom])
    }
  }
  for (const { 0: digits, index } of rest.matchAll(/\d+(?:[.,]\d+)*/g)) {
    const token = tokenAround(text, index, index + digits.length)
    found.push({ ...token, atoms: [{ kind: 'number', digits: plain(digits) }] })
  }
  return shareUnits(
    text,
    found.sort((a, b) => a.start - b.start),
  )
}

const time = (minutes: number): Atom => ({ kind: 'time', minutes })

/** «в 2026 году» is a year, no span of two thousand of them. */
function yearOf({ dimension }: Quantity, words: string): string | undefined {
  if (dimension !== 'time') return undefined
  return /^\D*((?:19|20)\d\d)(?: ?г)/u.exec(words)?.[1]
}

function ends({ dimension, from, to }: Quantity, words: string): Atom[] {
  const values = from === to || !Number.isFinite(to) ? [from] : [from, to]
  const written = Number(/\d+(?:[.,]\d+)?/.exec(words)?.[0].replace(',', '.') ?? Number.NaN)
  const factor = written > 0 ? Math.abs(from) / written : 1
  return values.map((value) => ({ kind: 'quantity', dimension, value, factor }))
}

/** One writing of a number: «1,50» is «1.5», «007» stays as it is. */
const plain = (digits: string) =>
  /^\d+[.,]\d+$/.test(digits) ? String(Number(digits.replace(',', '.'))) : digits

/** The whole word a number stands in: «SM-200», «2421-0020-1». */
function tokenAround(text: string, from: number, to: number) {
  const isPart = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}/_-]/u.test(char)
  let [start, end] = [from, to]
  while (isPart(text[start - 1])) start--
  while (isPart(text[end])) end++
  return { words: text.slice(start, end), start, end }
}
