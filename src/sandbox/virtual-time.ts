import type { Timers } from './types.ts'

/** Time that stands still until it is told to move; timers run in order as it passes them. */
export function createVirtualTime(start: Date | string = '2026-11-22T09:00:00Z') {
  let nowMs = new Date(start).getTime()
  let sequence = 0
  const waiting = new Map<number, { at: number; run: () => void }>()

  const timers: Timers = {
    after(ms, run) {
      const id = ++sequence
      waiting.set(id, { at: nowMs + Math.max(0, ms), run })
      return () => waiting.delete(id)
    },
  }

  const nextTimer = (until: number) => {
    let next: { id: number; at: number } | undefined
    for (const [id, { at }] of waiting) {
      if (at <= until && (next === undefined || at < next.at)) next = { id, at }
    }
    return next
  }

  return {
    clock: { now: () => new Date(nowMs) },
    timers,
    /** Moves time on; between two timers pending promises get their turn. */
    async advance(ms: number): Promise<void> {
      const until = nowMs + ms
      for (let next = nextTimer(until); next; next = nextTimer(until)) {
        const timer = waiting.get(next.id)
        waiting.delete(next.id)
        nowMs = Math.max(nowMs, next.at)
        timer?.run()
        await new Promise((resolve) => setImmediate(resolve))
      }
      nowMs = until
    },
    /** Jumps without running timers. */
    set(moment: Date | string): void {
      nowMs = new Date(moment).getTime()
    },
    pending: () => waiting.size,
  }
}
