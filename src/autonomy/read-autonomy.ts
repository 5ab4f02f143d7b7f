import { and, count, eq } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { autonomyCells, autoSends } from '../db/schema/policy.ts'
import { readPolicy } from '../db/shop-policy.ts'
import { CELL_CHANNELS, CELL_STATES, type Cell, DEFAULT_CELL } from '../domain/autonomy.ts'
import { CATEGORIES } from '../domain/category.ts'
import type { Autonomy } from '../http/contracts/autonomy.ts'
import { requireShop } from './shop-rules.ts'

/** Policy and grid of a shop; what nobody has decided stands there as its default. */
export async function readAutonomy(
  { db }: { db: Database },
  { shopId }: { shopId: string },
): Promise<Autonomy> {
  await requireShop(db, shopId)
  const { policy, version } = await readPolicy(db, shopId)
  const [waiting] = await db
    .select({ count: count() })
    .from(autoSends)
    .where(and(eq(autoSends.shopId, shopId), eq(autoSends.status, 'waiting')))
  return { version, policy, cells: await readCells(db, shopId), waiting: waiting?.count ?? 0 }
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
