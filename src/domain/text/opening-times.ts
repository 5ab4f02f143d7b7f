import { foldInPlace } from './fold-in-place.ts'
import { numberOf } from './number-words.ts'

/** From when until when, in minutes of the day; one of the two may be left unsaid. */
export type Hours = { kind: 'hours'; from?: number; to?: number; start: number; end: number }
/** Days of the week, 1 = Monday; `isClosed` where the text says that nothing happens on them. */
export type Weekdays = { kind: 'weekdays'; days: number[]; isClosed: boolean; start: number; end: number }

const SPOKEN = 'часа|двух|трех|четырех|пяти|шести|семи|восьми|девяти|десяти|одиннадцати|двенадцати'
const CLOCK = `(\\d{1,2}|${SPOKEN})(?:[:.](\\d{2}))?`
const HOURS = new RegExp(
  `(?<![\\p{L}\\p{N}.,:])(?:с )?${CLOCK}(?: ?час\\p{L}*| утра)? ?(до|-) ?${CLOCK}(?: ?(?:час\\p{L}*|ч|вечера|утра)(?!\\p{L}))?(?![\\p{N}:\\p{L}]| ?(?:рабоч|календ|дн[ея]|ден|сут|недел|мес|лет|год|минут|%|₽|руб|кг|г(?!\\p{L})|шт|см|мм|м(?!\\p{L})))`,
  'gu',
)
const ALWAYS = /(?<![\p{L}\p{N}])(?:круглосуточно|24 ?\/ ?7|24 часа в сутки|круглые сутки)(?![\p{L}\p{N}])/gu

/** «с 9:00 до 21:00», «с 9 до 21», «9:00–18:00», «круглосуточно». A bare «9-18» is none: it may be anything. */
export function readHours(text: string, question = ''): Hours[] {
  const folded = foldInPlace(text)
  const ranges = [...folded.matchAll(HOURS)].flatMap((match): Hours[] => {
    const [all, hour = '', minute, join, lastHour = '', lastMinute] = match
    // «график 10–19» needs no minutes where the hours were asked.
    const isClock =
      (minute !== undefined && lastMinute !== undefined) || ASKS_HOURS.test(foldInPlace(question))
    if (!isClock && !(all.startsWith('с ') && join === 'до')) return []
    // «с двух до пяти» is a time of day only beside «утра» or «вечера».
    if (/^\p{L}/u.test(hour) && !/(?:утра|вечера)/u.test(all)) return []
    const from = hourOf(hour) * 60 + Number(minute ?? 0)
    const evening = / вечера$/u.test(all) && hourOf(lastHour) < 12 ? 12 * 60 : 0
    const to = hourOf(lastHour) * 60 + Number(lastMinute ?? 0) + evening
    if (from > 24 * 60 || to > 24 * 60) return []
    return [{ kind: 'hours', from, to, start: match.index, end: match.index + all.length }]
  })
  const always = [...folded.matchAll(ALWAYS)].map(
    (match): Hours => ({
      kind: 'hours',
      from: 0,
      to: 24 * 60,
      start: match.index,
      end: match.index + match[0].length,
    }),
  )
  const spans = [...ranges, ...always]
  const noons = [...folded.matchAll(NOON_OR_MIDNIGHT)].map(
    (match): Hours => ({
      kind: 'hours',
      to: (match[1] === 'полудня' ? 12 : 24) * 60,
      start: match.index,
      end: match.index + match[0].length,
    }),
  )
  const edges = readEdges(folded, ASKS_CLOCK.test(foldInPlace(question)))
  const isTaken = (one: Hours) => spans.some(({ start, end }) => one.start < end && start < one.end)
  return [...spans, ...[...edges, ...noons].filter((one) => !isTaken(one))]
}

const hourOf = (word: string): number =>
  /^\d/.test(word) ? Number(word) : word === 'часа' ? 1 : numberOf(word)

const ASKS_HOURS = /(?<!\p{L})(?:график|часы работы|режим работы|во сколько|до скольк\p{L}+)(?!\p{L})/u
const ASKS_CLOCK =
  /(?<!\p{L})(?:до скольк|во сколько|до какого (?:времени|часа)|с какого часа|часы|когда откр|когда закр)/u
const NOON_OR_MIDNIGHT = /(?<!\p{L})до (полуночи|полудня)(?!\p{L})/gu
const EDGE =
  /(?<![\p{L}\p{N}])(до|не позднее|не позже|с|после|от|в|к) (\d{1,2}|(?:двух|трех|три|четырех|четыре|пяти|пять|шести|шесть|семи|семь|восьми|восемь|девяти|девять|десяти|десять|одиннадцати|одиннадцать|двенадцати|двенадцать)(?= (?:утра|вечера|дня)))(?:[:.]([0-5]\d)|( ?(?:час(?:ов|а)?|ч|вечера|утра|дня))|(?=[^\p{L}\p{N}]|$))(?![\p{N}:]|\.\d| ?(?:%|₽|руб|кг|дн|мес|раб))/gu

