import type { Timers } from '../../src/channels/ozon/client/timers.ts'

/** Time that moves only when told; callbacks run in order of their moment, promises settle in between. */
export function createFakeTimers() {
  let now = 0
  let pending: { at: number; run: () => void }[] = []
  const timers: Timers = {
    monotonicMs: () => now,
    after: (delayMs, run) => {
      const timer = { at: now + Math.max(0, delayMs), run }
      pending.push(timer)
      return () => {
        pending = pending.filter((other) => other !== timer)
      }
    },
  }
  async function advance(ms: number) {
    const end = now + ms
    await settle()
    for (;;) {
      const next = pending.filter(({ at }) => at <= end).sort((left, right) => left.at - right.at)[0]
      if (!next) break
      pending = pending.filter((other) => other !== next)
      now = Math.max(now, next.at)
      next.run()
      await settle()
    }
    now = end
  }
  return { timers, advance }
}

async function settle() {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}
