import { addDays, type Day, isoDay, moscowDay, startOfDay } from './moscow-time.ts'
import type { ShopPolicy } from './shop-policy.ts'

export type Hours = Pick<ShopPolicy, 'hours' | 'holidays'>
export type Span = { from: Date; to: Date }

/** Longer than any row of holidays. */
const LOOK_DAYS = 60
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** `since` and `until` of the closed period; null where it has no end within two months. */
export type ShopHours = { isOpen: true } | { isOpen: false; since: Date | null; until: Date | null }

/** Whether the shop works at this moment, Moscow time, and if not, since when and until when. */
export function shopHours(policy: Hours, at: Date): ShopHours {
  const today = moscowDay(at)
  const open = spanOf(policy, today)
  if (open && open.from <= at && at < open.to) return { isOpen: true }
  return { isOpen: false, since: lastClosing(policy, today, at), until: nextOpening(policy, today, at) }
}

/** The latest moment that leaves `needMs` of working time before `end`; of a shop that never opens, by the clock. */
export function lastMomentBefore(policy: Hours, end: Date, needMs: number): Date {
  const day = moscowDay(end)
  let missing = needMs
  for (let back = 0; back <= LOOK_DAYS; back++) {
    const span = spanOf(policy, addDays(day, -back))
    if (!span || span.from >= end) continue
    const closes = Math.min(span.to.getTime(), end.getTime())
    const open = closes - span.from.getTime()
    if (open >= missing) return new Date(closes - missing)
    missing -= open
  }
  return new Date(end.getTime() - needMs)
}

/**
 * When people come back to work: the next moment, later than `at`, at which the shop opens after having been closed.
 * Null where it does not close, or does not open, within two months.
 */
export function nextStart(policy: Hours, at: Date): Date | null {
  const today = moscowDay(at)
  let open: Span | undefined
  for (let ahead = 0; ahead <= LOOK_DAYS; ahead++) {
    const span = spanOf(policy, addDays(today, ahead))
    if (!span || span.to <= at) continue
    // Open until midnight and from midnight on is one stretch.
    if (span.from > at && (!open || span.from > open.to)) return span.from
    open = span
  }
  return null
}

/** The working hours of a day; undefined when the shop is closed all day. */
export function spanOf({ hours, holidays }: Hours, day: Day): Span | undefined {
  const name = isoDay(day)
  if (holidays.some(({ from, to }) => from <= name && name <= to)) return undefined
  const midnight = startOfDay(day)
  if (!hours) return { from: midnight, to: new Date(midnight.getTime() + 24 * HOUR_MS) }
  const today = hours[weekday(day)]
  return today ? { from: clockOn(midnight, today.from), to: clockOn(midnight, today.to) } : undefined
}

function lastClosing(policy: Hours, today: Day, at: Date): Date | null {
  for (let back = 0; back <= LOOK_DAYS; back++) {
    const span = spanOf(policy, addDays(today, -back))
    if (span && span.to <= at) return span.to
  }
  return null
}

function nextOpening(policy: Hours, today: Day, at: Date): Date | null {
  for (let ahead = 0; ahead <= LOOK_DAYS; ahead++) {
    const span = spanOf(policy, addDays(today, ahead))
    if (span && span.from > at) return span.from
  }
  return null
}

/** 0 = Monday. */
const weekday = ({ year, month, day }: Day) => (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7

function clockOn(midnight: Date, clock: string): Date {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return new Date(midnight.getTime() + hours * HOUR_MS + minutes * MINUTE_MS)
}
