import { queryOptions } from '@tanstack/react-query'
import { type CreateUser, userSavedSchema, usersSchema } from '../../http/contracts/people.ts'
import { call } from './client.ts'

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async ({ signal }) => (await call(usersSchema, '/api/users', { signal })).users,
})

export function createPerson(body: CreateUser) {
  return call(userSavedSchema, '/api/users', { method: 'POST', body })
}
