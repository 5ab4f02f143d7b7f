import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from './client.ts'
import { sessionKey } from './session.ts'

/** A session that ended anywhere ends everywhere: the shell then shows the sign-in page. */
function onError(error: Error) {
  if (error instanceof ApiError && error.status === 401) queryClient.setQueryData(sessionKey, null)
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      // What the server refuses stays refused; what could not be reached is tried again.
      retry: (count, error) =>
        error instanceof ApiError && (error.status === 0 || error.status >= 502) && count < 3,
    },
    mutations: { retry: false },
  },
})
