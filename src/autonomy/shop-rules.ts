import { and, eq } from 'drizzle-orm'
import type { Executor } from '../db/client.ts'
import { autonomyCells } from '../db/schema/policy.ts'
import { shops } from '../db/schema/shops.ts'
import { CELL_STATES, type CellState, DEFAULT_CELL } from '../domain/autonomy.ts'
import { notFound } from '../shared/errors.ts'

export async function readCell(
  db: Executor,
  { shopId, channel, category }: { shopId: string; channel: string; category: string },
): Promise<CellState> {
  const [row] = await db
    .select({ state: autonomyCells.state })
    .from(autonomyCells)
    .where(
      and(
        eq(autonomyCells.shopId, shopId),
        eq(autonomyCells.channel, channel),
        eq(autonomyCells.category, category),
      ),
    )
  return CELL_STATES.find((state) => state === row?.state) ?? DEFAULT_CELL
}

export async function requireShop(db: Executor, shopId: string): Promise<void> {
  const [shop] = await db.select({ id: shops.id }).from(shops).where(eq(shops.id, shopId))
  if (!shop) throw notFound('shop_not_found', 'There is no such shop.')
}
