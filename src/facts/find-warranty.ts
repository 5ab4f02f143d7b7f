import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { knowledgeEntries } from '../db/schema/knowledge.ts'
import type { WarrantyFacts } from '../domain/product.ts'
import { mostSpecificWarranty } from '../domain/warranty.ts'
import type { ProductRow } from './rows.ts'

/** The entry that terms come from, when it is not the product's own card. */
export type WarrantySource = { entryId: string; version: number; scope: 'sku' | 'category' | 'brand' }
export type FoundWarranty = { terms: WarrantyFacts; source?: WarrantySource | undefined }

type Input = { product: ProductRow; scheme: string | undefined; now: Date }

/** The card's own warranty, else the most specific live warranty entry that holds for the product. */
export async function findWarranty(
  db: Database,
  { product, scheme, now }: Input,
): Promise<FoundWarranty | undefined> {
  if (product.warranty) return { terms: product.warranty }
  const rows = await db
    .select()
    .from(knowledgeEntries)
    .where(
      and(
        eq(knowledgeEntries.shopId, product.shopId),
        eq(knowledgeEntries.kind, 'warranty'),
        eq(knowledgeEntries.status, 'live'),
        isNotNull(knowledgeEntries.warranty),
        or(
          sql`${knowledgeEntries.skus} ? ${product.sku}`,
          product.categoryRu ? sameWord(knowledgeEntries.category, product.categoryRu) : undefined,
          product.brand ? sameWord(knowledgeEntries.brand, product.brand) : undefined,
        ),
      ),
    )
  const goods = { sku: product.sku, category: product.categoryRu, brand: product.brand, scheme }
  const found = mostSpecificWarranty(rows, goods, now)
  if (!found?.warranty) return undefined
  const scope = found.skus.length > 0 ? 'sku' : found.category ? 'category' : 'brand'
  return { terms: found.warranty, source: { entryId: found.id, version: found.version, scope } }
}

const sameWord = (column: typeof knowledgeEntries.category | typeof knowledgeEntries.brand, word: string) =>
  sql`lower(trim(${column})) = ${word.trim().toLowerCase()}`
