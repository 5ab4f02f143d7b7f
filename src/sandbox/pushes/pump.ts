import type { World } from '../world.ts'

const PARALLEL = 8
const IDLE_MS = 30_000

/** Sends what is due by the world's own timers: wakes for the next due push, at once for a new one. */
export function createPump(world: World) {
  let running = false
  let busy = false
  let again = false
  let cancel: (() => void) | undefined

  const arm = () => {
    cancel?.()
    if (!running) return
    const next = world.pushes.nextDueAt()
    const wait = next === undefined ? IDLE_MS : Math.min(IDLE_MS, Math.max(0, next - world.now()))
    cancel = world.after(wait, () => void turn())
  }

  const turn = async () => {
    if (!running) return
    if (busy) {
      again = true
      return
    }
    busy = true
    try {
      await world.pushes.deliverDue(PARALLEL)
    } finally {
      busy = false
      if (again) {
        again = false
        void turn()
      } else arm()
    }
  }

  return {
    start(): void {
      if (running) return
      running = true
      world.pushes.whenQueued(() => {
        if (busy) again = true
        else arm()
      })
      arm()
      void turn()
    },
    stop(): void {
      running = false
      cancel?.()
    },
  }
}
