/** Time that only moves forward, and a way to be woken; tests own both. */
export type Timers = {
  /** Milliseconds since some fixed moment; a change of the machine's clock does not move it. */
  monotonicMs(): number
  /** Runs once after the delay; the result cancels it. */
  after(delayMs: number, run: () => void): () => void
}

export const systemTimers: Timers = {
  monotonicMs: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, Math.ceil(delayMs))
    return () => clearTimeout(timer)
  },
}

/** Resolves after the delay; rejects with the signal's reason when it is aborted first. */
export function pause(timers: Timers, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const abort = () => {
      cancel()
      reject(signal?.reason)
    }
    const cancel = timers.after(delayMs, () => {
      signal?.removeEventListener('abort', abort)
      resolve()
    })
    signal?.addEventListener('abort', abort, { once: true })
  })
}
