import type { Hours } from './shop-hours.ts'
import { type Pause, runsOf, workingMs } from './working-clock.ts'

/**
 * The clock of a case that several conversations belong to. It runs while any of them waits for the shop: from the
 * first word in any of them, and no hour counts twice because two of them waited at once.
 */

/** A stretch in which somebody waits; `to` null = they still do. */
type Run = { from: Date; to: Date | null }

/** When each conversation began, and when it did not wait since: the same of all of them together. */
export function sharedClock(
  members: readonly { openedAt: Date; pauses: readonly Pause[] }[],
): { openedAt: Date; pauses: Pause[] } | undefined {
  const runs = joinRuns(members.flatMap(({ openedAt, pauses }) => runsOf(openedAt, pauses)))
  const [first] = runs
  if (!first) return undefined
  const pauses = runs.flatMap(({ to }, index): Pause[] =>
    to ? [{ from: to, to: runs[index + 1]?.from ?? null }] : [],
  )
  return { openedAt: first.from, pauses }
}

/** What the clock of a case shows at its end: working time in which any of its turns waited, each moment once. */
export function sharedWorkMs(
  hours: Hours,
  turns: readonly { startedAt: Date; answeredAt: Date | null; pauses: readonly Pause[] }[],
): number {
  const runs = turns.flatMap(({ startedAt, answeredAt, pauses }) =>
    answeredAt ? runsOf(startedAt, [...pauses, { from: answeredAt, to: null }]) : [],
  )
  return joinRuns(runs).reduce((sum, { from, to }) => sum + (to ? workingMs(hours, from, to) : 0), 0)
}

/** The stretches as one line: sorted, and those that touch or overlap made one. */
function joinRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = []
  for (const run of runs.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = joined.at(-1)
    if (!last || (last.to && last.to < run.from)) joined.push({ ...run })
    else if (last.to && (!run.to || run.to > last.to)) last.to = run.to
  }
  return joined
}
