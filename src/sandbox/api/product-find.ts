import { z } from 'zod'
import type { Shop } from '../world.ts'
import { bigId, idList } from './method.ts'

/** The filters of the product methods: no ids at all means every product. */
export const productFilter = z
  .object({
    offer_id: z.array(z.string()).max(1000).default([]),
    product_id: idList(1000),
    sku: idList(1000),
    skus: idList(1000),
    visibility: z.string().default('ALL'),
  })
  .default({ offer_id: [], product_id: [], sku: [], skus: [], visibility: 'ALL' })

export type Product = Shop['products'] extends Map<string, infer P> ? P : never

export function findProducts(shop: Shop, filter: z.output<typeof productFilter>): Product[] {
  const skus = [...filter.sku, ...filter.skus].map(String)
  const productIds = filter.product_id.map(String)
  const isOpen = skus.length + productIds.length + filter.offer_id.length === 0
  return [...shop.products.values()].filter(
    (product) =>
      (isOpen ||
        skus.includes(product.sku) ||
        productIds.includes(product.productId) ||
        filter.offer_id.includes(product.offerId)) &&
      isVisible(product, filter.visibility),
  )
}

function isVisible(product: Product, visibility: string): boolean {
  const pieces = product.stock.fbo + product.stock.fbs
  if (visibility === 'ANY') return true
  if (visibility === 'ARCHIVED') return product.archived === true
  // ALL means all but the archived ones.
  if (product.archived) return false
  if (visibility === 'EMPTY_STOCK') return pieces === 0
  if (visibility === 'VISIBLE_WITH_FBO_STOCK') return product.stock.fbo > 0
  return true
}

export const pageLimit = (max: number, fallback: number) => z.int().min(1).max(max).default(fallback)

export const singleProduct = z.object({ offer_id: z.string().optional(), product_id: bigId.optional() })

export const money = (rubles: number): string => rubles.toFixed(2)
