import { queryOptions } from '@tanstack/react-query'
import type { Language } from '../../http/contracts/common.ts'
import {
  draftCardSchema,
  type Rewrite,
  rewrittenSchema,
  translationsSchema,
} from '../../http/contracts/reading.ts'
import { type CaseId, casePath } from './case.ts'
import { call, segment } from './client.ts'

/** A kept reading never changes: another text is another draft. One that failed is asked for again. */
export function cardQuery(id: CaseId, draftId: string, language: Language) {
  return queryOptions({
    queryKey: ['card', id.shopId, id.conversationId, draftId, language],
    queryFn: ({ signal }) =>
      call(draftCardSchema, `${casePath(id)}/drafts/${segment(draftId)}/card?language=${language}`, {
        signal,
      }),
    staleTime: ({ state }) => (state.data?.reading ? Number.POSITIVE_INFINITY : 0),
    retry: false,
    refetchOnWindowFocus: false,
  })
}

/** `state` names the messages that there are: a new or changed one asks anew. */
export function translationsQuery(id: CaseId, state: string, language: Language) {
  return queryOptions({
    queryKey: ['translations', id.shopId, id.conversationId, state, language],
    queryFn: ({ signal }) =>
      call(translationsSchema, `${casePath(id)}/translations?language=${language}`, { signal }),
    staleTime: ({ state: { data } }) => (data && data.why === null ? Number.POSITIVE_INFINITY : 0),
    retry: false,
    refetchOnWindowFocus: false,
  })
}

export function rewrite(id: CaseId, body: Rewrite) {
  return call(rewrittenSchema, `${casePath(id)}/rewrite`, { method: 'POST', body })
}
