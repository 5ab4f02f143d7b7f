import { queryOptions } from '@tanstack/react-query'
import {
  type AddCanned,
  cannedRepliesSchema,
  cannedSavedSchema,
  type SaveCanned,
} from '../../http/contracts/canned.ts'
import { call, callForEffect, segment } from './client.ts'

export const cannedQuery = queryOptions({
  queryKey: ['canned-replies'],
  queryFn: async ({ signal }) => (await call(cannedRepliesSchema, '/api/canned-replies', { signal })).replies,
  staleTime: 60_000,
})

export function addCanned(body: AddCanned) {
  return call(cannedSavedSchema, '/api/canned-replies', { method: 'POST', body })
}

export function saveCanned(id: string, body: SaveCanned) {
  return call(cannedSavedSchema, `/api/canned-replies/${segment(id)}`, { method: 'PUT', body })
}

export function removeCanned(id: string) {
  return callForEffect(`/api/canned-replies/${segment(id)}`, { method: 'DELETE' })
}
