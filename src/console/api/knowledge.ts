import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  type KnowledgeItem,
  type KnowledgeQuery,
  knowledgeFilledSchema,
  knowledgeItemAnswerSchema,
  knowledgeListSchema,
  knowledgeSavedSchema,
  type SaveKnowledge,
  versionsDiffSchema,
  versionsSchema,
} from '../../http/contracts/knowledge.ts'
import { call, segment } from './client.ts'

export type KnowledgeFilter = Partial<
  Pick<KnowledgeQuery, 'search' | 'shopId' | 'kind' | 'status' | 'owner' | 'attention' | 'sort'>
>
type EntryRef = { shopId: string; id: string }

const path = ({ shopId, id }: EntryRef) => `/api/knowledge/${segment(shopId)}/${segment(id)}`

export function knowledgeQuery(filter: KnowledgeFilter) {
  return infiniteQueryOptions({
    queryKey: ['knowledge', 'list', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(knowledgeListSchema, '/api/knowledge', {
        query: { ...filter, cursor: pageParam, limit: 50 },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  })
}

export function entryQuery(ref: EntryRef) {
  return queryOptions({
    queryKey: ['knowledge', 'entry', ref.shopId, ref.id],
    queryFn: async ({ signal }): Promise<KnowledgeItem> =>
      (await call(knowledgeItemAnswerSchema, path(ref), { signal })).entry,
  })
}

export function saveKnowledge(ref: EntryRef, body: SaveKnowledge) {
  return call(knowledgeSavedSchema, path(ref), { method: 'PUT', body })
}

export function fillKnowledge(ref: EntryRef, version: number) {
  return call(knowledgeFilledSchema, `${path(ref)}/fill`, { method: 'POST', body: { version } })
}

export function versionsQuery(ref: EntryRef) {
  return infiniteQueryOptions({
    queryKey: ['knowledge', 'versions', ref.shopId, ref.id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(versionsSchema, `${path(ref)}/versions`, { query: { cursor: pageParam, limit: 20 }, signal }),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
}

export function diffQuery(ref: EntryRef, { from, to }: { from: number; to: number }) {
  return queryOptions({
    queryKey: ['knowledge', 'diff', ref.shopId, ref.id, from, to],
    queryFn: ({ signal }) => call(versionsDiffSchema, `${path(ref)}/diff`, { query: { from, to }, signal }),
    // Two versions never differ otherwise than they did.
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function restoreKnowledge(ref: EntryRef, body: { restore: number; version: number }) {
  return call(knowledgeSavedSchema, `${path(ref)}/restore`, { method: 'POST', body })
}
