import { systemTimers, type Timers } from './timers.ts'

/** Ozon's limit for one Client-Id over all methods. */
const OZON_REQUESTS_PER_SECOND = 50

export type RateLimiter = {
  /**
   * Waits for its turn, first come first served. Rejects with `WaitTooLong`, or with the signal's reason. What it
   * answers is to be called once the marketplace has answered, or never will.
   */
  acquire(options?: { signal?: AbortSignal | undefined; maxWaitMs?: number | undefined }): Promise<() => void>
  /** Nobody passes for this long: the marketplace said `Retry-After`. Never shortens an earlier pause. */
  pauseFor(delayMs: number): void
}

/** The turn would come later than the caller is ready to wait; nothing was sent. */
export class WaitTooLong extends Error {
  readonly retryInMs: number

  constructor(retryInMs: number) {
    super(`The turn comes in ${Math.ceil(retryInMs)} ms`)
    this.name = 'WaitTooLong'
    this.retryInMs = retryInMs
  }
}

type Options = { requestsPerSecond?: number | undefined; timers?: Timers }

/**
 * At most `requestsPerSecond` calls in any second, counted over a sliding window where they arrive: a call takes its
 * place until a second after its answer, for only that tells that the marketplace has counted it. A process that was
 * busy sends a second's calls late, just before those of the next. The count is kept in this process:
 * where several processes serve one shop, give each its share (two workers: 25 each).
 */
export function createRateLimiter(options: Options = {}): RateLimiter {
  const { requestsPerSecond = OZON_REQUESTS_PER_SECOND, timers = systemTimers } = options
  const perWindow = Math.max(1, Math.floor(requestsPerSecond))
  let places: Place[] = []
  let waiters: Waiter[] = []
  let pausedUntil = Number.NEGATIVE_INFINITY
  let cancelWake = () => {}

  function nextTurnAt(now: number): number {
    // One millisecond over the second, so that even a window closed at both ends holds no more than the limit.
    const freeAt = ({ isUnderWay, at }: Place) => (isUnderWay ? now : at) + WINDOW_MS + 1
    places = places.filter((place) => freeAt(place) > now)
    const earliest = places.length < perWindow ? now : Math.min(...places.map(freeAt))
    return Math.max(now, pausedUntil, earliest)
  }

  function letPass() {
    cancelWake()
    const now = timers.monotonicMs()
    while (waiters.length > 0) {
      const turnAt = nextTurnAt(now)
      if (turnAt > now) {
        giveUpLate(now, turnAt)
        if (waiters.length > 0) cancelWake = timers.after(turnAt - now, letPass)
        return
      }
      const place = { isUnderWay: true, at: now }
      places.push(place)
      waiters.shift()?.pass(() => {
        if (place.isUnderWay) Object.assign(place, { isUnderWay: false, at: timers.monotonicMs() })
      })
    }
  }

  function giveUpLate(now: number, turnAt: number) {
    const late = waiters.filter((waiter) => waiter.deadline < turnAt)
    if (late.length === 0) return
    waiters = waiters.filter((waiter) => waiter.deadline >= turnAt)
    for (const waiter of late) waiter.fail(new WaitTooLong(turnAt - now))
  }

  function acquire({
    signal,
    maxWaitMs = Number.POSITIVE_INFINITY,
  }: AcquireOptions = {}): Promise<() => void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const now = timers.monotonicMs()
      const expectedWaitMs = nextTurnAt(now) - now + Math.floor(waiters.length / perWindow) * WINDOW_MS
      if (expectedWaitMs > maxWaitMs) return reject(new WaitTooLong(expectedWaitMs))
      const leave = () => {
        waiters = waiters.filter((other) => other !== waiter)
        reject(signal?.reason)
      }
      const settled = () => signal?.removeEventListener('abort', leave)
      const waiter: Waiter = {
        deadline: now + maxWaitMs,
        pass: (answered) => {
          settled()
          resolve(answered)
        },
        fail: (error) => {
          settled()
          reject(error)
        },
      }
      signal?.addEventListener('abort', leave, { once: true })
      waiters.push(waiter)
      letPass()
    })
  }

  function pauseFor(delayMs: number) {
    pausedUntil = Math.max(pausedUntil, timers.monotonicMs() + delayMs)
    letPass()
  }

  return { acquire, pauseFor }
}

const WINDOW_MS = 1000

type AcquireOptions = { signal?: AbortSignal | undefined; maxWaitMs?: number | undefined }

type Waiter = { deadline: number; pass: (answered: () => void) => void; fail: (error: Error) => void }
/** `at`: when its answer came. */
type Place = { isUnderWay: boolean; at: number }
