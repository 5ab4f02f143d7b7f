import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { recordAudits } from '../audit/record-audit.ts'
import { queryRows, type Transaction } from '../db/client.ts'
import { insertRows, setExcluded } from '../db/insert-rows.ts'
import { recordChange } from '../db/record-change.ts'
import { products } from '../db/schema/knowledge.ts'
import { type ProductContent, productContentSchema } from './product-content.ts'
import { piecesOfProduct } from './product-pieces.ts'
import { refreshPassages } from './refresh-passages.ts'

type Price = { price: number; oldPrice: number | null; currency: string }
type Write = {
  content: ProductContent
  /** What was stored and locked; undefined for a new product. */
  before: Partial<ProductContent> | undefined
  /** Only for a product whose price nobody told yet. */
  price?: Price | undefined
}

const CONTENT = Object.keys(productContentSchema.shape).filter((name) => name !== 'sku')

/**
 * Writes product cards with their passages and audit rows, in the caller's transaction and a handful of statements;
 * stock and price stay as they are. Answers the SKUs that were written: not among them is a new one that somebody
 * else made meanwhile.
 */
export async function writeProducts(
  tx: Transaction,
  input: { shopId: string; products: Write[]; changedBy: string; now: Date },
): Promise<Set<string>> {
  const { shopId, changedBy, now } = input
  const rowOf = ({ content }: Write) => ({ shopId, ...content, updatedAt: now })
  const [known, fresh] = [
    input.products.filter((one) => one.before),
    input.products.filter((one) => !one.before),
  ]
  const set = setExcluded(products, ['updatedAt', ...CONTENT])
  const rows = [
    ...(await insert(tx, known.map(rowOf), sql`on conflict (shop_id, sku) do update set ${set}`)),
    ...(await insert(tx, fresh.map(rowOf), sql`on conflict do nothing`)),
  ]
  const skus = new Set(rows.map(({ sku }) => sku))
  if (rows.length === 0) return skus
  const retired = new Set(rows.filter((row) => row.is_retired).map(({ sku }) => sku))
  const written = input.products.filter(({ content }) => skus.has(content.sku))
  const sources = await Promise.all(
    written.map(async ({ content }) => ({
      sourceId: content.sku,
      sku: content.sku,
      pieces: retired.has(content.sku) ? [] : await piecesOfProduct(content),
    })),
  )
  await refreshPassages(tx, { shopId, source: 'product', now }, sources)
  for (const { content, price } of written)
    if (price) await setPrice(tx, { shopId, sku: content.sku, price, now })
  await recordAudits(
    tx,
    written.map(({ content, before }) => ({
      shopId,
      actor: changedBy,
      action: before ? 'product.changed' : 'product.created',
      subject: `product/${content.sku}`,
      before,
      after: content,
      now,
    })),
  )
  await recordChange(tx, { shopId, kind: 'knowledge', now })
  return skus
}

const writtenRow = z.object({ sku: z.string(), is_retired: z.boolean() })

async function insert(tx: Transaction, rows: (typeof products.$inferInsert)[], onConflict: SQL) {
  if (rows.length === 0) return []
  const returning = sql`${onConflict} returning products.sku, products.retired_at is not null as is_retired`
  return queryRows(tx, writtenRow, insertRows(products, rows, returning))
}

async function setPrice(
  tx: Transaction,
  { shopId, sku, price, now }: { shopId: string; sku: string; price: Price; now: Date },
): Promise<void> {
  await tx
    .update(products)
    .set({ ...price, priceAsOf: now })
    .where(and(eq(products.shopId, shopId), eq(products.sku, sku), isNull(products.priceAsOf)))
}
