import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import {
  dueAnswerSchema,
  type FiguresQuery,
  type FigureTable,
  figuresSchema,
} from '../../http/contracts/figures.ts'
import { call } from './client.ts'

export type FiguresFilter = Pick<FiguresQuery, 'days' | 'shopId' | 'channel'>

export const figuresQuery = (filter: FiguresFilter) =>
  queryOptions({
    queryKey: ['figures', filter],
    queryFn: ({ signal }) => call(figuresSchema, '/api/figures', { query: filter, signal }),
    placeholderData: keepPreviousData,
    // Summed up every five minutes.
    staleTime: 60_000,
  })

export function figuresFileAddress({ days, shopId, channel }: FiguresFilter, table: FigureTable): string {
  const query = { days: String(days), ...(shopId && { shopId }), ...(channel && { channel }), table }
  return `/api/figures.csv?${new URLSearchParams(query)}`
}

export const dueQuery = (shopId: string | undefined) =>
  queryOptions({
    queryKey: ['due', shopId],
    queryFn: ({ signal }) => call(dueAnswerSchema, '/api/due', { query: { shopId }, signal }),
    refetchInterval: 60_000,
  })
