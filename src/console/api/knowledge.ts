import { infiniteQueryOptions } from '@tanstack/react-query'
import {
  knowledgeListSchema,
  knowledgeSavedSchema,
  type SaveKnowledge,
} from '../../http/contracts/knowledge.ts'
import { call, segment } from './client.ts'

export function knowledgeQuery(filter: { search?: string; shopId?: string }) {
  return infiniteQueryOptions({
    queryKey: ['knowledge', filter],
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

export function saveKnowledge(shopId: string, id: string, body: SaveKnowledge) {
  return call(knowledgeSavedSchema, `/api/knowledge/${segment(shopId)}/${segment(id)}`, {
    method: 'PUT',
    body,
  })
}
