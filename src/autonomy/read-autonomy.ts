import { and, count, eq } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { autonomyCells, autoSends } from '../db/schema/policy.ts'
import { readPolicy } from '../db/shop-policy.ts'
import { CELL_CHANNELS, CELL_STATES, type Cell, DEFAULT_CELL } from '../domain/autonomy.ts'
import { CATEGORIES } from '../domain/category.ts'
import { cellRecord } from '../domain/cell-record.ts'
import type { Autonomy } from '../http/contracts/autonomy.ts'
import type { Clock } from '../shared/clock.ts'
import { readRecords } from './read-records.ts'
import { requireShop } from './shop-rules.ts'

/** Policy and grid of a shop; what nobody has decided stands there as its default. */
export async function readAutonomy(
  { db, clock }: { db: Database; clock: Clock },
  { shopId }: { shopId: string },
): Promise<Autonomy> {
  await requireShop(db, shopId)
  const { policy, version } = await readPolicy(db, shopId)
  const [waiting] = await db
    .select({ count: count() })
    .from(autoSends)
    .where(and(eq(autoSends.shopId, shopId), eq(autoSends.status, 'waiting')))
  const records = await readRecords(db, shopId, clock.now())
  const cells = (await readCells(db, shopId)).map((cell) => ({
    ...cell,
    record: records.get(`${cell.channel} ${cell.category}`) ?? cellRecord(0, 0),
  }))
  return { version, policy, cells, waiting: waiting?.count ?? 0 }
}

export async function readCells(db: Database, shopId: string): Promise<Cell[]> {
  const rows = await db.select().from(autonomyCells).where(eq(autonomyCells.shopId, shopId))
  const stateOf = new Map(rows.map(({ channel, category, state }) => [`${channel} ${category}`, state]))
  return CELL_CHANNELS.flatMap((channel) =>
    CATEGORIES.map((category) => {
      const stored = stateOf.get(`${channel} ${category}`)
      return { channel, category, state: CELL_STATES.find((state) => state === stored) ?? DEFAULT_CELL }
    }),
  )
}
