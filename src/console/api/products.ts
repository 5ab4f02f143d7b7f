import { infiniteQueryOptions } from '@tanstack/react-query'
import {
  type ProductsQuery,
  productSavedSchema,
  productsSchema,
  type SaveCompatibility,
  type ShopProduct,
} from '../../http/contracts/products.ts'
import { call, segment } from './client.ts'

/** Under `knowledge`: what changes there, by whomever, is asked for again. */
export function productsQuery(filter: Partial<Pick<ProductsQuery, 'search' | 'shopId'>>) {
  return infiniteQueryOptions({
    queryKey: ['knowledge', 'products', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(productsSchema, '/api/products', { query: { ...filter, cursor: pageParam, limit: 50 }, signal }),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  })
}

export function saveCompatibility({ shopId, sku }: ShopProduct, body: SaveCompatibility) {
  const path = `/api/shops/${segment(shopId)}/products/${segment(sku)}/compatibility`
  return call(productSavedSchema, path, { method: 'PUT', body })
}
