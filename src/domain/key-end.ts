const DAY_MS = 24 * 3_600_000

/** Keys live three months. Two weeks are enough to see it coming, a week to act, and the last day is an alarm. */
export function keyEnd(
  expiresAt: Date,
  now: Date,
): { days: number; level: 'ok' | 'soon' | 'urgent' | 'over' } {
  const days = Math.ceil((expiresAt.getTime() - now.getTime()) / DAY_MS)
  return { days, level: days <= 0 ? 'over' : days <= 1 ? 'urgent' : days <= 14 ? 'soon' : 'ok' }
}

/** Days before its end at which people are told; 0 = it has ended. */
const WARNINGS = [0, 1, 7, 14] as const

/** Which of these moments a key with so many days left has reached last; null = none yet. */
export const keyWarning = (days: number): number | null => WARNINGS.find((moment) => days <= moment) ?? null
