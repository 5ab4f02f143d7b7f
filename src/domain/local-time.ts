import type { Day } from './moscow-time.ts'

/** Clocks of any zone, with its summer time. Moscow, where buyers live, has a file of its own. */

const MINUTE_MS = 60_000

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timeZone, made)
  return made
}

export function isTimeZone(name: string): boolean {
  try {
    return formatOf(name) !== undefined
  } catch {
    return false
  }
}

/** What clocks show there at this moment, as if it were UTC. */
export function localClock(at: Date, timeZone: string): Date {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return new Date(
    Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) +
      at.getUTCMilliseconds(),
  )
}

/** Milliseconds by which clocks there are ahead of UTC. */
export const zoneOffsetMs = (at: Date, timeZone: string): number =>
  localClock(at, timeZone).getTime() - at.getTime()

/** The moment at which clocks there show this; where they skip it, the moment after; where they show it twice, the first. */
export function momentOf({ year, month, day }: Day, minutes: number, timeZone: string): Date {
  const shown = Date.UTC(year, month - 1, day) + minutes * MINUTE_MS
  // Clocks change at most once within a day of it: one of these two offsets is right, or the hour is skipped.
  const early = zoneOffsetMs(new Date(shown - 24 * 60 * MINUTE_MS), timeZone)
  const late = zoneOffsetMs(new Date(shown + 24 * 60 * MINUTE_MS), timeZone)
  for (const offset of early > late ? [early, late] : [late, early]) {
    const at = new Date(shown - offset)
    if (zoneOffsetMs(at, timeZone) === offset) return at
  }
  return new Date(shown - Math.min(early, late))
}

/** Minutes since midnight of a clock like `22:30`. */
export function clockMinutes(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}
