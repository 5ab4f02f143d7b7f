import { answerDueAt } from './reply-window.ts'
import { lastMomentBefore } from './shop-hours.ts'
import type { ShopPolicy } from './shop-policy.ts'

const HOUR_MS = 3_600_000
/** Working time that must be left for an answer when a case comes back. */
const SNOOZE_RESERVE_MS = HOUR_MS
/** Nothing sleeps longer, also where neither window nor target sets an end. */
const LONGEST_MS = 48 * HOUR_MS
/** Less is not worth leaving the queue for. */
const SHORTEST_MS = 60_000

type Waiting = {
  /** When the buyer began the unanswered turn; null = nothing waits. */
  awaitingSince: Date | null
  /** Until when the marketplace accepts a reply; null = no end yet. */
  replyWindowUntil: Date | null
}

/**
 * Until when a case may leave the queue at the latest, so that an hour of the shop's working time is left before the
 * reply window closes and before Ozon's 24 h are over; null = not at all any more. Hours that are over do not count:
 * what can be lost no more holds nothing back.
 */
export function latestSnooze(
  { awaitingSince, replyWindowUntil }: Waiting,
  hours: Pick<ShopPolicy, 'hours' | 'holidays'>,
  now: Date,
): Date | null {
  if (!awaitingSince) return null
  const ends = [answerDueAt(awaitingSince), replyWindowUntil].filter((at) => at !== null && at > now)
  const latest = Math.min(
    now.getTime() + LONGEST_MS,
    ...ends.map((end) => end && lastMomentBefore(hours, end, SNOOZE_RESERVE_MS).getTime()).filter(isTime),
  )
  return latest >= now.getTime() + SHORTEST_MS ? new Date(latest) : null
}

const isTime = (value: number | null): value is number => value !== null

/** Why a case may not sleep until `until`; undefined = it may. */
export function whyNotSnooze(
  until: Date,
  latest: Date | null,
  now: Date,
): 'too_late' | 'too_soon' | undefined {
  if (!latest || until > latest) return 'too_late'
  return until.getTime() < now.getTime() + SHORTEST_MS ? 'too_soon' : undefined
}

export type SnoozeChoice = 'half_hour' | 'hour' | 'three_hours' | 'morning' | 'latest'

/** What is offered by one press, earliest first; what would be too late is left out. */
export function snoozeChoices(
  latest: Date,
  now: Date,
  morning: Date,
): { choice: SnoozeChoice; until: Date }[] {
  const after = (hours: number) => new Date(now.getTime() + hours * HOUR_MS)
  const offered: { choice: SnoozeChoice; until: Date }[] = [
    { choice: 'half_hour', until: after(0.5) },
    { choice: 'hour', until: after(1) },
    { choice: 'three_hours', until: after(3) },
    { choice: 'morning', until: morning },
  ]
  const inTime = offered.filter(({ until }) => until > now && until < latest)
  inTime.push({ choice: 'latest', until: latest })
  return inTime.toSorted((a, b) => a.until.getTime() - b.until.getTime())
}
