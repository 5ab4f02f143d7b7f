import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query'
import { type Inbox, type InboxItem, inboxSchema } from '../../http/contracts/inbox.ts'
import type { ViewFilter } from '../../http/contracts/views.ts'
import { call } from './client.ts'

export type InboxFilter = ViewFilter

const PAGE = 100

export function inboxQuery(filter: InboxFilter) {
  return infiniteQueryOptions({
    queryKey: ['inbox', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(inboxSchema, '/api/inbox', { query: { ...filter, cursor: pageParam, limit: PAGE }, signal }),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  })
}

/** A search of all conversations starts with so many letters. */
export const FEWEST_LETTERS = 2
const FOUND = 8

/** The newest conversations of the whole history that a search finds. */
export function findCasesQuery(search: string) {
  return queryOptions({
    queryKey: ['found-cases', search],
    queryFn: async ({ signal }) =>
      (await call(inboxSchema, '/api/inbox', { query: { status: 'all', search, limit: FOUND }, signal }))
        .items,
  })
}

/** A decided case leaves the list at once; the server's own list follows. */
export function dropFromInbox(client: QueryClient, gone: Pick<InboxItem, 'shopId' | 'conversationId'>) {
  client.setQueriesData<InfiniteData<Inbox>>({ queryKey: ['inbox'] }, (data) =>
    data
      ? {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.filter(
              (item) => item.shopId !== gone.shopId || item.conversationId !== gone.conversationId,
            ),
          })),
        }
      : data,
  )
  return client.invalidateQueries({ queryKey: ['inbox'] })
}
