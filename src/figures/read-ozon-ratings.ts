import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { OZON_CHAT } from '../channels/channel-names.ts'
import { keepCursor } from '../db/channel-cursor.ts'
import { type Database, queryRows } from '../db/client.ts'
import { insertRows, setExcluded } from '../db/insert-rows.ts'
import { ratingDays } from '../db/schema/figures.ts'
import { shops } from '../db/schema/shops.ts'
import { OZON_RATINGS, RATING_DAYS } from '../domain/ozon-ratings.ts'
import type { Clock } from '../shared/clock.ts'
import { errorWords } from '../shared/error-words.ts'
import { AppError } from '../shared/errors.ts'

/** A figure of a shop as the marketplace tells it. `day`: the date by which it names it, `2026-11-25`. */
export type ToldRating = { rating: string; day: string; value: number }

/** Asks the marketplace for the history of these figures; at most 30 days at once. */
export type ReadRatings = (input: {
  shopId: string
  ratings: readonly string[]
  from: Date
  to: Date
}) => Promise<ToldRating[]>

type Deps = { db: Database; clock: Clock; readRatings: ReadRatings }

const DAY_MS = 86_400_000
/** How far back the first reading goes, in steps of what may be asked at once. */
const FIRST_STEPS = 3
/** Under which the last failure is kept with the channel. */
export const RATING_ERROR = 'ratings-error'

/** Keeps what the marketplace says of a shop's answers, day by day. What it refuses is kept as words to show. */
export async function readOzonRatings(
  { db, clock, readRatings }: Deps,
  { shopId }: { shopId: string },
): Promise<void> {
  const [shop] = await db.select({ disabledAt: shops.disabledAt }).from(shops).where(eq(shops.id, shopId))
  if (!shop || shop.disabledAt) return
  const now = clock.now()
  const note = (text: string) =>
    keepCursor(db, { shopId, channel: OZON_CHAT, name: RATING_ERROR }, text, clock.now())
  try {
    const steps = (await hasHistory(db, shopId)) ? 1 : FIRST_STEPS
    for (let step = 0; step < steps; step++) {
      const to = new Date(now.getTime() - step * RATING_DAYS * DAY_MS)
      const from = new Date(to.getTime() - RATING_DAYS * DAY_MS)
      await keep(db, { shopId, now, told: await readRatings({ shopId, ratings: OZON_RATINGS, from, to }) })
    }
    await note('')
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'bug') throw error
    await note(errorWords(error).slice(0, 500))
  }
}

async function hasHistory(db: Database, shopId: string): Promise<boolean> {
  const found = await queryRows(
    db,
    z.object({ day: z.string() }),
    sql`select day::text as day from rating_days where shop_id = ${shopId} and source = 'ozon' limit 1`,
  )
  return found.length > 0
}

type Told = { shopId: string; now: Date; told: readonly ToldRating[] }

async function keep(db: Database, { shopId, now, told }: Told): Promise<void> {
  // Told twice for a day, the later one holds.
  const byDay = new Map(told.map((one) => [`${one.rating} ${one.day}`, one]))
  const rows = [...byDay.values()].map((one) => ({ shopId, source: 'ozon', ...one, readAt: now }))
  if (rows.length === 0) return
  await db.execute(
    insertRows(
      ratingDays,
      rows,
      sql`on conflict (shop_id, source, rating, day) do update set ${setExcluded(ratingDays, ['value', 'readAt'])}`,
    ),
  )
}
