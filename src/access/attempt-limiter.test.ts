import { expect, test } from 'vitest'
import { createAttemptLimiter } from './attempt-limiter.ts'

function limiter(options: { most: number; windowMs: number; maxKeys?: number }) {
  let now = 0
  const made = createAttemptLimiter({ now: () => new Date(now) }, options)
  return { ...made, pass: (ms: number) => (now += ms) }
}

test('so many attempts are free, then one waits until the window ends', () => {
  const { take, pass } = limiter({ most: 2, windowMs: 60_000 })
  expect([take('a'), take('a'), take('b')]).toEqual([0, 0, 0])
  pass(20_000)
  expect(take('a')).toBe(40)
  pass(40_000)
  expect(take('a')).toBe(0)
})

test('an attempt given back was none', () => {
  const { take, giveBack } = limiter({ most: 1, windowMs: 60_000 })
  expect(take('a')).toBe(0)
  giveBack('a')
  expect(take('a')).toBe(0)
  expect(take('a')).toBeGreaterThan(0)
})

test('a flood of invented names does not grow the memory', () => {
  const { take } = limiter({ most: 1, windowMs: 60_000, maxKeys: 3 })
  for (const key of ['a', 'b', 'c', 'd']) take(key)
  expect(take('d')).toBeGreaterThan(0)
  expect(take('a')).toBe(0)
})
