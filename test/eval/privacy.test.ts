import { expect, test } from 'vitest'
import { evaluatePrivacy, privacyCases } from '../../eval/privacy.ts'

test.each(['dev', 'held-out'] as const)(
  '%s: personal data is masked, other numbers are left alone',
  (split) => {
    const { masked, touched } = evaluatePrivacy(split)
    expect(masked.share).toBeGreaterThanOrEqual(0.98)
    expect(touched.share).toBeLessThanOrEqual(0.02)
  },
)

test('no text stands twice, and half of them hold no personal data', () => {
  const cases = [...privacyCases('dev'), ...privacyCases('held-out')]
  expect(new Set(cases.map(({ text }) => text)).size).toBe(cases.length)
  const clean = cases.filter(({ planted }) => planted.length === 0).length
  expect(Math.abs(2 * clean - cases.length)).toBeLessThan(cases.length / 20)
})
