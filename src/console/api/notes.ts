import { queryOptions } from '@tanstack/react-query'
import { colleaguesSchema, type NewNote } from '../../http/contracts/notes.ts'
import { type CaseId, casePath } from './case.ts'
import { call, callForEffect } from './client.ts'

const read = (shopId: string) => ({
  queryKey: ['colleagues', shopId],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call(colleaguesSchema, `/api/colleagues?${new URLSearchParams({ shopId })}`, { signal }),
  staleTime: 5 * 60_000,
})

/** Who may see the shop. */
export const colleaguesQuery = (shopId: string) =>
  queryOptions({ ...read(shopId), select: ({ people }) => people })

/** The departments that take cases of the shop; asked for together with the people. */
export const takersQuery = (shopId: string) =>
  queryOptions({ ...read(shopId), select: ({ departments }) => departments })

export function addNote(id: CaseId, body: NewNote) {
  return callForEffect(`${casePath(id)}/notes`, { method: 'POST', body })
}

export function readMentions(id: CaseId) {
  return callForEffect(`${casePath(id)}/mentions/read`, { method: 'POST', body: {} })
}
