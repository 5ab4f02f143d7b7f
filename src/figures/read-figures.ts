import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import { withinShops } from '../db/within-shops.ts'
import { addDays, isoDay, moscowDay } from '../domain/moscow-time.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { Figures, FiguresQuery, Measured, Measures } from '../http/contracts/figures.ts'
import type { Clock } from '../shared/clock.ts'
import { readCounts } from './read-counts.ts'
import { readRatingSeries } from './read-rating-series.ts'

type Deps = { db: Database; clock: Clock }
/** `scope`: the shops that the asker may see. */
type Input = FiguresQuery & { scope: ShopScope }

/** Everything the page of figures shows, read from what was summed up by day. */
export async function readFigures({ db, clock }: Deps, input: Input): Promise<Figures> {
  const { days, shopId, channel } = input
  const today = moscowDay(clock.now())
  const period = { from: isoDay(addDays(today, 1 - days)), to: isoDay(today) }
  const known = await shopsOf(db, input.scope)
  const chosen = known.filter(({ id }) => shopId === undefined || id === shopId)
  const where = sql`${withinShops(new Set(chosen.map(({ id }) => id)), sql`shop_id`)} and day between ${period.from}::date and ${period.to}::date and ${
    channel === undefined ? sql`true` : sql`channel = ${channel}`
  }`
  const groups = await readGroups(db, where)
  const counts = await readCounts(db, where)
  const people = await namesOf(db)
  const shopNames = new Map(known.map(({ id, name }) => [id, name]))
  const delivered = counts.replies.auto.delivered + counts.replies.person.delivered
  return {
    ...period,
    isBuilding: await isBuilding(
      db,
      chosen.map(({ id }) => id),
    ),
    shops: known,
    total: groups.total,
    byDay: groups.day,
    byShop: groups.shop_id.map((row) => ({ ...row, name: shopNames.get(row.key) ?? null })),
    byChannel: groups.channel,
    byCategory: groups.category,
    // Without an agent nobody has answered yet.
    byAgent: groups.agent
      .filter(({ key }) => key !== '')
      .map((row) => ({ ...row, name: people.get(row.key) ?? null })),
    ...counts,
    cost: { ...counts.cost, perReplyMicros: delivered === 0 ? null : counts.cost.micros / delivered },
    ratings: await readRatingSeries(db, { shopId: chosen[0]?.id ?? null, ...period }),
  }
}

const DIMENSIONS = ['day', 'shop_id', 'channel', 'category', 'agent'] as const
const figure = z.coerce.number()

const groupRow = z.object({
  dimension: z.enum(DIMENSIONS).nullable(),
  key: z.string(),
  turns: figure,
  answered: figure,
  wait_ms: figure,
  work_ms: figure,
  within_15m: figure,
  within_1h: figure,
  within_4h: figure,
  within_24h: figure,
  targeted: figure,
  on_target: figure,
  cases: figure,
  case_ms: figure,
  came_back: figure,
  unchanged: figure,
  light: figure,
  rewritten: figure,
  written: figure,
})

const SUMMED = Object.keys(groupRow.shape).filter((name) => name !== 'dimension' && name !== 'key')

/** One pass over the days, summed up along each dimension and altogether. */
async function readGroups(db: Database, where: SQL) {
  const sums = sql.join(
    SUMMED.map((name) => sql`coalesce(sum(${sql.identifier(name)}), 0) as ${sql.identifier(name)}`),
    sql`, `,
  )
  const rows = await queryRows(
    db,
    groupRow,
    sql`select case when grouping(day) = 0 then 'day' when grouping(shop_id) = 0 then 'shop_id'
        when grouping(channel) = 0 then 'channel' when grouping(category) = 0 then 'category'
        when grouping(agent) = 0 then 'agent' end as dimension,
        coalesce(day::text, shop_id, channel, category, agent, '') as key, ${sums}
      from turn_days where ${where}
      group by grouping sets ((day), (shop_id), (channel), (category), (agent), ())
      order by dimension, key`,
  )
  const of = (dimension: (typeof DIMENSIONS)[number]): Measured[] =>
    rows
      .filter((row) => row.dimension === dimension)
      .map((row) => ({ key: row.key, name: null, ...measures(row) }))
  const total = rows.find((row) => row.dimension === null)
  return {
    day: of('day'),
    shop_id: of('shop_id'),
    channel: of('channel'),
    category: of('category'),
    agent: of('agent'),
    total: measures(groupRow.parse(total)),
  }
}

function measures(row: z.infer<typeof groupRow>): Measures {
  const mean = (sum: number, count: number) => (count === 0 ? null : sum / count)
  return {
    turns: row.turns,
    answered: row.answered,
    meanWaitMs: mean(row.wait_ms, row.answered),
    meanWorkMs: mean(row.work_ms, row.answered),
    within15m: row.within_15m,
    within1h: row.within_1h,
    within4h: row.within_4h,
    within24h: row.within_24h,
    targeted: row.targeted,
    onTarget: row.on_target,
    cases: row.cases,
    meanCaseMs: mean(row.case_ms, row.cases),
    cameBack: row.came_back,
    unchanged: row.unchanged,
    light: row.light,
    rewritten: row.rewritten,
    written: row.written,
  }
}

const named = z.object({ id: z.string(), name: z.string() })

const shopsOf = (db: Database, scope: ShopScope) =>
  queryRows(db, named, sql`select id, name from shops where ${withinShops(scope, sql`id`)} order by name, id`)

async function namesOf(db: Database): Promise<Map<string, string>> {
  const people = await queryRows(db, named, sql`select id, name from users`)
  return new Map(people.map(({ id, name }) => [id, name]))
}

async function isBuilding(db: Database, shopIds: string[]): Promise<boolean> {
  const found = await queryRows(
    db,
    z.object({ shop_id: z.string() }),
    sql`(select shop_id from conversations where ${withinShops(new Set(shopIds), sql`shop_id`)} and is_uncounted limit 1)
      union all (select shop_id from stale_days where ${withinShops(new Set(shopIds), sql`shop_id`)} limit 1)`,
  )
  return found.length > 0
}
