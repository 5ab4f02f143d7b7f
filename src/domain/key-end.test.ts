import { expect, it } from 'vitest'
import { keyEnd } from './key-end.ts'

const NOW = new Date('2026-11-21T09:00:00Z')
const inDays = (days: number) => new Date(NOW.getTime() + days * 24 * 3_600_000)

it.each([
  [15, 'ok'],
  [14, 'soon'],
  [7, 'soon'],
  [1, 'urgent'],
  [0, 'over'],
  [-3, 'over'],
])('a key that ends in %i days is %s', (days, level) => {
  expect(keyEnd(inDays(days), NOW)).toEqual({ days, level })
})

it('counts a day begun as a day', () => expect(keyEnd(inDays(6.2), NOW).days).toBe(7))
