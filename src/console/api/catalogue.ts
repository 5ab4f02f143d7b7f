import { queryOptions } from '@tanstack/react-query'
import { catalogueSchema, syncSavedSchema } from '../../http/contracts/catalogue.ts'
import { call, segment } from './client.ts'

const path = (shopId: string) => `/api/shops/${segment(shopId)}/catalogue-syncs`

export const catalogueQuery = (shopId: string) =>
  queryOptions({
    queryKey: ['catalogue', shopId],
    queryFn: ({ signal }) => call(catalogueSchema, `${path(shopId)}?limit=50`, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.syncs.some(({ status }) => status === 'running') ? 2_000 : 60_000,
  })

export function startSync(shopId: string) {
  return call(syncSavedSchema, path(shopId), { method: 'POST', body: {} })
}

export function cancelSync(shopId: string, syncId: string) {
  return call(syncSavedSchema, `${path(shopId)}/${segment(syncId)}/cancel`, { method: 'POST', body: {} })
}
