import { foldInPlace } from './fold-in-place.ts'

/** A day of a year that may be left unsaid; day 0 = the month as a whole. */
type Day = { day: number; month: number; year?: number }
/** A day, or all days of a span; `from` and `to` are equal for a single one. */
export type DateSpan = { from: Day; to: Day; start: number; end: number }

const MONTHS = 'январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр'.split(' ')
const MONTH = `(${MONTHS.map((stem) => (stem === 'ма' ? 'ма[яе]' : `${stem}[аяье]`)).join('|')})`
const YEAR = '(?: (\\d{4})(?: ?г(?:ода|од|\\.)?)?)?'
const SPAN = new RegExp(
  `(?<![\\p{L}\\p{N}.])(?:с )?(\\d{1,2})(?: ${MONTH})?(?: по | до | ?- ?)(\\d{1,2}) ${MONTH}${YEAR}(?!\\p{L})`,
  'gu',
)
const WORDED = new RegExp(`(?<![\\p{L}\\p{N}.])(\\d{1,2}) ${MONTH}${YEAR}(?!\\p{L})`, 'gu')
const DIGITS =
  /(?<![\p{L}\p{N}.,])(\d{1,2})\.(\d{2})(?:\.(\d{4}|\d{2}))?(?![\p{N}]|\.\d| ?(?:кг|г|м|см|мм|л|мл|ч|руб|₽|%|в(?:т)?|а)(?!\p{L}))/gu

const MONTH_OF_YEAR = /(?<![\p{L}\p{N}.,])(0[1-9]|1[0-2])\.(20\d\d)(?![\p{N}]|\.\d)/gu

/** Days named in a Russian text: «15 января», «31.12.2026», «с 1 по 8 января», «с 31 декабря по 8 января». */
export function readDates(text: string): DateSpan[] {
  const folded = foldInPlace(text)
  const found: DateSpan[] = []
  const add = (match: RegExpExecArray, from: Day, to: Day) => {
    const [start, end] = [match.index, match.index + match[0].length]
    const isTaken = found.some((other) => start < other.end && other.start < end)
    if (!isTaken && isDay(from) && isDay(to)) found.push({ from, to, start, end })
  }
  for (const match of folded.matchAll(SPAN)) {
    const [, first = '', firstMonth, last = '', lastMonth = '', year] = match
    const to = dayOf(last, monthOf(lastMonth), year)
    add(match, dayOf(first, firstMonth === undefined ? to.month : monthOf(firstMonth), year), to)
  }
  for (const match of folded.matchAll(WORDED)) {
    const day = dayOf(match[1] ?? '', monthOf(match[2] ?? ''), match[3])
    add(match, day, day)
  }
  for (const match of folded.matchAll(DIGITS)) {
    const day = dayOf(match[1] ?? '', Number(match[2]), match[3])
    add(match, day, day)
  }
  for (const match of folded.matchAll(MONTH_OF_YEAR)) {
    const month = { day: 0, month: Number(match[1]), year: Number(match[2]) }
    add(match, month, month)
  }
  return found.sort((a, b) => a.start - b.start)
}

const monthOf = (word: string): number => MONTHS.findIndex((stem) => word.startsWith(stem)) + 1

function dayOf(day: string, month: number, year: string | undefined): Day {
  const full = year === undefined ? undefined : Number(year) < 100 ? 2000 + Number(year) : Number(year)
  return { day: Number(day), month, ...(full === undefined ? {} : { year: full }) }
}

const isDay = ({ day, month }: Day): boolean => day >= 0 && day <= 31 && month >= 1 && month <= 12
