import type { OzonClient } from '../channels/ozon/client/method.ts'
import { NEEDED_METHODS } from '../channels/ozon/needed-methods.ts'
import { isAboutAccess, type MethodAccess } from '../domain/channel-access.ts'
import type { Clock } from '../shared/clock.ts'
import { AppError } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'
import { refusal } from './probe-methods.ts'

type Deps = {
  clock: Clock
  learn(method: string, shown: MethodAccess): Promise<void>
  log?: Pick<Logger, 'error'> | undefined
}

/** What was told once is told again after this long: another process may have put something else on record. */
const TELL_AGAIN_MS = 10 * 60_000

/** The same client, whose calls tell on the way what the key may do. What a call answers is never changed by it. */
export function observeCalls(client: OzonClient, { clock, learn, log }: Deps): OzonClient {
  const told = new Map<string, { what: string; at: number }>()
  const needed = new Set(NEEDED_METHODS)

  async function tell(method: string, shown: Pick<MethodAccess, 'access' | 'reason' | 'words'>) {
    if (!needed.has(method)) return
    const now = clock.now()
    const what = `${shown.access} ${shown.reason ?? ''}`
    const last = told.get(method)
    if (last?.what === what && now.getTime() - last.at < TELL_AGAIN_MS) return
    told.set(method, { what, at: now.getTime() })
    try {
      await learn(method, { ...shown, by: 'call', at: now.toISOString() })
    } catch (err) {
      told.delete(method)
      log?.error({ err, method }, 'what a call showed of the key could not be kept')
    }
  }

  return {
    ...client,
    async call(method, request, options) {
      try {
        const answer = await client.call(method, request, options)
        await tell(method.path, { access: 'allowed' })
        return answer
      } catch (error) {
        if (error instanceof AppError && isAboutAccess(error.code)) await tell(method.path, refusal(error))
        throw error
      }
    },
  }
}
