import { expect, it } from 'vitest'
import { changedFields } from './audit-changes.ts'

it('tells the fields that differ, those that came and those that went', () => {
  const before = { name: 'Анна', role: 'agent', tags: ['a'], gone: 1 }
  const after = { name: 'Анна', role: 'lead', tags: ['a', 'b'], come: null }
  expect(changedFields(before, after)).toEqual([
    { field: 'role', before: 'agent', after: 'lead' },
    { field: 'tags', before: '["a"]', after: '["a","b"]' },
    { field: 'gone', before: '1' },
  ])
})

it('shows all of what was made or taken away, and cuts what is long', () => {
  expect(changedFields(null, { on: true })).toEqual([{ field: 'on', after: 'true' }])
  expect(changedFields('x'.repeat(500), null)).toEqual([{ field: '=', before: `${'x'.repeat(400)}…` }])
  expect(changedFields(null, null)).toEqual([])
})
