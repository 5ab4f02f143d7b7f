import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFakeTimers } from '../../../../test/support/fake-timers.ts'
import { createRateLimiter, WaitTooLong } from './rate-limiter.ts'

describe('the limit of requests per second', () => {
  it('is never exceeded where the calls arrive, keeps the order of arrival and lets everybody through', async () => {
    const caller = fc.record({
      gapMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 900, max: 1100 })),
      leaves: fc.boolean(),
      /** Until it reaches the marketplace, and from there until its answer is back. */
      wayMs: fc.oneof({ weight: 4, arbitrary: fc.nat(60) }, { weight: 1, arbitrary: fc.nat(2500) }),
      backMs: fc.nat(300),
      pauseMs: fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(3000) }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 50 }),
        fc.array(caller, { minLength: 1, maxLength: 300 }),
        async (requestsPerSecond, callers) => {
          const { timers, advance } = createFakeTimers()
          const limiter = createRateLimiter({ requestsPerSecond, timers })
          const passed: number[] = []
          const arrivals: number[] = []
          const left = new Set<number>()
          for (const [index, { gapMs, leaves, pauseMs, wayMs, backMs }] of callers.entries()) {
            await advance(gapMs)
            if (pauseMs > 0) limiter.pauseFor(pauseMs)
            const gone = new AbortController()
            limiter.acquire({ signal: gone.signal }).then(
              (answered) => {
                passed.push(index)
                timers.after(wayMs, () => arrivals.push(timers.monotonicMs()))
                timers.after(wayMs + backMs, answered)
              },
              () => left.add(index),
            )
            // Half of those who leave do so while they wait.
            if (leaves && index % 2 === 0) gone.abort()
          }
          await advance(callers.length * 4000 + 10_000)

          expect(passed.length + left.size).toBe(callers.length)
          expect(arrivals.length).toBe(passed.length)
          expect(passed).toEqual(passed.toSorted((a, b) => a - b))
          for (const [index, at] of arrivals.entries()) {
            const firstOutside = arrivals[index + requestsPerSecond]
            if (firstOutside !== undefined) expect(firstOutside - at).toBeGreaterThan(1000)
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('lets a full second of calls pass at once and the next one only after the second', async () => {
    const { timers, advance } = createFakeTimers()
    const limiter = createRateLimiter({ timers })
    const passedAt: number[] = []
    for (let call = 0; call < 120; call++)
      limiter.acquire().then((answered) => {
        passedAt.push(timers.monotonicMs())
        answered()
      })
    await advance(0)
    expect(passedAt).toHaveLength(50)
    await advance(1000)
    expect(passedAt).toHaveLength(50)
    await advance(2)
    expect(passedAt).toHaveLength(100)
    await advance(1001)
    expect(passedAt).toHaveLength(120)
  })

  it('stands still for a pause, and a shorter pause does not shorten it', async () => {
    const { timers, advance } = createFakeTimers()
    const limiter = createRateLimiter({ timers })
    limiter.pauseFor(30_000)
    limiter.pauseFor(1_000)
    let passed = false
    limiter.acquire().then(() => {
      passed = true
    })
    await advance(29_999)
    expect(passed).toBe(false)
    await advance(1)
    expect(passed).toBe(true)
  })

  it('tells a caller at once that its turn would come too late, also when the pause begins while it waits', async () => {
    const { timers, advance } = createFakeTimers()
    const limiter = createRateLimiter({ requestsPerSecond: 1, timers })
    const answered = await limiter.acquire()
    answered()
    const waiting = limiter.acquire({ maxWaitMs: 5_000 })
    const outcome = expect(waiting).rejects.toMatchObject({ name: 'WaitTooLong', retryInMs: 60_000 })
    limiter.pauseFor(60_000)
    await advance(0)
    await outcome
    await expect(limiter.acquire({ maxWaitMs: 5_000 })).rejects.toBeInstanceOf(WaitTooLong)
  })

  it('frees the place of a caller who gave up', async () => {
    const { timers, advance } = createFakeTimers()
    const limiter = createRateLimiter({ requestsPerSecond: 1, timers })
    const answered = await limiter.acquire()
    answered()
    const gone = new AbortController()
    const leaver = expect(limiter.acquire({ signal: gone.signal })).rejects.toThrow('enough')
    let passed = false
    limiter.acquire().then(() => {
      passed = true
    })
    gone.abort(new Error('enough'))
    await leaver
    await advance(1001)
    expect(passed).toBe(true)
  })

  it('keeps the place of a call that is still under way, however long it takes', async () => {
    const { timers, advance } = createFakeTimers()
    const limiter = createRateLimiter({ requestsPerSecond: 1, timers })
    const answered = await limiter.acquire()
    let passed = false
    limiter.acquire().then(() => {
      passed = true
    })
    await advance(20_000)
    expect(passed).toBe(false)
    answered()
    await advance(1_000)
    expect(passed).toBe(false)
    await advance(1_002)
    expect(passed).toBe(true)
  })
})
