import { createHash } from 'node:crypto'

const DAY_MS = 24 * 3_600_000
/** Night in Moscow: from one o'clock, for six hours. */
const NIGHT_FROM_MS = 22 * 3_600_000
const NIGHT_MS = 6 * 3_600_000

/** The first of the shop's daily moments after `since`: each shop has its own minute of the night. */
export function nextDailyAt(shopId: string, since: Date): Date {
  const spread = (createHash('sha256').update(shopId).digest().readUInt32BE(0) / 2 ** 32) * NIGHT_MS
  const ofDay = (NIGHT_FROM_MS + Math.floor(spread / 60_000) * 60_000) % DAY_MS
  const today = Math.floor(since.getTime() / DAY_MS) * DAY_MS + ofDay
  return new Date(today > since.getTime() ? today : today + DAY_MS)
}
