import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import { addDays, isoDay, moscowDay } from '../domain/moscow-time.ts'
import type { Clock } from '../shared/clock.ts'
import { forgetRatings, keepRatings } from './count-ratings.ts'
import { countTurns } from './count-turns.ts'
import { sumDay } from './sum-days.ts'

type Deps = { db: Database; clock: Clock }

const BATCHES_AT_ONCE = 10
const DAYS_AT_ONCE = 5

/**
 * Brings what the figures are read from up to date, a slice at a time: turns of conversations that moved, then the days
 * they touch, then the three ratings. Answers whether more is left. It may run at any time and be stopped at any point.
 */
export async function runFigures(
  { db, clock }: Deps,
  { shopId }: { shopId: string },
): Promise<'done' | 'more'> {
  const now = clock.now()
  for (let batch = 1; (await countTurns(db, { shopId })) === 'more'; batch++)
    if (batch === BATCHES_AT_ONCE) return 'more'
  const days = await queryRows(
    db,
    z.object({ day: z.string() }),
    sql`select day::text as day from stale_days where shop_id = ${shopId}
      order by stale_days.day desc limit ${DAYS_AT_ONCE}`,
  )
  for (const { day } of days) {
    await sumDay(db, { shopId, day })
    await forgetRatings(db, { shopId, day })
  }
  if (days.length === DAYS_AT_ONCE) return 'more'
  // Decisions, replies and calls of models move these two without a word to the conversation.
  for (const back of [0, 1]) {
    const day = isoDay(addDays(moscowDay(now), -back))
    if (!days.some((one) => one.day === day)) await sumDay(db, { shopId, day })
  }
  return keepRatings(db, { shopId, now })
}
