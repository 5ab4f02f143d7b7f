import { type Clock, systemClock } from '../../../shared/clock.ts'
import { invalid } from '../../../shared/errors.ts'
import { stringifyLossless } from '../../../shared/lossless-json.ts'
import { OZON_API_URL } from '../chat-file-url.ts'
import { readAnswer, readRefusalOf } from './answer.ts'
import { parseApiBaseUrl } from './base-url.ts'
import { OzonError, type OzonErrorCode } from './errors.ts'
import type { CallOptions, OzonClient, OzonMethod } from './method.ts'
import { pause, systemTimers, type Timers } from './timers.ts'
import type { Traffic } from './traffic.ts'
import { openExchange } from './transport.ts'

/** What the client tells about its calls: never a body, never the key. A pino logger fits. */
type OzonLog = {
  debug(fields: object, message: string): void
  warn(fields: object, message: string): void
}

export type OzonClientOptions = {
  clientId: string
  apiKey: string
  /** Where the API is: Ozon, a sandbox or a proxy. */
  baseUrl?: string
  /** The limiter and circuit that all clients of this Client-Id share, see `createTrafficRegistry`. */
  traffic: Traffic
  fetch?: typeof fetch
  clock?: Clock
  timers?: Timers
  timeoutMs?: number
  /** How long a call stands in the limiter's queue at most; beyond it fails, unsent, with the time to come back. */
  maxWaitMs?: number
  maxResponseBytes?: number
  log?: OzonLog
}

/** Speaks to the marketplace for one shop. The typed calls (`listChats(client, …)`) stand in the files beside. */
export function createOzonClient(options: OzonClientOptions): OzonClient {
  const { clientId, apiKey, timers = systemTimers, log } = options
  // fetch names a bad header in full in its exception: a key with a line break must not get that far.
  if (!/^[\x21-\x7e]{1,200}$/.test(clientId))
    throw invalid('bad_client_id', 'Client-Id: expected digits without spaces')
  if (!/^[\x21-\x7e]{1,500}$/.test(apiKey))
    throw invalid('bad_api_key', 'Api-Key: expected one word of ASCII characters')
  const deps = {
    ...options.traffic,
    clientId,
    apiKey,
    baseUrl: parseApiBaseUrl(options.baseUrl ?? OZON_API_URL),
    fetch: options.fetch ?? fetch,
    clock: options.clock ?? systemClock,
    timeoutMs: options.timeoutMs ?? 20_000,
    maxWaitMs: options.maxWaitMs ?? 30_000,
    maxResponseBytes: options.maxResponseBytes ?? 20 * 1024 * 1024,
  }

  async function once<Answer>(
    method: OzonMethod<unknown, Answer>,
    body: string,
    call: CallOptions,
  ): Promise<Answer> {
    const exchange = await openExchange(deps, { path: method.path, httpMethod: 'POST', body, options: call })
    const answer = await readAnswer(deps, method, exchange)
    log?.debug({ method: method.path, traceId: exchange.traceId }, 'Ozon answered')
    return answer
  }

  return {
    clientId,
    baseUrl: deps.baseUrl,
    async call(method, request, call = {}) {
      const body = stringifyLossless(request)
      const attempts = method.repeat === 'harmless' ? READ_ATTEMPTS : 1
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(method, body, call)
        } catch (error) {
          if (!(error instanceof OzonError)) throw error
          const { code, outcome, status, traceId } = error
          log?.warn({ method: method.path, code, outcome, status, traceId, attempt }, 'Ozon call failed')
          if (attempt >= attempts || !WORTH_REPEATING.has(code)) throw error
          await pause(timers, backOffMs(attempt), call.signal).catch(() => {
            throw error
          })
        }
      }
    },
    async fetchFile(path, call = {}) {
      const exchange = await openExchange(deps, { path, httpMethod: 'GET', options: call })
      if (!exchange.response.ok) throw await readRefusalOf(deps, path, exchange)
      return exchange.response
    },
  }
}

const READ_ATTEMPTS = 3

/** A refusal that stands, a closed circuit and an answer of the wrong shape are not mended by asking again at once. */
const WORTH_REPEATING = new Set<OzonErrorCode>(['rate_limited', 'internal_error', 'timeout', 'unreachable'])

function backOffMs(attempt: number): number {
  return 250 * 4 ** (attempt - 1) * (0.5 + Math.random())
}
