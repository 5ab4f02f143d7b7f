import { and, eq, inArray, sql } from 'drizzle-orm'
import type { ProductSnapshot } from '../channels/channel-adapter.ts'
import type { Database } from '../db/client.ts'
import { products } from '../db/schema/knowledge.ts'
import { askChannel, type FactsDeps } from './facts-deps.ts'
import type { ProductRow } from './rows.ts'

/** Stock and price are taken as they are for this long. */
const STOCK_FRESH_MS = 10 * 60_000

type Input = { shopId: string; channel: string; skus: readonly string[] }

/** `stale`: stock and price of some product are old and could not be looked up. */
export type RefreshedProducts = { products: ProductRow[]; freshness: 'fresh' | 'stale' }

/** The named products as far as the shop has them, unknown ones fetched, stock and price not older than minutes. */
export async function refreshProducts(
  deps: FactsDeps,
  { shopId, channel, skus }: Input,
): Promise<RefreshedProducts> {
  const { db, clock } = deps
  const now = clock.now()
  const stored = await storedProducts(db, shopId, skus)
  const known = new Set(stored.map(({ sku }) => sku))
  const aged = stored.filter((row) => !isFresh(row, now))
  const incomplete = [...skus.filter((sku) => !known.has(sku)), ...aged.filter(isThin).map(({ sku }) => sku)]
  const complete = aged.filter((row) => !isThin(row)).map(({ sku }) => sku)
  if (incomplete.length + complete.length === 0) return { products: stored, freshness: 'fresh' }

  const answer = await askChannel(deps, { shopId, channel }, async (adapter) => {
    const parts = await Promise.all([
      incomplete.length > 0 ? adapter.readProducts(incomplete, 'all') : [],
      complete.length > 0 ? adapter.readProducts(complete, 'stock-price') : [],
    ])
    return parts.flat()
  })
  if (!answer) return { products: stored, freshness: 'stale' }
  for (const snapshot of answer) {
    await (known.has(snapshot.sku)
      ? updateProduct(db, { shopId, snapshot, now })
      : insertProduct(db, { shopId, snapshot, now }))
  }
  const products = await storedProducts(db, shopId, skus)
  const allFresh = products.every((row) => isFresh(row, now))
  return { products, freshness: allFresh ? 'fresh' : 'stale' }
}

const isFresh = ({ stockAsOf, priceAsOf }: ProductRow, now: Date): boolean =>
  [stockAsOf, priceAsOf].every((asOf) => asOf && now.getTime() - asOf.getTime() < STOCK_FRESH_MS)

/** Came in while the marketplace gave only a part of it. */
const isThin = ({ attributes, descriptionRu }: ProductRow): boolean =>
  attributes.length === 0 && descriptionRu === ''

type Write = { shopId: string; snapshot: ProductSnapshot; now: Date }

async function insertProduct(db: Database, { shopId, snapshot, now }: Write): Promise<void> {
  await db
    .insert(products)
    .values({
      shopId,
      sku: snapshot.sku,
      productId: snapshot.productId,
      offerId: snapshot.offerId,
      nameRu: snapshot.name,
      brand: snapshot.brand ?? null,
      descriptionRu: snapshot.description ?? '',
      attributes: snapshot.attributes,
      pictureUrl: snapshot.pictureUrl ?? null,
      retiredAt: snapshot.isArchived ? now : null,
      ...stockAndPrice(snapshot, now),
      updatedAt: now,
    })
    .onConflictDoNothing()
}

/** Fills what is empty; texts, glosses, sizes and warranty that the shop has of its own stay as they are. */
async function updateProduct(db: Database, { shopId, snapshot, now }: Write): Promise<void> {
  await db
    .update(products)
    .set({
      productId: sql`coalesce(${products.productId}, ${snapshot.productId})`,
      brand: sql`coalesce(${products.brand}, ${snapshot.brand ?? null})`,
      pictureUrl: sql`coalesce(${products.pictureUrl}, ${snapshot.pictureUrl ?? null})`,
      descriptionRu: sql`coalesce(nullif(${products.descriptionRu}, ''), ${snapshot.description ?? ''})`,
      attributes: sql`case when ${products.attributes} = '[]'::jsonb
        then ${JSON.stringify(snapshot.attributes)}::jsonb else ${products.attributes} end`,
      ...stockAndPrice(snapshot, now),
    })
    .where(and(eq(products.shopId, shopId), eq(products.sku, snapshot.sku)))
}

function stockAndPrice({ stock, price }: ProductSnapshot, now: Date) {
  return {
    ...(stock ? { stockFbo: stock.fbo, stockFbs: stock.fbs, stockAsOf: now } : {}),
    ...(price
      ? {
          price: price.amount,
          oldPrice: price.oldAmount ?? null,
          currency: price.currency,
          priceAsOf: now,
        }
      : {}),
  }
}

async function storedProducts(db: Database, shopId: string, skus: readonly string[]): Promise<ProductRow[]> {
  if (skus.length === 0) return []
  const rows = await db
    .select()
    .from(products)
    .where(and(eq(products.shopId, shopId), inArray(products.sku, [...skus])))
  const place = new Map(skus.map((sku, index) => [sku, index]))
  return rows.sort((a, b) => (place.get(a.sku) ?? 0) - (place.get(b.sku) ?? 0))
}
