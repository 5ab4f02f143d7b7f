import { inArray } from 'drizzle-orm'
import type { Executor } from '../db/client.ts'
import { shops } from '../db/schema/shops.ts'
import { invalid } from '../shared/errors.ts'

/** A list of shops as it is kept: each once, each there. Null = all shops, those of the future too. */
export async function knownShops(db: Executor, shopIds: readonly string[] | null): Promise<string[] | null> {
  if (shopIds === null) return null
  const wanted = [...new Set(shopIds)].sort()
  const rows = await db.select({ id: shops.id }).from(shops).where(inArray(shops.id, wanted))
  const known = new Set(rows.map(({ id }) => id))
  const unknown = wanted.filter((id) => !known.has(id))
  if (unknown.length > 0) throw invalid('shop_unknown', 'Expected shops that are connected.', { unknown })
  return wanted
}
