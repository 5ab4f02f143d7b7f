import { describe, expect, it } from 'vitest'
import { readingCases } from '../../eval/classify/cases.ts'
import { evaluateReaders } from '../../eval/classify/evaluate.ts'
import { readingText } from '../../eval/classify/report-text.ts'
import { classifyTurn } from '../../src/drafting/classify/classify-turn.ts'

const builtIn = { name: 'built-in', read: async (text: string) => classifyTurn(text) }
const blind = {
  name: 'blind',
  read: async (text: string) => ({
    ...classifyTurn(text),
    category: 'off_topic' as const,
    riskFlags: ['abuse' as const],
  }),
}

describe('the evaluation of readers', () => {
  it('has turns of every flag and every category in both halves', () => {
    for (const split of ['dev', 'held-out'] as const) {
      const cases = readingCases(split)
      expect(cases.length).toBeGreaterThanOrEqual(150)
      expect(new Set(cases.map(({ category }) => category)).size).toBe(16)
      expect(new Set(cases.flatMap(({ flags }) => flags)).size).toBe(10)
      expect(new Set(cases.map(({ text }) => text)).size).toBe(cases.length)
    }
  })
  it('keeps what the built-in reader reaches on dev, and tells a worse reader from it', async () => {
    const report = await evaluateReaders([builtIn, blind], 'dev')
    const [first, second] = report.readers
    expect(first?.category.share).toBeGreaterThan(0.9)
    expect(first?.allFlags.found.share).toBeGreaterThan(0.95)
    expect(first?.allFlags.precision.share).toBeGreaterThan(0.95)
    expect(second?.flags.abuse?.falseAlarms).toBeGreaterThan(100)
    expect(second?.flags.self_harm?.found.hits).toBe(0)
    expect(report.comparison.map(({ of, words }) => [of, words])).toEqual([
      ['category', 'the first is better'],
      ['flags', 'the first is better'],
    ])
    expect(readingText(report)).toContain('built-in against blind, category')
  })
})
