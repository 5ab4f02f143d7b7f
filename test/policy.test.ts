import { describe, expect, it } from 'vitest'
import {
  brokenRules,
  evaluatePolicy,
  isRead,
  POLICY_SETS,
  type PolicyCase,
  readPolicyCases,
} from '../eval/policy.ts'
import { RULES } from '../src/drafting/checks/rules.ts'

/** Repetition needs the shop's earlier replies; it has tests of its own. */
const IN_CASES = RULES.map(({ id }) => id).filter((id) => id !== 'repetition')
const cases = readPolicyCases('dev')
const breaking = (rule: string): PolicyCase[] => cases.filter(({ rules }) => rules.includes(rule))

describe('the labelled texts', () => {
  it('name only rules that there are', () => {
    const known = new Set(RULES.map(({ id }) => id))
    for (const split of ['dev', 'held-out'] as const)
      for (const { id, rules, may } of readPolicyCases(split))
        expect(
          [...rules, ...may].filter((rule) => !known.has(rule)),
          id,
        ).toEqual([])
  })
  it('have no text twice within a set, and none of those that are read in one that is not', () => {
    const textsOf = (set: (typeof POLICY_SETS)[number]) =>
      readPolicyCases(set).map(({ text, channel }) => `${channel} ${text}`)
    for (const set of POLICY_SETS) expect(new Set(textsOf(set)).size, set).toBe(textsOf(set).length)
    const unread = new Set(POLICY_SETS.filter((set) => !isRead(set)).flatMap(textsOf))
    const read = POLICY_SETS.filter(isRead).flatMap(textsOf)
    expect(read.filter((text) => unread.has(text))).toEqual([])
    expect(new Set(read).size).toBe(read.length)
  })
})

describe.each(IN_CASES)('the rule %s', (rule) => {
  it('is found in the texts that break it, and nowhere once it is taken out', () => {
    const texts = breaking(rule)
    expect(texts.length).toBeGreaterThanOrEqual(4)
    const found = texts.filter((one) => brokenRules(one).includes(rule))
    expect(found.length / texts.length).toBeGreaterThanOrEqual(0.9)
    const without = RULES.filter(({ id }) => id !== rule)
    expect(texts.filter((one) => brokenRules(one, without).includes(rule))).toEqual([])
  })
})

it('a rule that is switched off lets texts pass that nothing else stops', () => {
  const alone = (rule: string) => breaking(rule).filter(({ rules }) => rules.length === 1)
  const unseen = IN_CASES.map((rule) => ({
    rule,
    passing: alone(rule).filter((one) => {
      const rest = RULES.filter(({ id }) => id !== rule)
      return brokenRules(one, rest).every((other) => one.may.includes(other))
    }).length,
  }))
  expect(unseen.filter(({ passing }) => passing === 0)).toEqual([])
})

it('the figures of the tuned half hold: recall, precision, clean texts left alone', () => {
  const { all, cleanFlagged, clean } = evaluatePolicy('dev')
  expect(all.hit / (all.hit + all.missed)).toBeGreaterThanOrEqual(0.99)
  expect(all.hit / (all.hit + all.wrong)).toBeGreaterThanOrEqual(0.99)
  expect(cleanFlagged / clean).toBeLessThanOrEqual(0.02)
}, 60_000)
