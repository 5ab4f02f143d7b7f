import { isDeepStrictEqual } from 'node:util'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Transaction } from '../db/client.ts'
import { products } from '../db/schema/knowledge.ts'
import { piecesOfProduct } from './product-pieces.ts'
import { bilingualSchema, compatibilitySchema, warrantySchema } from './product-schema.ts'
import { refreshPassages } from './refresh-passages.ts'

/** The lasting part of a product card. Stock and price change by the hour and are not knowledge. */
export const productContentSchema = z.object({
  sku: z.string().min(1),
  productId: z.string().nullable().default(null),
  offerId: z.string().min(1),
  nameRu: z.string().trim().min(1),
  nameZh: z.string().nullable().default(null),
  brand: z.string().nullable().default(null),
  categoryRu: z.string().nullable().default(null),
  categoryZh: z.string().nullable().default(null),
  descriptionRu: z.string().default(''),
  descriptionZh: z.string().nullable().default(null),
  attributes: z
    .array(
      z.object({
        key: z.string().regex(/^[a-z0-9_]+$/),
        name: bilingualSchema,
        value: z.union([z.number(), z.boolean(), bilingualSchema]),
        unit: z.string().optional(),
        from: z.literal('marketplace').optional(),
      }),
    )
    .default([]),
  sizes: z
    .array(
      z.object({
        label: z.string(),
        measures: z.record(z.string(), z.string()),
        stock: z.int().min(0).optional(),
      }),
    )
    .default([]),
  compatibility: z.array(compatibilitySchema).default([]),
  warranty: warrantySchema.nullable().default(null),
  pictureUrl: z.string().nullable().default(null),
})
export type ProductContent = z.infer<typeof productContentSchema>

/** Writes a product card and its passages in the caller's transaction; stock and price stay as they are. */
export async function upsertProduct(
  tx: Transaction,
  { shopId, content, now }: { shopId: string; content: ProductContent; now: Date },
): Promise<'created' | 'changed' | 'same'> {
  const parsed = productContentSchema.parse(content)
  const ofProduct = and(eq(products.shopId, shopId), eq(products.sku, parsed.sku))
  const [stored] = await tx.select().from(products).where(ofProduct).for('update')
  if (stored && isDeepStrictEqual(productContentSchema.parse(stored), parsed)) return 'same'
  const columns = { ...parsed, updatedAt: now }
  const [row] = await tx
    .insert(products)
    .values({ shopId, ...columns })
    .onConflictDoUpdate({ target: [products.shopId, products.sku], set: columns })
    .returning()
  const { sku } = parsed
  const pieces = row && !row.retiredAt ? await piecesOfProduct(row) : []
  await refreshPassages(tx, { shopId, source: 'product', now }, [{ sourceId: sku, sku, pieces }])
  return stored ? 'changed' : 'created'
}
