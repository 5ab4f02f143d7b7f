import { queryOptions } from '@tanstack/react-query'
import { spacesSchema } from '../../http/contracts/spaces.ts'
import { call } from './client.ts'

const FILLING_MS = 3_000
const AT_REST_MS = 30_000

/** Asked more often while a switch goes on. */
export const spacesQuery = queryOptions({
  queryKey: ['embedding-spaces'],
  queryFn: ({ signal }) => call(spacesSchema, '/api/embedding-spaces', { signal }),
  refetchInterval: ({ state }) =>
    state.data?.job || state.data?.spaces.some(({ status }) => status === 'filling')
      ? FILLING_MS
      : AT_REST_MS,
})

export function switchSpace(space: string | null) {
  return call(spacesSchema, '/api/embedding-spaces/switch', { method: 'POST', body: { space } })
}

export function cancelSwitch() {
  return call(spacesSchema, '/api/embedding-spaces/cancel', { method: 'POST', body: {} })
}
