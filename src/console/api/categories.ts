import { queryOptions } from '@tanstack/react-query'
import {
  type CategoryView,
  categoryListSchema,
  categorySavedSchema,
  type SaveCategory,
} from '../../http/contracts/categories.ts'
import { call, segment } from './client.ts'

const path = (shopId: string) => `/api/shops/${segment(shopId)}/categories`

export function categoriesQuery(shopId: string) {
  return queryOptions({
    queryKey: ['categories', shopId],
    queryFn: async ({ signal }) => (await call(categoryListSchema, path(shopId), { signal })).categories,
    // Names change rarely, and every row of a queue shows one.
    staleTime: 5 * 60_000,
  })
}

export function saveCategory(
  { shopId, category }: { shopId: string; category: CategoryView['category'] },
  body: SaveCategory,
) {
  return call(categorySavedSchema, `${path(shopId)}/${segment(category)}`, { method: 'PUT', body })
}
