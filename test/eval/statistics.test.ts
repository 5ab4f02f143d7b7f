import { expect, test } from 'vitest'
import { areaUnderRoc, bootstrapInterval } from '../../eval/statistics.ts'

test('the area under the curve is the share of pairs in the right order, ties half', () => {
  expect(areaUnderRoc([3, 4], [1, 2])).toBe(1)
  expect(areaUnderRoc([1], [1])).toBe(0.5)
  expect(areaUnderRoc([1, 3], [2])).toBe(0.5)
  expect(areaUnderRoc([0.9, 0.4, 0.4], [0.4, 0.1])).toBeCloseTo((1 + 1 + 0.5 + 1 + 0.5 + 1) / 6)
})

test('an interval holds the figure, narrows with more cases and is the same twice', () => {
  const mean = (sample: number[]) => sample.reduce((sum, value) => sum + value, 0) / sample.length
  const some = Array.from({ length: 20 }, (_, i) => i % 2)
  const many = Array.from({ length: 2_000 }, (_, i) => i % 2)
  const wide = bootstrapInterval(some, mean)
  const narrow = bootstrapInterval(many, mean)
  expect(wide.low).toBeLessThan(0.5)
  expect(wide.high).toBeGreaterThan(0.5)
  expect(narrow.high - narrow.low).toBeLessThan((wide.high - wide.low) / 4)
  expect(bootstrapInterval(some, mean)).toEqual(wide)
})
