import { queryOptions } from '@tanstack/react-query'
import {
  departmentSavedSchema,
  departmentsSchema,
  type SaveDepartment,
} from '../../http/contracts/departments.ts'
import { call, segment } from './client.ts'

export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: async ({ signal }) => (await call(departmentsSchema, '/api/departments', { signal })).departments,
})

/** Without an id: a new one. */
export function saveDepartment(id: string | undefined, body: SaveDepartment) {
  return id === undefined
    ? call(departmentSavedSchema, '/api/departments', { method: 'POST', body })
    : call(departmentSavedSchema, `/api/departments/${segment(id)}`, { method: 'PUT', body })
}

export function removeDepartment(id: string) {
  return call(departmentSavedSchema, `/api/departments/${segment(id)}`, { method: 'DELETE' })
}
