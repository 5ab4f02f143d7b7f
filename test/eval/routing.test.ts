import { expect, test } from 'vitest'
import { evaluateRouting } from '../../eval/routing.ts'

test('every situation goes where it belongs, and none leaves by itself that must not', () => {
  const { mistakes, situations, automatic, wronglyAutomatic } = evaluateRouting()
  expect(mistakes).toEqual([])
  expect(wronglyAutomatic).toBe(0)
  expect(automatic).toBeGreaterThan(15)
  expect(situations).toBeGreaterThanOrEqual(80)
})
