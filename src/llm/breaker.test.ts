import { describe, expect, it } from 'vitest'
import { createBreaker } from './breaker.ts'

const START = Date.parse('2026-11-21T09:00:00Z')
const SECOND = 1_000

function setUp() {
  let now = START
  const breaker = createBreaker({ now: () => new Date(now) })
  return {
    breaker,
    pass: (ms: number) => {
      now += ms
    },
    fail: (times: number, outcome = 'model_server_error', retryAfterMs?: number) => {
      for (let i = 0; i < times; i++) breaker.heard({ outcome, retryAfterMs })
    },
    secondsSinceStart: () => (now - START) / SECOND,
  }
}

describe('a breaker', () => {
  it('lets a server rest after four failures in two minutes, not after fewer or slower ones', () => {
    const { breaker, fail, pass } = setUp()
    fail(3)
    expect(breaker.ask().go).toBe('free')
    pass(121 * SECOND)
    fail(3)
    expect(breaker.ask().go).toBe('free')
    fail(1)
    expect(breaker.ask()).toEqual({ go: 'rest', until: new Date(START + 151 * SECOND) })
  })

  it('begins to count anew with every answer, also with one that was of no use', () => {
    const { breaker, fail } = setUp()
    for (const outcome of ['ok', 'invalid_output', 'refused', 'truncated', 'model_request_refused']) {
      fail(3)
      breaker.heard({ outcome })
    }
    fail(3)
    expect(breaker.ask().go).toBe('free')
    breaker.heard({ outcome: 'bug' })
    fail(1)
    expect(breaker.ask().go).toBe('rest')
  })

  it.each(['model_key_refused', 'model_quota_spent', 'model_not_found'])('rests at once after %s', (code) => {
    const { breaker, fail } = setUp()
    fail(1, code)
    expect(breaker.ask().go).toBe('rest')
    expect(breaker.read()).toMatchObject({ state: 'resting', lastFailure: { code } })
  })

  it('lets one question through after the rest, and everybody once it was answered', () => {
    const { breaker, fail, pass } = setUp()
    fail(4)
    pass(30 * SECOND)
    expect(breaker.ask().go).toBe('probe')
    expect([breaker.ask().go, breaker.read().state]).toEqual(['rest', 'probing'])
    breaker.heard({ outcome: 'ok' })
    breaker.release()
    expect([breaker.ask().go, breaker.ask().go]).toEqual(['free', 'free'])
    expect(breaker.read()).toMatchObject({ state: 'ready', lastFailure: null })
  })

  it('is not stuck when a probe ended without a word', () => {
    const { breaker, fail, pass } = setUp()
    fail(4)
    pass(30 * SECOND)
    breaker.ask()
    breaker.release()
    expect(breaker.ask().go).toBe('probe')
  })

  it('costs an outage of an hour one question a rest, however many drafts are wanted', () => {
    const { breaker, fail, pass, secondsSinceStart } = setUp()
    const probes: number[] = []
    fail(4, 'model_timeout')
    while (secondsSinceStart() < 3_600) {
      if (breaker.ask().go === 'probe') {
        probes.push(secondsSinceStart())
        breaker.heard({ outcome: 'model_timeout' })
        breaker.release()
      }
      pass(SECOND)
    }
    expect(probes.slice(0, 5)).toEqual([30, 90, 210, 450, 750])
    expect(probes.length).toBeLessThan(16)
  })

  it('does not rest longer because of questions that were under way', () => {
    const { breaker, fail } = setUp()
    fail(40)
    expect(breaker.read().restsUntil).toEqual(new Date(START + 30 * SECOND))
  })

  it('rests as long as the server asks for, five minutes at most', () => {
    const longer = setUp()
    longer.fail(4, 'model_busy', 100 * SECOND)
    expect(longer.breaker.read().restsUntil).toEqual(new Date(START + 100 * SECOND))
    const tooLong = setUp()
    tooLong.fail(4, 'model_busy', 86_400 * SECOND)
    expect(tooLong.breaker.read().restsUntil).toEqual(new Date(START + 300 * SECOND))
  })
})
