import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { OZON_CHAT } from '../channels/channel-names.ts'
import { type Database, queryRows } from '../db/client.ts'
import { OZON_RATINGS } from '../domain/ozon-ratings.ts'
import type { Figures } from '../http/contracts/figures.ts'
import { RATING_ERROR } from './read-ozon-ratings.ts'

const ratingRow = z.object({
  rating: z.enum(OZON_RATINGS),
  day: z.string(),
  ours: z.number().nullable(),
  counted: z.coerce.number().nullable(),
  ozon: z.number().nullable(),
})

type Of = { shopId: string | null; from: string; to: string }

/** The three ratings of a shop day by day, by our count beside Ozon's. */
export async function readRatingSeries(db: Database, { shopId, from, to }: Of): Promise<Figures['ratings']> {
  const rows = shopId === null ? [] : await readRows(db, { shopId, from, to })
  return {
    shopId,
    readError: shopId === null ? null : await readError(db, shopId),
    series: OZON_RATINGS.map((rating) => ({
      rating,
      days: rows
        .filter((row) => row.rating === rating)
        .map(({ day, ours, counted, ozon }) => ({ day, ours, counted, ozon })),
    })),
  }
}

const readRows = (db: Database, { shopId, from, to }: Of) =>
  queryRows(
    db,
    ratingRow,
    sql`select rating, day::text as day, max(value) filter (where source = 'ours') as ours,
        max(whole) filter (where source = 'ours') as counted, max(value) filter (where source = 'ozon') as ozon
      from rating_days where shop_id = ${shopId} and day between ${from}::date and ${to}::date
        and rating in (${sql.join(
          OZON_RATINGS.map((name) => sql`${name}`),
          sql`, `,
        )})
      group by rating, rating_days.day order by rating, rating_days.day`,
  )

async function readError(db: Database, shopId: string): Promise<string | null> {
  const [row] = await queryRows(
    db,
    z.object({ value: z.string() }),
    sql`select value from channel_cursors
      where shop_id = ${shopId} and channel = ${OZON_CHAT} and name = ${RATING_ERROR}`,
  )
  return row?.value || null
}
