/** Ozon counts per second: after one the next call may pass. */
export const DEFAULT_PAUSE_MS = 1_000
const LONGEST_MS = 60 * 60_000

/** Milliseconds to wait by a `Retry-After` header: seconds or a date; one second when it says nothing usable. */
export function retryAfterMs(header: string | null, now: Date): number {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}(?:\.\d+)?$/.test(text)) return within(Number(text) * 1000)
  // Every date of HTTP begins with the name of a day; Date.parse alone would take "-5" for a year.
  const date = /^[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? DEFAULT_PAUSE_MS : within(date - now.getTime())
}

function within(ms: number): number {
  return Math.min(Math.max(Math.ceil(ms), 0), LONGEST_MS)
}
