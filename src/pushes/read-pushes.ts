import { desc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Executor, queryRows } from '../db/client.ts'
import { pushGaps, pushGuards } from '../db/schema/pushes.ts'
import type { PushHealth } from '../http/contracts/shops.ts'
import { pushHealthSchema } from '../http/contracts/shops.ts'

const DAY_MS = 24 * 3_600_000
const GAPS_SHOWN = 5

const count = z.coerce.number()
const sumsRow = z.object({
  shop_id: z.string(),
  pushes: count,
  failed: count,
  over1500: count,
  over2500: count,
  over5000: count,
  total_ms: count,
  max_ms: count,
})

/** How pushes are doing in each of these shops: the guard's last look, our answers of 24 h, the newest gaps. */
export async function readPushes(
  db: Executor,
  shopIds: readonly string[],
  now: Date,
): Promise<Map<string, PushHealth>> {
  if (shopIds.length === 0) return new Map()
  const ids = [...shopIds]
  const guards = await db.select().from(pushGuards).where(inArray(pushGuards.shopId, ids))
  const since = new Date(now.getTime() - DAY_MS).toISOString()
  const sums = await queryRows(
    db,
    sumsRow,
    sql`select shop_id, sum(pushes) as pushes, sum(failed) as failed, sum(over_1500) as over1500,
        sum(over_2500) as over2500, sum(over_5000) as over5000, sum(total_ms) as total_ms, max(max_ms) as max_ms
      from push_answers where minute > ${since}::timestamptz group by shop_id`,
  )
  const found: [string, PushHealth][] = []
  for (const shopId of ids) {
    const guard = guards.find((one) => one.shopId === shopId)
    const day = sums.find((one) => one.shop_id === shopId)
    const gaps = await db
      .select()
      .from(pushGaps)
      .where(eq(pushGaps.shopId, shopId))
      .orderBy(desc(pushGaps.from))
      .limit(GAPS_SHOWN)
    found.push([
      shopId,
      pushHealthSchema.parse({
        state: guard?.state ?? 'unknown',
        grade: guard?.grade ?? null,
        reason: guard?.reason ?? null,
        checkedAt: guard?.checkedAt.toISOString() ?? null,
        provedAt: guard?.provedAt?.toISOString() ?? null,
        retryAt: guard?.retryAt?.toISOString() ?? null,
        day: {
          pushes: day?.pushes ?? 0,
          failed: day?.failed ?? 0,
          over1500: day?.over1500 ?? 0,
          over2500: day?.over2500 ?? 0,
          over5000: day?.over5000 ?? 0,
          rightShare: day && day.pushes > 0 ? (day.pushes - day.failed) / day.pushes : null,
          averageMs: day && day.pushes > 0 ? Math.round(day.total_ms / day.pushes) : null,
          maxMs: day?.max_ms ?? null,
        },
        gaps: gaps.map((gap) => ({
          reason: gap.reason,
          from: gap.from.toISOString(),
          to: gap.to?.toISOString() ?? null,
          found: gap.found,
          looks: gap.looks,
          closedAt: gap.closedAt?.toISOString() ?? null,
        })),
      }),
    ])
  }
  return new Map(found)
}
