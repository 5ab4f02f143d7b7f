import { foldInPlace } from '../../../domain/text/fold-in-place.ts'
import { readWeekdays } from '../../../domain/text/opening-times.ts'
import { compareHours, compareWeekdays } from '../../../knowledge/findings/rules/calendar.ts'
import type { RuleFinding, RuleInput } from '../rule.ts'
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
  if (/(?<!\p{L})(?:до|по|не позднее|не позже) $/u.test(before)) return 'until'
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

/** «с понедельника по пятницу» is «по будням». */
export function weekdays(input: RuleInput): RuleFinding[] {
  return checkValues(input, {
    kind: 'weekdays',
    areRivals: () => true,
    carries: (known, said) =>
      compareWeekdays(said, known) === 'same' || (said.isClosed && !overlaps(said.days, known)),
    name: () => 'time',
  })
}

/** On a day that is no day of work, nothing happens. */
const overlaps = (days: readonly number[], known: Of<'weekdays'>) =>
  known.isClosed || days.some((day) => known.days.includes(day))

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
    return known.has(NAMES.indexOf(match[1] ?? '') + 1) ? [] : [{ kind: 'time' as const, start, end }]
  })
}

const SOON =
  /(?<!\p{L})(?:сегодня|завтра|послезавтра|вчера|(?:этим |сегодня )?(?:вечером|утром|днём|ночью)|на (?:этой|следующей|днях)(?: неделе)?|на днях|в ближайш\p{L}+ (?:дн\p{L}+|врем\p{L}+|час\p{L}*|недел\p{L}+)|скоро|уже сейчас|немедленно|в тот же день|на следующий день)(?!\p{L})/gu

/** «завтра», «на этой неделе»: a date that nobody else would know. */
export function soon({ sentence, cited }: RuleInput): RuleFinding[] {
  const known = cited.map(({ saying }) => foldInPlace(`${saying.title}\n${saying.text}`))
  return [...foldInPlace(sentence.text).matchAll(SOON)].flatMap((match) =>
    known.some((text) => text.includes(match[0]))
      ? []
      : [{ kind: 'date' as const, start: match.index, end: match.index + match[0].length }],
  )
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
