import { infiniteQueryOptions } from '@tanstack/react-query'
import {
  type MovePromise,
  type PromisesQuery,
  promisesSchema,
  type SettlePromise,
} from '../../http/contracts/promises.ts'
import { call, callForEffect, segment } from './client.ts'

export type PromiseFilter = Partial<Pick<PromisesQuery, 'status' | 'shopId' | 'owner'>>
type PromiseId = { shopId: string; id: string }

export function promisesQuery(filter: PromiseFilter) {
  return infiniteQueryOptions({
    queryKey: ['promises', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(promisesSchema, '/api/promises', { query: { ...filter, cursor: pageParam, limit: 50 }, signal }),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  })
}

const path = ({ shopId, id }: PromiseId) => `/api/shops/${segment(shopId)}/promises/${segment(id)}`

export function settlePromise(promise: PromiseId, body: SettlePromise) {
  return callForEffect(`${path(promise)}/settle`, { method: 'POST', body })
}

export function movePromise(promise: PromiseId, body: MovePromise) {
  return callForEffect(path(promise), { method: 'PUT', body })
}
