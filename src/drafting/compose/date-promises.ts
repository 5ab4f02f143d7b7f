import type { DraftPromise } from '../../domain/draft.ts'
import { type Day, moscowDay } from '../../domain/moscow-time.ts'
import { readDates } from '../../domain/text/calendar-dates.ts'

/**
 * By when each promise is to be kept: the last day its own words name, else the composer's day if the evidence names it.
 * A day nobody named is nobody's promise.
 */
export function datePromises(
  promises: readonly DraftPromise[],
  evidence: readonly { textRu: string }[],
  now: Date,
): DraftPromise[] {
  const named = new Set(evidence.flatMap(({ textRu }) => daysNamed(textRu, now)))
  return promises.map((promise) => {
    const day = promise.by?.slice(0, 10)
    const by = daysNamed(promise.what, now).at(-1) ?? (day !== undefined && named.has(day) ? day : null)
    return { ...promise, by }
  })
}

/** The days of a Russian text as `2026-11-21`, last days of spans. A year left unsaid is the next one to come. */
function daysNamed(text: string, now: Date): string[] {
  const today = moscowDay(now)
  return readDates(text).map(({ to }) => {
    const isPast = to.month < today.month || (to.month === today.month && to.day < today.day)
    return isoDay({ ...to, year: to.year ?? (isPast ? today.year + 1 : today.year) })
  })
}

const isoDay = ({ year, month, day }: Day): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
