import { foldInPlace } from '../../../domain/text/fold-in-place.ts'
import { readWeekdays } from '../../../domain/text/opening-times.ts'
import { compareHours, compareWeekdays } from '../../../knowledge/findings/rules/calendar.ts'
import type { RuleFinding, RuleInput, Source } from '../rule.ts'
import { type Saying, segmentAt } from '../saying.ts'
import { checkValues, type Of } from './values.ts'

type DateFact = Of<'date'>

/** Days: the same ones, and not the day of something else. A span is carried by itself, its last day by «до». */
export function dates(input: RuleInput): RuleFinding[] {
  return checkValues(input, {
    kind: 'date',
    areRivals: () => true,
    carries: (known, said) => {
      if (!isSameDay(said.to, known.to)) return false
      return isSameDay(said.from, known.from) || (isSpan(known) && !isSpan(said) && edgeOf(said) === 'until')
    },
    name: () => 'date',
    leaning: (said, known) => {
      const [a, b] = [edgeOf(said.fact), edgeOf(known.fact)]
      return a && b && a !== b ? -2 : 0
    },
  })
}

type Day = DateFact['from']
const isSpan = ({ from, to }: DateFact) => !isSameDay(from, to)
/** A year that one side leaves unsaid is the other's. */
const isSameDay = (a: Day, b: Day): boolean =>
  a.day === b.day &&
  a.month === b.month &&
  (a.year === undefined || b.year === undefined || a.year === b.year)

/** Whether a day is the first or the last of something. */
function edgeOf(date: DateFact): 'from' | 'until' | undefined {
  if (isSpan(date)) return undefined
  const before = foldInPlace(date.statement.text.slice(Math.max(0, date.start - 20), date.start))
  if (
    /(?<!\p{L})(?:до|по|не позднее|не позже|законч\p{L}+|заканчива\p{L}+|истека\p{L}+|истеч\p{L}+) $/u.test(
      before,
    )
  )
    return 'until'
  return /(?<!\p{L})(?:с|со|от|начиная с) $/u.test(before) ? 'from' : undefined
}

/** «с 9:00 до 21:00». */
export function hours(input: RuleInput): RuleFinding[] {
  return checkValues(input, {
    kind: 'hours',
    areRivals: () => true,
    carries: (known, said) => compareHours(said, known) === 'same',
    name: () => 'time',
  })
}

const CLOCK = /(?<![\d:.])([01]?\d|2[0-4])[:.]([0-5]\d)(?![\d:]|\.\d)/gu

/** A time of day that belongs to no span: «до 5 марта, 18:00». */
export function clocks({ sentence, cited }: RuleInput): RuleFinding[] {
  const taken = sentence.facts.filter(
    ({ kind }) => kind === 'hours' || kind === 'date' || kind === 'quantity',
  )
  const known = cited.flatMap(({ saying }) => clocksIn(saying.text))
  return clocksIn(sentence.text).flatMap(({ at, start, end }) => {
    if (taken.some((one) => start < one.end && one.start < end) || known.some((one) => one.at === at))
      return []
    return [{ kind: 'time' as const, start, end }]
  })
}

const clocksIn = (text: string) =>
  [...text.matchAll(CLOCK)].flatMap(({ index, 0: clock, 1: hour, 2: minute }) =>
    clock.includes(':')
      ? [{ at: Number(hour) * 60 + Number(minute), start: index, end: index + clock.length }]
      : [],
  )

/** «с понедельника по пятницу» is «по будням». */
export function weekdays(input: RuleInput): RuleFinding[] {
  return checkValues(input, {
    kind: 'weekdays',
    areRivals: () => true,
    carries: (known, said) =>
      compareWeekdays(said, known) === 'same' ||
      (said.isClosed && (!overlaps(said.days, known) || isRest(said.days, known))),
    name: () => 'time',
  })
}

/** On a day that is no day of work, nothing happens. */
const overlaps = (days: readonly number[], known: Of<'weekdays'>) =>
  known.isClosed || days.some((day) => known.days.includes(day))
const isRest = (days: readonly number[], known: Of<'weekdays'>) =>
  known.isClosed && days.every((day) => known.days.includes(day))

const DAY =
  /(?<!\p{L})(понедельник|вторник|сред|четверг|пятниц|суббот|воскресен)(?:а|у|ы|е|ам|и|я|ю|ь\p{L}*|ям|ой|ом)?(?!\p{L})/gu
