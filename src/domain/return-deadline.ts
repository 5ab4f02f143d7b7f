import { addDays, type Day, daysBetween, moscowDay } from './moscow-time.ts'

/** Consumer Protection Law, art. 26.1: goods bought at a distance go back within seven days of receipt. */
const RETURN_DAYS = 7

/** The last day for goods of good quality; the day of receipt itself does not count. */
export function returnDeadline(deliveredAt: Date, now: Date): { lastDay: Day; daysLeft: number } {
  const lastDay = addDays(moscowDay(deliveredAt), RETURN_DAYS)
  return { lastDay, daysLeft: daysBetween(moscowDay(now), lastDay) }
}
