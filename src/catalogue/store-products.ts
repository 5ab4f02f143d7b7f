import { and, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { CatalogueProduct } from '../channels/catalogue-reader.ts'
import type { Transaction } from '../db/client.ts'
import { products } from '../db/schema/knowledge.ts'
import { piecesOfProduct } from '../knowledge/product-pieces.ts'
import { refreshPassages } from '../knowledge/refresh-passages.ts'
import { enqueue } from '../queue/enqueue.ts'
import { mergeProduct } from './merge-product.ts'

type Input = {
  shopId: string
  told: readonly CatalogueProduct[]
  /** When the reading began: what changed since is told by the next one. */
  readAt: Date
  now: Date
}
export type StoredCounts = { added: number; changed: number; retired: number }

/** Writes what the marketplace told of some products, with their passages, in the caller's transaction. */
export async function storeProducts(
  tx: Transaction,
  { shopId, told, readAt, now }: Input,
): Promise<StoredCounts> {
  const counts = { added: 0, changed: 0, retired: 0 }
  const known = await lockRows(tx, shopId, told)
  const wanted = new Map(
    told.flatMap((product) =>
      // Under its other SKUs a product is kept only where somebody asked for it by them.
      [product.sku, ...product.otherSkus.filter((sku) => known.has(sku))].map((sku) => [sku, product]),
    ),
  )
  const merged = [...wanted].map(([sku, product]) => ({
    stored: known.get(sku),
    ...mergeProduct(known.get(sku), { sku, product, readAt, now }),
  }))
  if (merged.length === 0) return counts
  await tx
    .insert(products)
    .values(merged.map(({ row }) => ({ shopId, ...row })))
    .onConflictDoUpdate({ target: [products.shopId, products.sku], set: EXCLUDED })
  const changed = merged.filter(({ outcome }) => outcome !== 'same')
  for (const { stored, row, outcome } of changed) {
    if (row.retiredAt && !stored?.retiredAt) counts.retired += 1
    else counts[outcome === 'added' ? 'added' : 'changed'] += 1
  }
  if (changed.length === 0) return counts
  const sources = await Promise.all(
    changed.map(async ({ row }) => ({
      sourceId: row.sku,
      sku: row.sku,
      pieces: row.retiredAt ? [] : await piecesOfProduct(row),
    })),
  )
  await refreshPassages(tx, { shopId, source: 'product', now }, sources)
  await enqueue(tx, { queue: 'embed', key: shopId, payload: { shopId }, now })
  return counts
}

/** Locked in one order, so that two writers wait for each other instead of for ever. */
async function lockRows(tx: Transaction, shopId: string, told: readonly CatalogueProduct[]) {
  const skus = told.flatMap(({ sku, otherSkus }) => [sku, ...otherSkus])
  if (skus.length === 0) return new Map<string, typeof products.$inferSelect>()
  const rows = await tx
    .select()
    .from(products)
    .where(and(eq(products.shopId, shopId), inArray(products.sku, skus)))
    .orderBy(products.sku)
    .for('update')
  return new Map(rows.map((row) => [row.sku, row]))
}

const EXCLUDED = Object.fromEntries(
  Object.entries(getTableColumns(products))
    .filter(([name]) => name !== 'shopId' && name !== 'sku')
    .map(([name, column]) => [name, sql.raw(`excluded."${column.name}"`)]),
)
