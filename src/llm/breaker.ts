import type { Clock } from '../shared/clock.ts'
import type { ModelCall } from './chat-model.ts'

/** So many failures within the window, with no answer between them, and the server is left alone. */
const FAILURES = 4
const WINDOW_MS = 2 * 60_000
/** Rests grow from half a minute to five minutes: that is what an outage costs, one question a rest. */
const FIRST_REST_MS = 30_000
const LONGEST_REST_MS = 5 * 60_000

/** Failures that every question would meet, now and for a while. */
const FATAL = new Set(['model_key_refused', 'model_quota_spent', 'model_not_found'])
const PASSING = new Set([
  'model_busy',
  'model_overloaded',
  'model_server_error',
  'model_timeout',
  'model_unreachable',
])

/** `free`: ask as you like. `probe`: one attempt, to see whether it is back. `rest`: not before `until`. */
export type Leave = { go: 'free' | 'probe' } | { go: 'rest'; until: Date }

export type BreakerState = {
  state: 'ready' | 'resting' | 'probing'
  restsUntil: Date | null
  /** The newest failure since the last answer. */
  lastFailure: { code: string; at: Date } | null
  lastAnswerAt: Date | null
}

export type Breaker = {
  /** Whether a question may go now. A `probe` must be given back with `release`, whatever comes of it. */
  ask(): Leave
  release(): void
  /** What every call tells about the server. */
  heard(call: Pick<ModelCall, 'outcome' | 'retryAfterMs'>): void
  read(): BreakerState
}

/** Keeps questions from a server that does not answer them. Its memory is this process's: others find out themselves. */
export function createBreaker(clock: Clock): Breaker {
  let failures: number[] = []
  let rest: { until: number; lengthMs: number; isProbing: boolean } | undefined
  let lastFailure: BreakerState['lastFailure'] = null
  let lastAnswerAt: Date | null = null

  function fail(code: string, retryAfterMs = 0): void {
    const now = clock.now()
    lastFailure = { code, at: now }
    // Questions that were under way when the rest began must not make it longer.
    if (rest && !rest.isProbing) return
    failures = [...failures.filter((at) => at > now.getTime() - WINDOW_MS), now.getTime()]
    if (!rest && !FATAL.has(code) && failures.length < FAILURES) return
    const grown = rest ? Math.min(rest.lengthMs * 2, LONGEST_REST_MS) : FIRST_REST_MS
    const lengthMs = Math.max(grown, Math.min(retryAfterMs, LONGEST_REST_MS))
    rest = { until: now.getTime() + lengthMs, lengthMs, isProbing: false }
  }

  return {
    ask() {
      if (!rest) return { go: 'free' }
      const isOver = rest.until <= clock.now().getTime()
      if (!isOver || rest.isProbing) return { go: 'rest', until: new Date(rest.until) }
      rest.isProbing = true
      return { go: 'probe' }
    },
    release() {
      if (rest) rest.isProbing = false
    },
    heard({ outcome, retryAfterMs }) {
      if (FATAL.has(outcome) || PASSING.has(outcome)) return fail(outcome, retryAfterMs)
      // Our own mistake says nothing about the server. Whatever else came, it answered.
      if (outcome === 'bug') return
      failures = []
      rest = undefined
      lastFailure = null
      lastAnswerAt = clock.now()
    },
    read: () => ({
      state: rest ? (rest.isProbing ? 'probing' : 'resting') : 'ready',
      restsUntil: rest ? new Date(rest.until) : null,
      lastFailure,
      lastAnswerAt,
    }),
  }
}
