import { queryOptions } from '@tanstack/react-query'
import type { Language } from '../../http/contracts/common.ts'
import { digestSchema, type TopicsQuery, topicsSchema } from '../../http/contracts/topics.ts'
import { call, segment } from './client.ts'

export function topicsQuery(filter: Pick<TopicsQuery, 'days'> & { shopId: string | undefined }) {
  return queryOptions({
    queryKey: ['topics', filter],
    queryFn: ({ signal }) => call(topicsSchema, '/api/topics', { query: filter, signal }),
    placeholderData: (previous) => previous,
  })
}

type DigestOf = { shopId: string; day: string | undefined; language: Language }

export function digestQuery({ shopId, day, language }: DigestOf) {
  return queryOptions({
    queryKey: ['digest', shopId, day, language],
    queryFn: ({ signal }) =>
      call(digestSchema, `/api/shops/${segment(shopId)}/digest`, { query: { day, language }, signal }),
    placeholderData: (previous) => previous,
  })
}

/** Where the same is to be had as a file. */
export const digestFile = (shopId: string, day: string, language: Language) =>
  `/api/shops/${segment(shopId)}/digest.md?day=${day}&language=${language}`
