import type { Logger } from '../shared/logger.ts'

/** Longer than a request, a send and its timeout; jobs that are cut off are taken up by the next start. */
const PATIENCE_MS = 45_000

/** Resolves at the first SIGTERM or SIGINT. At the second one, or when closing takes too long, the process just ends. */
export function untilAskedToStop(log: Logger): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const onSignal = (signal: NodeJS.Signals) => {
      if (asked) process.exit(1)
      asked = true
      log.info({ signal }, 'stopping')
      setTimeout(() => {
        log.error('stopping took too long')
        process.exit(1)
      }, PATIENCE_MS).unref()
      resolve()
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  })
}
