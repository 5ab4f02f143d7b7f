import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { okSchema } from '../../http/contracts/common.ts'
import {
  type Finding,
  type FindingsQuery,
  findingSettledSchema,
  findingsSchema,
} from '../../http/contracts/findings.ts'
import { call, segment } from './client.ts'

export type FindingsFilter = Pick<FindingsQuery, 'status'> & Partial<Pick<FindingsQuery, 'kind' | 'shopId'>>

/** Under `knowledge`, so that a saved entry asks for them again. */
export function findingsQuery(filter: FindingsFilter) {
  return infiniteQueryOptions({
    queryKey: ['knowledge', 'findings', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(findingsSchema, '/api/findings', { query: { ...filter, cursor: pageParam, limit: 20 }, signal }),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
    // While things are being compared, the list grows.
    refetchInterval: ({ state }) => ((state.data?.pages[0]?.waiting ?? 0) > 0 ? 3_000 : false),
  })
}

export const openFindingsQuery = queryOptions({
  queryKey: ['knowledge', 'findings', 'counts'],
  queryFn: ({ signal }) => call(findingsSchema, '/api/findings', { query: { limit: 1 }, signal }),
})

export function settleFinding({ shopId, id }: Finding, verb: 'dismiss' | 'reopen', reason: string) {
  return call(findingSettledSchema, `/api/findings/${segment(shopId)}/${segment(id)}/${verb}`, {
    method: 'POST',
    body: { reason },
  })
}

export function runFindings(shopId: string) {
  return call(okSchema, `/api/findings/${segment(shopId)}/run`, { method: 'POST' })
}
