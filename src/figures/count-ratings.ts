import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { OZON_CHAT } from '../channels/channel-names.ts'
import { type Database, queryRows } from '../db/client.ts'
import { insertRows, setExcluded } from '../db/insert-rows.ts'
import { ratingDays } from '../db/schema/figures.ts'
import { addDays, dayOfIso, isoDay, moscowDay, startOfDay } from '../domain/moscow-time.ts'
import {
  IN_TIME_MS,
  OZON_RATINGS,
  type OzonRating,
  RATING_DAYS,
  RATING_SPAN_MS,
  type Ratio,
  ratingValue,
} from '../domain/ozon-ratings.ts'

const figure = z.coerce.number()
const ratioRow = z.object({
  first_ms: figure,
  first_count: figure,
  all_ms: figure,
  all_count: figure,
  in_time: figure,
  decided: figure,
})

/** Ozon's three figures of a shop's chats as they stood at a moment, in one query; the definition is in ozon-ratings.ts. */
export async function countRatings(
  db: Database,
  { shopId, asOf }: { shopId: string; asOf: Date },
): Promise<Record<OzonRating, Ratio>> {
  const from = new Date(asOf.getTime() - RATING_SPAN_MS).toISOString()
  const moment = sql`${asOf.toISOString()}::timestamptz`
  const [row] = await queryRows(
    db,
    ratioRow,
    sql`with seen as (
        select conversation_id, is_first, started_at, case when answered_at <= ${moment} then wait_ms end as wait_ms
        from turns where shop_id = ${shopId} and channel = ${OZON_CHAT} and view <> 'own'
          and started_at >= ${from}::timestamptz and started_at < ${moment}),
      dialogues as (
        select coalesce(bool_or(wait_ms <= ${IN_TIME_MS}), false) as in_time,
          bool_or(wait_ms is not null or started_at <= ${moment} - interval '24 hours') as decided,
          sum(wait_ms) as ms, count(wait_ms) as waits,
          sum(wait_ms) filter (where is_first) as first_ms, count(wait_ms) filter (where is_first) as firsts
        from seen group by conversation_id)
      select coalesce(sum(first_ms), 0) as first_ms, coalesce(sum(firsts), 0) as first_count,
        coalesce(sum(ms), 0) as all_ms, coalesce(sum(waits), 0) as all_count,
        count(*) filter (where decided and in_time) as in_time, count(*) filter (where decided) as decided
      from dialogues`,
  )
  const { first_ms, first_count, all_ms, all_count, in_time, decided } = ratioRow.parse(row)
  return {
    rating_reaction_time: { part: first_ms, whole: first_count },
    rating_average_response_time: { part: all_ms, whole: all_count },
    rating_replied_dialogs_ratio: { part: in_time, whole: decided },
  }
}

/** So far back the course of the figures is shown. */
const DAYS_KEPT = 90
const AT_ONCE = 8

/**
 * Keeps our count of the three at the end of each Moscow day: those that are missing, and always yesterday and today so
 * far. Answers whether days are still missing.
 */
export async function keepRatings(
  db: Database,
  { shopId, now }: { shopId: string; now: Date },
): Promise<'done' | 'more'> {
  const today = moscowDay(now)
  const missing = await missingDays(db, { shopId, now })
  const newest = [isoDay(today), isoDay(addDays(today, -1))]
  const days = [...newest, ...missing.filter((day) => !newest.includes(day))]
  for (const day of days.slice(0, AT_ONCE)) {
    const end = startOfDay(addDays(dayOfIso(day), 1))
    const ratings = await countRatings(db, { shopId, asOf: end < now ? end : now })
    const rows = OZON_RATINGS.map((rating) => ({
      shopId,
      source: 'ours',
      rating,
      day,
      value: ratingValue(rating, ratings[rating]),
      ...ratings[rating],
      readAt: now,
    }))
    await db.execute(
      insertRows(
        ratingDays,
        rows,
        sql`on conflict (shop_id, source, rating, day) do update set ${setExcluded(ratingDays, ['value', 'part', 'whole', 'readAt'])}`,
      ),
    )
  }
  return days.length > AT_ONCE ? 'more' : 'done'
}

/** Days since the first turn whose count is not kept. */
async function missingDays(db: Database, { shopId, now }: { shopId: string; now: Date }): Promise<string[]> {
  const rows = await queryRows(
    db,
    z.object({ day: z.string() }),
    sql`select d::date::text as day from generate_series(
        greatest((select min(day) from turns where shop_id = ${shopId}),
          ${isoDay(addDays(moscowDay(now), -DAYS_KEPT))}::date)::timestamp,
        ${isoDay(moscowDay(now))}::date::timestamp, interval '1 day') d
      where not exists (select 1 from rating_days r where r.shop_id = ${shopId} and r.source = 'ours'
        and r.day = d::date) order by d desc`,
  )
  return rows.map(({ day }) => day)
}

/** A day moved: every figure that looks back on it is to be counted again. */
export async function forgetRatings(
  db: Database,
  { shopId, day }: { shopId: string; day: string },
): Promise<void> {
  await db.execute(sql`delete from rating_days where shop_id = ${shopId} and source = 'ours'
    and day between ${day}::date and ${day}::date + ${RATING_DAYS}::int`)
}
