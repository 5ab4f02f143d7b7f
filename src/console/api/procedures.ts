import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  type ProcedureView,
  procedureDiffSchema,
  procedureListSchema,
  procedureSavedSchema,
  procedureVersionsSchema,
  type RestoreProcedure,
  type SaveProcedure,
} from '../../http/contracts/procedures.ts'
import { call, segment } from './client.ts'

export type ProcedureRef = { shopId: string; category: ProcedureView['category'] }

const path = ({ shopId, category }: ProcedureRef) =>
  `/api/shops/${segment(shopId)}/procedures/${segment(category)}`

export function proceduresQuery(shopId: string) {
  return queryOptions({
    queryKey: ['procedures', shopId, 'list'],
    queryFn: async ({ signal }) =>
      (await call(procedureListSchema, `/api/shops/${segment(shopId)}/procedures`, { signal })).procedures,
  })
}

export function saveProcedure(ref: ProcedureRef, body: SaveProcedure) {
  return call(procedureSavedSchema, path(ref), { method: 'PUT', body })
}

export function restoreProcedure(ref: ProcedureRef, body: RestoreProcedure) {
  return call(procedureSavedSchema, `${path(ref)}/restore`, { method: 'POST', body })
}

export function procedureVersionsQuery(ref: ProcedureRef) {
  return infiniteQueryOptions({
    queryKey: ['procedures', ref.shopId, 'versions', ref.category],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(procedureVersionsSchema, `${path(ref)}/versions`, {
        query: { cursor: pageParam, limit: 20 },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
}

export function procedureDiffQuery(ref: ProcedureRef, pair: { from: number; to: number }) {
  return queryOptions({
    queryKey: ['procedures', ref.shopId, 'diff', ref.category, pair],
    queryFn: ({ signal }) => call(procedureDiffSchema, `${path(ref)}/diff`, { query: pair, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
