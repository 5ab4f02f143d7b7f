import { and, desc, eq } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { orders, products } from '../db/schema/knowledge.ts'
import type { CaseOrder, CaseProduct } from '../http/contracts/product.ts'
import { pictureUrl } from './inbox-rows.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

/** The order behind a conversation as it was last read, or null. */
export async function loadCaseOrder(
  db: Database,
  shopId: string,
  orderNumber: string | null,
): Promise<CaseOrder | null> {
  if (!orderNumber) return null
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.shopId, shopId), eq(orders.orderNumber, orderNumber)))
    .orderBy(desc(orders.asOf))
    .limit(1)
  if (!order) return null
  return {
    ...order,
    createdAt: iso(order.createdAt),
    paidAt: iso(order.paidAt),
    shipmentDate: iso(order.shipmentDate),
    deliveryFrom: iso(order.deliveryFrom),
    deliveryUntil: iso(order.deliveryUntil),
    deliveredAt: iso(order.deliveredAt),
    cancelledAt: iso(order.cancelledAt),
    asOf: order.asOf.toISOString(),
  }
}

/** The product a conversation is about, with stock and price as of when they were read. */
export async function loadCaseProduct(
  db: Database,
  shopId: string,
  sku: string | null,
): Promise<CaseProduct | null> {
  if (!sku) return null
  const [product] = await db
    .select()
    .from(products)
    .where(and(eq(products.shopId, shopId), eq(products.sku, sku)))
  if (!product) return null
  const { price, stockFbo, stockFbs } = product
  return {
    sku,
    offerId: product.offerId,
    name: product.nameRu,
    nameZh: product.nameZh,
    brand: product.brand,
    category: product.categoryRu ? { ru: product.categoryRu, zh: product.categoryZh ?? undefined } : null,
    pictureUrl: pictureUrl(shopId, sku),
    attributes: product.attributes,
    sizes: product.sizes,
    warranty: product.warranty,
    price:
      price === null
        ? null
        : {
            amount: price,
            oldAmount: product.oldPrice,
            currency: product.currency,
            asOf: iso(product.priceAsOf),
          },
    stock:
      stockFbo === null && stockFbs === null
        ? null
        : { fbo: stockFbo, fbs: stockFbs, asOf: iso(product.stockAsOf) },
  }
}
