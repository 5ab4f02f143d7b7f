import { queryOptions } from '@tanstack/react-query'
import {
  type CreateShop,
  type ReplaceKey,
  shopCheckedSchema,
  shopSavedSchema,
  shopsSchema,
} from '../../http/contracts/shops.ts'
import { call, callForEffect, segment } from './client.ts'

export const shopsQuery = queryOptions({
  queryKey: ['shops'],
  queryFn: async ({ signal }) => (await call(shopsSchema, '/api/shops', { signal })).shops,
})

export function createShop(body: CreateShop) {
  return call(shopSavedSchema, '/api/shops', { method: 'POST', body })
}

export function replaceKey({ shopId, ...body }: ReplaceKey & { shopId: string }) {
  return call(shopSavedSchema, `/api/shops/${segment(shopId)}/key`, { method: 'PUT', body })
}

export function registerPushes(shopId: string) {
  return callForEffect(`/api/shops/${segment(shopId)}/pushes`, { method: 'POST', body: {} })
}

export function checkShop(shopId: string) {
  return call(shopCheckedSchema, `/api/shops/${segment(shopId)}/check`, { method: 'POST', body: {} })
}
