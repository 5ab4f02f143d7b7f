import { infiniteQueryOptions } from '@tanstack/react-query'
import { type AuditQuery, auditSchema } from '../../http/contracts/people.ts'
import { call } from './client.ts'

export type AuditFilter = Partial<Pick<AuditQuery, 'shopId' | 'actor' | 'subject'>>

export const auditFileAddress = (filter: AuditFilter) =>
  `/api/audit.csv?${new URLSearchParams(Object.entries(filter).filter(([, value]) => value))}`

export function auditQuery(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(auditSchema, '/api/audit', { query: { ...filter, cursor: pageParam, limit: 50 }, signal }),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  })
}
