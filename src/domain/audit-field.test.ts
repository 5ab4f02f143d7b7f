import { expect, it } from 'vitest'
import { AUDIT_FIELDS, type Recordable } from './audit-field.ts'

it('takes what has a word, and is refused by the compiler where a field has none', () => {
  const told: Recordable<{ name: string; reason: string | null }> = { name: 'Анна', reason: null }
  // @ts-expect-error a field that no language has a word for
  const untold: Recordable<{ shoeSize: number }> = { shoeSize: 42 }
  // @ts-expect-error nobody knows what is in it
  const unknown: Recordable<object> = {}
  expect(unknown).toEqual({})
  expect([Object.keys(told), Object.keys(untold)]).toEqual([['name', 'reason'], ['shoeSize']])
})

it('names each field once', () => {
  expect(new Set(AUDIT_FIELDS).size).toBe(AUDIT_FIELDS.length)
})
