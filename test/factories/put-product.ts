import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../../src/db/client.ts'
import { products } from '../../src/db/schema/knowledge.ts'
import { type ProductContent, productContentSchema } from '../../src/knowledge/product-content.ts'
import { writeProducts } from '../../src/knowledge/write-products.ts'

/** One product card as an import would write it, over what is stored. */
export async function putProduct(
  tx: Transaction,
  { shopId, content, now }: { shopId: string; content: ProductContent; now: Date },
): Promise<void> {
  const parsed = productContentSchema.parse(content)
  const [before] = await tx
    .select()
    .from(products)
    .where(and(eq(products.shopId, shopId), eq(products.sku, parsed.sku)))
    .for('update')
  await writeProducts(tx, { shopId, products: [{ content: parsed, before }], changedBy: 'test', now })
}
