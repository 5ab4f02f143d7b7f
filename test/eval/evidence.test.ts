import { describe, expect, it } from 'vitest'
import { EVIDENCE_SETS, evaluateEvidence, readEvidenceCases } from '../../eval/evidence.ts'

describe('the cases of the evidence check', () => {
  const cases = EVIDENCE_SETS.flatMap(readEvidenceCases)

  it('has enough of what does not hold, and of near misses', () => {
    const unsupported = cases.filter(({ holds }) => !holds)
    expect(cases.length).toBeGreaterThanOrEqual(300)
    expect(unsupported.length).toBeGreaterThanOrEqual(130)
    expect(unsupported.filter(({ nearMiss }) => nearMiss).length).toBeGreaterThanOrEqual(60)
  })

  it('says of every sentence that does not hold what is wrong, and cites only what it names', () => {
    for (const { id, holds, fault, cites, evidence } of cases) {
      expect(holds || fault !== undefined, id).toBe(true)
      const isKnown = cites.every((cited) => evidence.some((one) => one.id === cited))
      expect(isKnown || fault === 'foreign', id).toBe(true)
    }
  })

  it('does not sink below what the check could do', () => {
    const dev = evaluateEvidence('dev')
    expect(dev.found.hit / dev.found.of).toBeGreaterThanOrEqual(0.96)
    expect(dev.false.hit / dev.false.of).toBeLessThanOrEqual(0.08)
    const heldOut = evaluateEvidence('held-out')
    expect(heldOut.found.hit / heldOut.found.of).toBeGreaterThanOrEqual(0.97)
    expect(heldOut.false.hit / heldOut.false.of).toBeLessThanOrEqual(0.1)
    const unread = evaluateEvidence('held-out-4')
    expect(unread.found.hit / unread.found.of).toBeGreaterThanOrEqual(0.885)
    expect(unread.false.hit / unread.false.of).toBeLessThanOrEqual(0.255)
  }, 60_000)
})
