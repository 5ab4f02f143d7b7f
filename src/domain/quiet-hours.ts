import { clockMinutes, localClock, zoneOffsetMs } from './local-time.ts'

/** Hours in which a person is told nothing, by the clock of their zone: `22:00` to `08:00` goes over midnight. */
export type QuietHours = { from: string; to: string; timeZone: string }

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60
/** Every change of clocks falls on a quarter of an hour. */
const QUARTER_MS = 15 * MINUTE_MS

/** When the quiet hours that hold at this moment end; null = they do not hold. The end itself is not quiet. */
export function quietUntil({ from, to, timeZone }: QuietHours, at: Date): Date | null {
  const start = clockMinutes(from)
  const end = clockMinutes(to)
  const isQuiet = (minutes: number) =>
    start < end ? start <= minutes && minutes < end : minutes >= start || minutes < end
  const minutesAt = (moment: Date) => {
    const clock = localClock(moment, timeZone)
    return clock.getUTCHours() * 60 + clock.getUTCMinutes()
  }
  if (!isQuiet(minutesAt(at))) return null
  let moment = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS)
  for (;;) {
    const left = (end - minutesAt(moment) + DAY_MINUTES) % DAY_MINUTES
    const candidate = new Date(moment.getTime() + left * MINUTE_MS)
    const offset = zoneOffsetMs(moment, timeZone)
    const change = firstChange(moment, candidate, offset, timeZone)
    if (!change) return candidate
    // Clocks change before the end is reached: it may be skipped, or come later.
    if (!isQuiet(minutesAt(change))) return change
    moment = change
  }
}

/** The first moment up to `until` at which clocks are no longer `offset` ahead of UTC. */
function firstChange(from: Date, until: Date, offset: number, timeZone: string): Date | null {
  if (zoneOffsetMs(until, timeZone) === offset) return null
  let at = Math.floor(from.getTime() / QUARTER_MS) * QUARTER_MS + QUARTER_MS
  while (at < until.getTime() && zoneOffsetMs(new Date(at), timeZone) === offset) at += QUARTER_MS
  return new Date(Math.min(at, until.getTime()))
}
