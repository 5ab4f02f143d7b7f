import { systemTimers, type Timers } from './timers.ts'

const FIRST_BREAK_MS = 60_000
const LONGEST_BREAK_MS = 30 * 60_000

/** Remembers per method that the marketplace closed it after a flood ("Circle is open"). */
export type Circuit = {
  /** Milliseconds until the method may be tried, 0 when it may be now. A zero after a break admits one call. */
  closedForMs(method: string): number
  /** The marketplace said that the method is closed; the result is the length of the break. */
  tripped(method: string): number
  /** The method answered: everything is forgotten. */
  worked(method: string): void
  /** The call ended in another way, which says nothing about the method. */
  ended(method: string): void
}

/** Breaks grow from one minute to half an hour. After a break a single call goes ahead to see whether it is over. */
export function createCircuit(timers: Timers = systemTimers): Circuit {
  const breaks = new Map<string, { until: number; lengthMs: number; probing: boolean }>()

  return {
    closedForMs(method) {
      const known = breaks.get(method)
      if (!known) return 0
      const leftMs = known.until - timers.monotonicMs()
      if (leftMs > 0) return leftMs
      if (known.probing) return RETRY_BEHIND_PROBE_MS
      known.probing = true
      return 0
    },
    tripped(method) {
      const now = timers.monotonicMs()
      const known = breaks.get(method)
      // Many calls in flight hear of one and the same break: it must not grow with each of them.
      if (known && known.until > now) return known.until - now
      const lengthMs = known ? Math.min(known.lengthMs * 2, LONGEST_BREAK_MS) : FIRST_BREAK_MS
      breaks.set(method, { until: now + lengthMs, lengthMs, probing: false })
      return lengthMs
    },
    worked(method) {
      breaks.delete(method)
    },
    ended(method) {
      const known = breaks.get(method)
      if (known) known.probing = false
    },
  }
}

const RETRY_BEHIND_PROBE_MS = 5_000
