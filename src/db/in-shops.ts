import { type SQL, sql } from 'drizzle-orm'

/** The shops that may be told of. */
export type ShopIds = readonly string[] | 'all'

/** Whether the shop in `column` is one of them; of none, nothing is. */
export function inShops(column: SQL, shopIds: ShopIds): SQL {
  if (shopIds === 'all') return sql`true`
  if (shopIds.length === 0) return sql`false`
  return sql`${column} in (${sql.join(
    shopIds.map((id) => sql`${id}`),
    sql`, `,
  )})`
}
