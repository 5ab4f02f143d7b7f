import { describe, expect, it } from 'vitest'
import { evaluateContradictions } from '../../eval/contradictions.ts'

describe('contradictions', () => {
  it('of the half they were made on are found, and few harmless pairs are accused', () => {
    const { found, falseAlarms } = evaluateContradictions('dev')
    expect(found.share).toBeGreaterThanOrEqual(0.97)
    expect(falseAlarms.share).toBeLessThanOrEqual(0.05)
  })

  it.each([
    ['held-out', 0.9],
    ['held-out-2', 0.8],
    ['held-out-3', 0.72],
  ] as const)('are not found less often in %s than they were', (split, least) => {
    const { found, falseAlarms } = evaluateContradictions(split)
    expect(found.share).toBeGreaterThanOrEqual(least)
    expect(falseAlarms.share).toBeLessThanOrEqual(0.1)
  })
})
