import { addDays, moscowDay, startOfDay } from './moscow-time.ts'
import { type Hours, type Span, spanOf } from './shop-hours.ts'

/**
 * The shop's own clocks: they run while the shop works and stand still while it is closed or while it waits for the
 * buyer. The marketplace's window knows nothing of this and never stands still: see reply-window.ts.
 */

/** A stretch in which a clock stands still; `to` null = it still does. */
export type Pause = { from: Date; to: Date | null }

/** Beyond so many days a target is taken to have no end: a shop that never opens. */
const LOOK_DAYS = 400

/** Working time between two moments, in milliseconds; 0 where the second is not later. */
export function workingMs(hours: Hours, from: Date, to: Date): number {
  if (to <= from) return 0
  if (isAlwaysOpen(hours)) return to.getTime() - from.getTime()
  let total = 0
  for (let day = moscowDay(from); startOfDay(day) < to; day = addDays(day, 1)) {
    const span = spanOf(hours, day)
    if (span) total += overlapMs(span, { from, to })
  }
  return total
}

/** The first moment by which so much working time has passed since `from`; null where that is more than a year away. */
export function afterWorking(hours: Hours, from: Date, ms: number): Date | null {
  if (ms <= 0) return from
  if (isAlwaysOpen(hours)) return new Date(from.getTime() + ms)
  const first = moscowDay(from)
  let left = ms
  for (let ahead = 0; ahead <= LOOK_DAYS; ahead++) {
    const span = spanOf(hours, addDays(first, ahead))
    if (!span || span.to <= from) continue
    const begins = Math.max(span.from.getTime(), from.getTime())
    const open = span.to.getTime() - begins
    if (open >= left) return new Date(begins + left)
    left -= open
  }
  return null
}

/** What a clock that began at `from` shows at `to`: working time without its pauses. */
export function clockMs(
  hours: Hours,
  { from, to, pauses }: { from: Date; to: Date; pauses: readonly Pause[] },
): number {
  return runsOf(from, pauses)
    .filter((run) => run.from < to)
    .reduce((sum, run) => sum + workingMs(hours, run.from, run.to && run.to < to ? run.to : to), 0)
}

/** When a clock that began at `from` reaches its target; null while it stands still, or where it never does. */
export function clockDue(
  hours: Hours,
  { from, targetMs, pauses }: { from: Date; targetMs: number; pauses: readonly Pause[] },
): Date | null {
  let left = targetMs
  for (const run of runsOf(from, pauses)) {
    if (!run.to) return afterWorking(hours, run.from, left)
    const open = workingMs(hours, run.from, run.to)
    if (open >= left) return afterWorking(hours, run.from, left)
    left -= open
  }
  return null
}

/** The stretches between the pauses; pauses may overlap and come in any order. */
export function runsOf(from: Date, pauses: readonly Pause[]): { from: Date; to: Date | null }[] {
  const runs: { from: Date; to: Date | null }[] = []
  let begins: Date | null = from
  for (const pause of pauses.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    if (!begins) break
    if (pause.to && pause.to <= begins) continue
    if (pause.from > begins) runs.push({ from: begins, to: pause.from })
    begins = pause.to
  }
  if (begins) runs.push({ from: begins, to: null })
  return runs
}

const isAlwaysOpen = ({ hours, holidays }: Hours): boolean => hours === null && holidays.length === 0

const overlapMs = (a: Span, b: Span): number =>
  Math.max(0, Math.min(a.to.getTime(), b.to.getTime()) - Math.max(a.from.getTime(), b.from.getTime()))
