import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '../../db/client.ts'
import { knowledgeEntries, products } from '../../db/schema/knowledge.ts'
import type { EntryLike, ProductLike } from './sources-of.ts'

export type StoredEntry = EntryLike & { updatedAt: Date }
export type StoredProduct = ProductLike & { updatedAt: Date }

const entryColumns = {
  id: knowledgeEntries.id,
  questionRu: knowledgeEntries.questionRu,
  variants: knowledgeEntries.variants,
  answerRu: knowledgeEntries.answerRu,
  schemes: knowledgeEntries.schemes,
  brand: knowledgeEntries.brand,
  category: knowledgeEntries.category,
  skus: knowledgeEntries.skus,
  warranty: knowledgeEntries.warranty,
  validFrom: knowledgeEntries.validFrom,
  validUntil: knowledgeEntries.validUntil,
  updatedAt: knowledgeEntries.updatedAt,
}
const productColumns = {
  sku: products.sku,
  nameRu: products.nameRu,
  brand: products.brand,
  categoryRu: products.categoryRu,
  attributes: products.attributes,
  compatibility: products.compatibility,
  warranty: products.warranty,
  updatedAt: products.updatedAt,
}

const isLive = (shopId: string) =>
  and(eq(knowledgeEntries.shopId, shopId), eq(knowledgeEntries.status, 'live'))
const isSold = (shopId: string) => and(eq(products.shopId, shopId), isNull(products.retiredAt))

/** Live entries of a shop by id; those that are gone or not live are left out. */
export async function loadEntries(db: Executor, shopId: string, ids: string[]): Promise<StoredEntry[]> {
  if (ids.length === 0) return []
  return db
    .select(entryColumns)
    .from(knowledgeEntries)
    .where(and(isLive(shopId), inArray(knowledgeEntries.id, ids)))
}

export async function loadProducts(db: Executor, shopId: string, skus: string[]): Promise<StoredProduct[]> {
  if (skus.length === 0) return []
  return db
    .select(productColumns)
    .from(products)
    .where(and(isSold(shopId), inArray(products.sku, skus)))
}

/** A category of thousands is judged by a part of it: who contradicts one card contradicts most of them. */
const MOST_PRODUCTS = 300

/** Products that an entry's scope names. */
export async function productsInScope(
  db: Executor,
  shopId: string,
  { skus, category, brand }: EntryLike,
): Promise<StoredProduct[]> {
  const inScope: SQL | undefined =
    skus.length > 0
      ? inArray(products.sku, skus)
      : category !== null
        ? sql`lower(${products.categoryRu}) = lower(${category})`
        : brand !== null
          ? sql`lower(${products.brand}) = lower(${brand})`
          : undefined
  if (!inScope) return []
  return db
    .select(productColumns)
    .from(products)
    .where(and(isSold(shopId), inScope))
    .orderBy(products.sku)
    .limit(MOST_PRODUCTS)
}

/** Entries whose scope names a product. */
export async function entriesInScope(
  db: Executor,
  shopId: string,
  { sku, categoryRu, brand }: ProductLike,
): Promise<StoredEntry[]> {
  const hasNoSkus = sql`${knowledgeEntries.skus} = '[]'::jsonb`
  return db
    .select(entryColumns)
    .from(knowledgeEntries)
    .where(
      and(
        isLive(shopId),
        or(
          sql`${knowledgeEntries.skus} @> ${JSON.stringify([sku])}::jsonb`,
          categoryRu === null
            ? undefined
            : and(hasNoSkus, sql`lower(${knowledgeEntries.category}) = lower(${categoryRu})`),
          brand === null
            ? undefined
            : and(
                hasNoSkus,
                isNull(knowledgeEntries.category),
                sql`lower(${knowledgeEntries.brand}) = lower(${brand})`,
              ),
        ),
      ),
    )
    .orderBy(knowledgeEntries.id)
    .limit(MOST_PRODUCTS)
}
