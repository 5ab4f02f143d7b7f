import { and, asc, count, eq, gt, ilike, or, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '../db/client.ts'
import { decodeCursor, encodeCursor } from '../db/page-cursor.ts'
import { products } from '../db/schema/knowledge.ts'
import { withinShops } from '../db/within-shops.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { Products, ProductsQuery, ShopProduct } from '../http/contracts/products.ts'

/** Products of the asker's shops by shop and SKU, a page at a time; `search` is part of a name, a SKU or an article. */
export async function listProducts(
  db: Database,
  query: ProductsQuery & { scope: ShopScope },
): Promise<Products> {
  const { cursor, limit } = query
  const matching = matches(query)
  const [counted] = await db.select({ total: count() }).from(products).where(matching)
  const rows = await db
    .select()
    .from(products)
    .where(and(matching, cursor === undefined ? undefined : after(cursor)))
    .orderBy(asc(products.shopId), asc(products.sku))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    products: page.map(productOfRow),
    total: counted?.total ?? 0,
    nextCursor: rows.length > limit && last ? encodeCursor([last.shopId, last.sku]) : null,
  }
}

function matches({ scope, shopId, search }: ProductsQuery & { scope: ShopScope }): SQL | undefined {
  const words = search?.trim() && `%${search.trim().replace(/[\\%_]/g, '\\$&')}%`
  return and(
    withinShops(scope, products.shopId),
    shopId === undefined ? undefined : eq(products.shopId, shopId),
    words
      ? or(
          ilike(products.nameRu, words),
          ilike(products.nameZh, words),
          ilike(products.sku, words),
          ilike(products.offerId, words),
        )
      : undefined,
  )
}

/** A stored row as admins see it. */
export function productOfRow(row: typeof products.$inferSelect): ShopProduct {
  const { categoryRu, categoryZh, warranty } = row
  return {
    shopId: row.shopId,
    sku: row.sku,
    offerId: row.offerId,
    name: row.nameRu,
    nameZh: row.nameZh,
    brand: row.brand,
    category: categoryRu === null ? null : { ru: categoryRu, zh: categoryZh ?? undefined },
    // Through this server: the browser never talks to the marketplace.
    pictureUrl: row.pictureUrl && `/api/shops/${row.shopId}/products/${row.sku}/picture`,
    isRetired: row.retiredAt !== null,
    compatibility: row.compatibility,
    warranty: warranty ?? null,
    updatedAt: row.updatedAt.toISOString(),
  }
}

const placeSchema = z.tuple([z.string(), z.string()])

function after(cursor: string): SQL | undefined {
  const [shopId, sku] = decodeCursor(cursor, placeSchema)
  return or(gt(products.shopId, shopId), and(eq(products.shopId, shopId), gt(products.sku, sku)))
}
