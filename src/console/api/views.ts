import { queryOptions } from '@tanstack/react-query'
import {
  type SaveView,
  savedViewsSchema,
  type ViewFilter,
  viewSavedSchema,
} from '../../http/contracts/views.ts'
import { call, callForEffect, segment } from './client.ts'

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async ({ signal }) => (await call(savedViewsSchema, '/api/views', { signal })).views,
  staleTime: 10_000,
})

export function addView(body: SaveView) {
  return call(viewSavedSchema, '/api/views', { method: 'POST', body })
}

export function saveView(id: string, body: SaveView) {
  return call(viewSavedSchema, `/api/views/${segment(id)}`, { method: 'PUT', body })
}

export function removeView(id: string) {
  return callForEffect(`/api/views/${segment(id)}`, { method: 'DELETE' })
}

const FIELDS = [
  'status',
  'shopId',
  'channel',
  'search',
  'category',
  'risk',
  'due',
  'escalatedTo',
  'department',
  'stage',
  'assignee',
  'waits',
  'outcome',
] as const

export function isSameFilter(a: ViewFilter, b: ViewFilter) {
  return FIELDS.every((field) => (a[field] ?? '') === (b[field] ?? ''))
}
