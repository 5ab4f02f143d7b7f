import { queryOptions } from '@tanstack/react-query'
import type { Language } from '../../http/contracts/common.ts'
import {
  type ChangePassword,
  type Session,
  type SignIn,
  sessionSchema,
} from '../../http/contracts/session.ts'
import { ApiError, call, callForEffect } from './client.ts'

export const sessionKey = ['session']

/** Null = nobody is signed in here. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  staleTime: 5 * 60_000,
  // Whether anybody is signed in stands before every page: without a connection that is said at once.
  networkMode: 'always',
  retry: false,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await call(sessionSchema, '/api/session', { signal })
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
})

export function signIn(body: SignIn) {
  return call(sessionSchema, '/api/session', { method: 'POST', body })
}

export function signOut() {
  return callForEffect('/api/session', { method: 'DELETE' })
}

export function changePassword(body: ChangePassword) {
  return callForEffect('/api/password', { method: 'POST', body })
}

export function saveLanguage(language: Language) {
  return call(sessionSchema, '/api/me', { method: 'PUT', body: { language } })
}
