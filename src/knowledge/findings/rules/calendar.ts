import type { DateSpan } from '../../../domain/text/calendar-dates.ts'
import type { Hours, Weekdays } from '../../../domain/text/opening-times.ts'
import type { Verdict } from './verdict.ts'

/** Days of the calendar: a span and a day within it do not exclude each other, two spans with other ends do. */
export function compareDates(a: DateSpan, b: DateSpan): Verdict {
  if (isSameDay(a.from, b.from) && isSameDay(a.to, b.to)) return 'same'
  const isSpan = (one: DateSpan) => !isSameDay(one.from, one.to)
  if (isSpan(a) === isSpan(b)) return 'differ'
  const [span, day] = isSpan(a) ? [a, b] : [b, a]
  return isMonth(span) && day.from.month !== span.from.month ? 'differ' : 'apart'
}

/** «в апреле»: a day of another month is none of it. */
const isMonth = ({ from, to }: DateSpan) => from.month === to.month && from.day === 1 && to.day === 31

/** A year that one side leaves unsaid is the other's. */
const isSameDay = (a: DateSpan['from'], b: DateSpan['from']): boolean =>
  a.day === b.day &&
  a.month === b.month &&
  (a.year === undefined || b.year === undefined || a.year === b.year)

export function compareHours(a: Hours, b: Hours): Verdict {
  const begins = a.from !== undefined && b.from !== undefined
  const ends = a.to !== undefined && b.to !== undefined
  if (!begins && !ends) return 'apart'
  return (!begins || a.from === b.from) && (!ends || a.to === b.to) ? 'same' : 'differ'
}

/** Two timetables must name the same days; days of work must not meet days of rest. */
export function compareWeekdays(a: Weekdays, b: Weekdays): Verdict {
  const common = a.days.filter((day) => b.days.includes(day)).length
  if (a.isClosed !== b.isClosed) return common > 0 ? 'differ' : 'apart'
  if (a.isClosed) return 'apart'
  return common === a.days.length && common === b.days.length ? 'same' : 'differ'
}
