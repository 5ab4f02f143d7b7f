import { expect, test } from 'vitest'
import { median, percentile } from '../../eval/bench/stats.ts'

test('a percentile is a value that was measured, by nearest rank', () => {
  const values = [15, 50, 20, 40, 35]
  expect([5, 30, 40, 50, 95, 100].map((p) => percentile(values, p))).toEqual([15, 20, 20, 35, 50, 50])
  expect(
    percentile(
      Array.from({ length: 200 }, (_, i) => i + 1),
      99,
    ),
  ).toBe(198)
  expect(percentile([], 50)).toBeNaN()
})

test('the median lies between the two middle values', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, Number.NaN])
})
