import { queryOptions } from '@tanstack/react-query'
import {
  type CreateUser,
  type UpdateUser,
  userSavedSchema,
  usersSchema,
} from '../../http/contracts/people.ts'
import { call, segment } from './client.ts'

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async ({ signal }) => (await call(usersSchema, '/api/users', { signal })).users,
})

export function createPerson(body: CreateUser) {
  return call(userSavedSchema, '/api/users', { method: 'POST', body })
}

export function updatePerson({ userId, ...body }: UpdateUser & { userId: string }) {
  return call(userSavedSchema, `/api/users/${segment(userId)}`, { method: 'PATCH', body })
}
