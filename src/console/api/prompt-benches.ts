import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { BenchedPrompt } from '../../domain/prompt-bench.ts'
import { okSchema } from '../../http/contracts/common.ts'
import {
  type BenchFilter,
  benchCasesSchema,
  benchListSchema,
  benchStartedSchema,
  benchViewSchema,
  type StartBench,
} from '../../http/contracts/prompt-benches.ts'
import { call, segment } from './client.ts'

const path = (shopId: string) => `/api/shops/${segment(shopId)}/prompt-benches`
/** How often a run that goes on is looked at. */
const LOOK_EVERY_MS = 2_000

export function benchesQuery(shopId: string, name: BenchedPrompt) {
  return queryOptions({
    queryKey: ['benches', shopId, 'list', name],
    queryFn: async ({ signal }) =>
      (await call(benchListSchema, path(shopId), { query: { name }, signal })).benches,
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => status === 'running') ? LOOK_EVERY_MS : false,
  })
}

export function benchQuery(shopId: string, id: string) {
  return queryOptions({
    queryKey: ['benches', shopId, id, 'run'],
    queryFn: ({ signal }) => call(benchViewSchema, `${path(shopId)}/${segment(id)}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.bench.status === 'running' ? LOOK_EVERY_MS : false),
  })
}

/** `tried`: how many cases there are to show so far; more of them make another list. */
export function benchCasesQuery(ref: { shopId: string; id: string; show: BenchFilter; tried: number }) {
  const { shopId, id, show } = ref
  return infiniteQueryOptions({
    queryKey: ['benches', shopId, id, 'cases', show, ref.tried],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(benchCasesSchema, `${path(shopId)}/${segment(id)}/cases`, {
        query: { show, cursor: pageParam, limit: 10 },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
}

export function startBench(shopId: string, body: StartBench) {
  return call(benchStartedSchema, path(shopId), { method: 'POST', body })
}

export function cancelBench(shopId: string, id: string) {
  return call(okSchema, `${path(shopId)}/${segment(id)}/cancel`, { method: 'POST' })
}
