import { type Column, type SQL, sql } from 'drizzle-orm'
import type { ShopScope } from '../domain/shop-scope.ts'
import { users } from './schema/access.ts'

/** Keeps a query within the shops that its asker may see; `shopId` is the column that names the shop. */
export function withinShops(scope: ShopScope, shopId: Column | SQL): SQL {
  if (scope === 'all') return sql`true`
  if (scope.size === 0) return sql`false`
  const ids = [...scope].map((id) => sql`${id}`)
  return sql`${shopId} in (${sql.join(ids, sql`, `)})`
}

/** Of `users`: those who may see this shop. The same rule as `shopScopeOf`. */
export const whoSees = (shopId: string): SQL =>
  sql`(${users.role} = 'admin' or ${users.shopIds} is null or ${users.shopIds} @> ${JSON.stringify([shopId])}::jsonb)`
