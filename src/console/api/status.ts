import { queryOptions } from '@tanstack/react-query'
import { statusSchema } from '../../http/contracts/status.ts'
import { call } from './client.ts'

export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => call(statusSchema, '/api/status', { signal }),
  refetchInterval: 60_000,
})