const NAMES = ['понедельник', 'вторник', 'сред', 'четверг', 'пятниц', 'суббот', 'воскресен']

/** A single day of the week must be named in the evidence, or lie in a span of it. */
export function namedDays({ sentence, cited }: RuleInput): RuleFinding[] {
  const spans = sentence.facts.filter(({ kind }) => kind === 'weekdays')
  const known = new Set(
    cited.flatMap(({ saying }) => [
      ...[...foldInPlace(saying.text).matchAll(DAY)].map(([, name = '']) => NAMES.indexOf(name) + 1),
      ...readWeekdays(saying.text).flatMap(({ days }) => days),
    ]),
  )
  return [...foldInPlace(sentence.text).matchAll(DAY)].flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length]
    if (spans.some((span) => start < span.end && span.start < end)) return []
    const day = NAMES.indexOf(match[1] ?? '') + 1
    if (known.has(day) && !(isRestDay(day, cited) && isOpen(sentence, start))) return []
    return [{ kind: 'time' as const, start, end }]
  })
}

/** «В субботу и воскресенье отправок нет»: on these days nothing may be promised. */
const isRestDay = (day: number, cited: readonly Source[]): boolean => {
  const spans = cited.flatMap(({ saying }) => readWeekdays(saying.text))
  const naming = spans.filter(({ days }) => days.includes(day))
  return naming.length > 0 && naming.every(({ isClosed }) => isClosed)
}

/** The day is told as one on which something happens: no denial, and no order that was only placed on it. */
function isOpen(saying: Saying, at: number): boolean {
  const segment = segmentAt(saying, at, at + 1)
  const words = foldInPlace(saying.text.slice(segment?.start, segment?.end))
  return !/(?<!\p{L})(?:не|нет|закрыт\p{L}*|выходн\p{L}+|если|когда|оформлен\p{L}*|сделан\p{L}*|заказ\p{L}* в)(?!\p{L})/u.test(
    words,
  )
}

const SOON =
  /(?<!\p{L})(?:сегодня|завтра|послезавтра|вчера|(?:этим |сегодня )?(?:вечером|утром|днём|ночью)|на (?:этой|следующей|днях)(?: неделе)?|на днях|в ближайш\p{L}+ (?:дн\p{L}+|врем\p{L}+|час\p{L}*|недел\p{L}+)|скоро|уже сейчас|немедленно|в тот же день|на следующий день)(?!\p{L})/gu

/** «завтра», «на этой неделе»: a date that nobody else would know. */
export function soon({ sentence, cited }: RuleInput): RuleFinding[] {
  const known = cited.map(({ saying }) => foldInPlace(`${saying.title}\n${saying.text}`))
  /** «после 14:00 — в тот же день» where «до 14:00» is sent the same day. */
  const isOfOtherHours = ({ index, 0: words }: RegExpExecArray): boolean => {
    const said = hoursBefore(sentence, index)
    const others = cited.flatMap(({ saying }) =>
      [...foldInPlace(saying.text).matchAll(new RegExp(words, 'gu'))].flatMap(
        (match) => hoursBefore(saying, match.index) ?? [],
      ),
    )
    return (
      said !== undefined && others.length > 0 && others.every((one) => compareHours(said, one) !== 'same')
    )
  }
  return [...foldInPlace(sentence.text).matchAll(SOON)].flatMap((match) =>
    known.some((text) => text.includes(match[0])) && !isOfOtherHours(match)
      ? []
      : [{ kind: 'date' as const, start: match.index, end: match.index + match[0].length }],
  )
}

/** The part of a sentence before a place, from the last value of time on: what it depends on. */
const hoursBefore = (saying: Saying, at: number) => {
  const sentence = segmentAt(saying, at, at + 1)?.sentence
  return saying.facts
    .filter((fact) => fact.kind === 'hours')
    .filter(({ start, end }) => end <= at && segmentAt(saying, start, end)?.sentence === sentence)
    .at(-1)
}

/** What a warranty counts from: the day it was received or the day it was bought. */
export function starts(input: RuleInput): RuleFinding[] {
  return checkValues(input, {
    kind: 'start',
    areRivals: () => true,
    carries: (known, said) => known.event === said.event,
    name: () => 'case',
  })
}
