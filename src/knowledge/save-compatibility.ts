import { isDeepStrictEqual } from 'node:util'
import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { products } from '../db/schema/knowledge.ts'
import type { Compatibility } from '../domain/product.ts'
import { normalise } from '../domain/text/normalise.ts'
import type { SaveCompatibility, ShopProduct } from '../http/contracts/products.ts'
import { enqueue } from '../queue/enqueue.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, invalid, notFound } from '../shared/errors.ts'
import { productContentSchema } from './product-content.ts'
import { productOfRow } from './read-products.ts'
import { writeProducts } from './write-products.ts'

type Input = SaveCompatibility & { shopId: string; sku: string; actor: { id: string } }

/**
 * Sets what a product does and does not go together with; everything else of the card stays. Refused when somebody
 * changed the rows since they were read, and when one thing is named twice.
 */
export async function saveCompatibility(
  { db, clock }: { db: Database; clock: Clock },
  { shopId, sku, compatibility, before, actor }: Input,
): Promise<ShopProduct> {
  const rows = compatibility.map(tidy)
  refuseTwice(rows)
  const now = clock.now()
  return db.transaction(async (tx) => {
    const isIt = and(eq(products.shopId, shopId), eq(products.sku, sku))
    const [stored] = await tx.select().from(products).where(isIt).for('update')
    if (!stored) throw notFound('product_not_found', `There is no product ${sku} in this shop`)
    if (!isDeepStrictEqual(stored.compatibility.map(plain), before.map(plain)))
      throw conflict('product_changed', 'Somebody changed this product meanwhile; look again before saving.')
    if (isDeepStrictEqual(stored.compatibility.map(plain), rows)) return productOfRow(stored)
    const known = productContentSchema.parse(stored)
    const content = { ...known, compatibility: rows }
    await writeProducts(tx, {
      shopId,
      products: [{ content, before: known }],
      changedBy: actor.id,
      now,
    })
    await enqueue(tx, { queue: 'embed', key: shopId, payload: { shopId }, now })
    const [saved] = await tx.select().from(products).where(isIt)
    return productOfRow(saved ?? stored)
  })
}

const plain = ({ fits, other }: Compatibility): Compatibility => ({
  fits,
  other: other.zh ? { ru: other.ru, zh: other.zh } : { ru: other.ru },
})

const tidy = ({ fits, other }: Compatibility): Compatibility =>
  plain({ fits, other: { ru: other.ru.trim(), zh: other.zh?.trim() } })

/** «iPhone 15» that fits and does not fit is a slip, whichever way it was meant. */
function refuseTwice(rows: Compatibility[]): void {
  const seen = new Set<string>()
  for (const { other } of rows) {
    const name = normalise(other.ru)
    if (seen.has(name))
      throw invalid('compatibility_twice', `«${other.ru}» is named twice`, { other: other.ru })
    seen.add(name)
  }
}
