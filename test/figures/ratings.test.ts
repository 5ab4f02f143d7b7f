import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { queryRows } from '../../src/db/client.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { countRatings } from '../../src/figures/count-ratings.ts'
import { countTurns } from '../../src/figures/count-turns.ts'
import { readFigures } from '../../src/figures/read-figures.ts'
import { runFigures } from '../../src/figures/run-figures.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { addShop, type MadeChat, madeLog, putLog, wordsOf } from './made-log.ts'

const NOW = new Date('2026-11-22T12:34:56Z')
const DAY = 86_400_000
const SHOP = 'shop-1'
let database: OpenDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await addShop(database.db, SHOP)
})
afterAll(() => database?.close())

async function count() {
  const deps = { db: database.db, clock: { now: () => NOW } }
  for (let slice = 0; slice < 200; slice++)
    if ((await runFigures(deps, { shopId: SHOP })) === 'done')
      return readFigures(deps, { days: 90, scope: 'all' })
  throw new Error('the figures are never done')
}

/** Ozon's sentences, taken word for word, with nothing of the house's own arithmetic. */
function byDefinition(log: MadeChat[]) {
  const from = NOW.getTime() - 30 * DAY
  const waits = log.flatMap((chat, dialogue) => {
    const found: { dialogue: number; first: boolean; since: number; until: number | undefined }[] = []
    let since: number | undefined
    for (const { author, at } of wordsOf(chat, NOW)) {
      if (author === 'buyer') since ??= at.getTime()
      if ((author === 'seller' || author === 'heard') && since !== undefined) {
        found.push({ dialogue, first: found.length === 0, since, until: at.getTime() })
        since = undefined
      }
    }
    if (since !== undefined) found.push({ dialogue, first: found.length === 0, since, until: undefined })
    return found
  })
  // What begins this very moment is of the days to come.
  const seen = waits.filter((wait) => wait.since >= from && wait.since < NOW.getTime())
  const lengths = (list: typeof seen) =>
    list.flatMap(({ since, until }) => (until === undefined ? [] : [until - since]))
  const total = (list: number[]) => ({ part: list.reduce((a, b) => a + b, 0), whole: list.length })
  const dialogues = [...Map.groupBy(seen, (wait) => wait.dialogue).values()].filter((own) =>
    own.some(({ since, until }) => until !== undefined || NOW.getTime() - since >= DAY),
  )
  const replied = dialogues.filter((own) =>
    own.some(({ since, until }) => until !== undefined && until - since <= DAY),
  )
  return {
    rating_reaction_time: total(lengths(seen.filter(({ first }) => first))),
    rating_average_response_time: total(lengths(seen)),
    rating_replied_dialogs_ratio: { part: replied.length, whole: dialogues.length },
  }
}

describe('on made-up logs of a month', () => {
  test('the three ratings equal their definition', async () => {
    await fc.assert(
      fc.asyncProperty(madeLog, async (log) => {
        await putLog(database.db, SHOP, log, NOW)
        expect(await countTurns(database.db, { shopId: SHOP })).toBe('done')
        expect(await countRatings(database.db, { shopId: SHOP, asOf: NOW })).toEqual(byDefinition(log))
      }),
      { numRuns: 20 },
    )
  })

  test('the days summed up equal the turns themselves; counted again, or anew from nothing, the same comes out', async () => {
    const [log = []] = fc.sample(madeLog, { numRuns: 1, seed: 7 })
    await putLog(database.db, SHOP, log, NOW)
    const figures = await count()
    const today = figures.ratings.series.map(
      ({ days }) => days.find(({ day }) => day === figures.to)?.counted,
    )
    expect(today).toEqual(Object.values(byDefinition(log)).map(({ whole }) => whole))
    const [direct] = await queryRows(
      database.db,
      z.record(z.string(), z.coerce.number()),
      sql`select count(*) as turns, count(answered_at) as answered, coalesce(sum(wait_ms), 0) as wait,
          count(*) filter (where wait_ms <= 86400000) as day from turns
        where shop_id = ${SHOP} and view <> 'ozon'`,
    )
    const { turns, answered, meanWaitMs, within24h } = figures.total
    expect({ turns, answered, wait: Math.round((meanWaitMs ?? 0) * answered), day: within24h }).toEqual(
      direct,
    )
    expect(turns).toBeGreaterThan(5)
    const byDay = figures.byDay.reduce((sum, day) => sum + day.turns, 0)
    expect([byDay, figures.hours.reduce((a, b) => a + b, 0)]).toEqual([turns, turns])
    await database.db.execute(sql`update conversations set is_uncounted = true`)
    await database.db.execute(sql`delete from turn_days`)
    const deps = { db: database.db, clock: { now: () => NOW } }
    expect((await readFigures(deps, { days: 90, scope: 'all' })).isBuilding).toBe(true)
    expect(await count()).toEqual(figures)
  })
})

test('a day begins at midnight in Moscow', async () => {
  const at = (iso: string) => NOW.getTime() - Date.parse(iso)
  const said = [{ author: 'buyer' as const, after: 0 }]
  const log = ['2026-11-20T20:59:59Z', '2026-11-20T21:00:00Z', '2026-11-20T21:00:01Z'].map((iso) => ({
    begins: at(iso),
    said,
  }))
  await putLog(database.db, SHOP, log, NOW)
  const { byDay, hours } = await count()
  expect(byDay.map(({ key, turns }) => [key, turns])).toEqual([
    ['2026-11-20', 1],
    ['2026-11-21', 2],
  ])
  expect([hours[23], hours[0]]).toEqual([1, 2])
})

test('of no shops nothing is told', async () => {
  const deps = { db: database.db, clock: { now: () => NOW } }
  const figures = await readFigures(deps, { days: 90, scope: new Set() })
  expect([figures.total.turns, figures.shops, figures.ratings.shopId]).toEqual([0, [], null])
})
