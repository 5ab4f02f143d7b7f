import { queryOptions } from '@tanstack/react-query'
import { type AddNote, colleaguesSchema } from '../../http/contracts/notes.ts'
import { type CaseId, casePath } from './case.ts'
import { call, callForEffect } from './client.ts'

/** Who may see the shop. */
export const colleaguesQuery = (shopId: string) =>
  queryOptions({
    queryKey: ['colleagues', shopId],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ shopId })
      return (await call(colleaguesSchema, `/api/colleagues?${query}`, { signal })).people
    },
    staleTime: 5 * 60_000,
  })

export function addNote(id: CaseId, body: AddNote) {
  return callForEffect(`${casePath(id)}/notes`, { method: 'POST', body })
}

export function readMentions(id: CaseId) {
  return callForEffect(`${casePath(id)}/mentions/read`, { method: 'POST', body: {} })
}
