import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { okSchema } from '../../http/contracts/common.ts'
import {
  type PublishPrompt,
  promptBodySchema,
  promptListSchema,
  promptReleasesSchema,
  promptSavedSchema,
  promptVersionsSchema,
  type RollBackPrompt,
  type SavePrompt,
} from '../../http/contracts/prompts.ts'
import { call, segment } from './client.ts'

const path = (name: string) => `/api/prompts/${segment(name)}`
const shopPath = (shopId: string, name: string) => `/api/shops/${segment(shopId)}/prompts/${segment(name)}`

export const promptsQuery = queryOptions({
  queryKey: ['prompts', 'list'],
  queryFn: ({ signal }) => call(promptListSchema, '/api/prompts', { signal }),
})

export function promptVersionsQuery(name: string) {
  return infiniteQueryOptions({
    queryKey: ['prompts', name, 'versions'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(promptVersionsSchema, `${path(name)}/versions`, {
        query: { cursor: pageParam, limit: 30 },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
}

/** Versions never change. */
export function promptBodyQuery(name: string, key: string) {
  return queryOptions({
    queryKey: ['prompts', name, 'body', key],
    queryFn: ({ signal }) => call(promptBodySchema, `${path(name)}/versions/${segment(key)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function promptReleasesQuery(shopId: string, name: string) {
  return infiniteQueryOptions({
    queryKey: ['prompts', name, 'releases', shopId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(promptReleasesSchema, `${shopPath(shopId, name)}/releases`, {
        query: { cursor: pageParam, limit: 20 },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
}

export function savePrompt(name: string, body: SavePrompt) {
  return call(promptSavedSchema, `${path(name)}/versions`, { method: 'POST', body })
}

export function publishPrompt(name: string, body: PublishPrompt) {
  return call(okSchema, `${path(name)}/publish`, { method: 'POST', body })
}

export function rollBackPrompt(shopId: string, name: string, body: RollBackPrompt) {
  return call(okSchema, `${shopPath(shopId, name)}/roll-back`, { method: 'POST', body })
}