/** «до 12:00», «после 18:00», «закрывается в 20:00»; «до 16 часов» only where a time of day is asked for. */
function readEdges(folded: string, isAsked: boolean): Hours[] {
  return [...folded.matchAll(EDGE)].flatMap((match): Hours[] => {
    const [all, lead = '', hour = '', minute, word = ''] = match
    const isClock = minute !== undefined || /вечера|утра|дня/u.test(word)
    if (!isClock && !isAsked) return []
    const late = /вечера|дня/u.test(word) && hourOf(hour) < 12 ? 12 * 60 : 0
    const at = hourOf(hour) * 60 + Number(minute ?? 0) + late
    if (at > 24 * 60) return []
    const where = { kind: 'hours' as const, start: match.index, end: match.index + all.length }
    const before = folded.slice(Math.max(0, match.index - 40), match.index)
    if (/^(?:до|не)/u.test(lead)) return [{ ...where, to: at }]
    if (/^(?:с|после|от)$/u.test(lead)) return [{ ...where, from: at }]
    return /закр|заканч|законч/u.test(before) ? [{ ...where, to: at }] : [{ ...where, from: at }]
  })
}

const NAMES = [
  'понедельник|пн',
  'вторник|вт',
  'сред|ср',
  'четверг|чт',
  'пятниц|пт',
  'суббот|сб',
  'воскресень|вс',
]
const NAME = `(?:(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)(?:а|у|ы|е|ам|и|я|ю|ям|ой|ом)?|пн|вт|ср|чт|пт|сб|вс)`
const DAYS = new RegExp(
  `(?<!\\p{L})(?:(?<span>(?:с )?(?<first>${NAME})\\.?(?: по | до | ?- ?)(?<last>${NAME}))|(?<list>по ${NAME}(?:(?:, | и |, и )${NAME})*|${NAME}(?:(?:, | и |, и )${NAME})+)|(?<workdays>по будням|по будним дням|по рабочим дням|только в будни|в рабочие дни)|(?<all>ежедневно|каждый день|без выходных|семь дней в неделю)|(?<weekend>по выходным)|(?<but>кроме ${NAME}(?:(?:, | и |, и )${NAME})*)|(?<off>выходной(?: день)?(?: - |: | )(?:в )?${NAME}))(?!\\p{L})`,
  'gu',
)
const CLOSED =
  /^[^.!?;]{0,30}?(?<!\p{L})(?:выходн(?:ые|ой)|закрыт\p{L}*|не (?:работа|отправ|отгру|отвеча|собира|прини)\p{L}*|нет)(?!\p{L})/u

/**
 * On which days something happens. A day that only says of which case one speaks («в субботу», «в выходные») is left
 * out: it is a condition, no timetable.
 */
export function readWeekdays(text: string): Weekdays[] {
  const folded = foldInPlace(text)
  return [...folded.matchAll(DAYS)].map((match) => {
    const { first, last, list, workdays, all, weekend, but, off } = match.groups ?? {}
    if (but || off)
      return timetableBut(
        match,
        namedDays((but ?? off ?? '').replace(/^(?:кроме|выходной(?: день)?)/u, '')),
        !but,
      )
    const end = match.index + match[0].length
    const days = all
      ? [1, 2, 3, 4, 5, 6, 7]
      : workdays
        ? [1, 2, 3, 4, 5]
        : weekend
          ? [6, 7]
          : list
            ? namedDays(list)
            : spanOf(first ?? '', last ?? '')
    const rest = folded.slice(end)
    return { kind: 'weekdays', days, isClosed: !all && CLOSED.test(rest), start: match.index, end }
  })
}

/** «кроме воскресенья» tells the days of work, «выходной — воскресенье» those of rest. */
function timetableBut(match: RegExpExecArray, named: number[], isClosed: boolean): Weekdays {
  const days = isClosed ? named : [1, 2, 3, 4, 5, 6, 7].filter((day) => !named.includes(day))
  return { kind: 'weekdays', days, isClosed, start: match.index, end: match.index + match[0].length }
}

const dayOf = (word: string): number =>
  NAMES.findIndex((forms) => forms.split('|').some((form) => word.startsWith(form))) + 1

const namedDays = (list: string): number[] =>
  [
    ...new Set((list.replace(/^по /u, '').match(/\p{L}{2,}/gu) ?? []).map(dayOf).filter((day) => day > 0)),
  ].sort()

function spanOf(first: string, last: string): number[] {
  const [from, to] = [dayOf(first), dayOf(last)]
  const length = ((to - from + 7) % 7) + 1
  return Array.from({ length }, (_, i) => ((from - 1 + i) % 7) + 1).sort()
}
