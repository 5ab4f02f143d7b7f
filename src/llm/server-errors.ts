import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, unavailable } from '../shared/errors.ts'

const MAX_ATTEMPTS = 4
const FIRST_DELAY_MS = 400
const LONGEST_DELAY_MS = 8_000

/**
 * Calls the server until it answers, it fails for good, or the deadline (in `performance.now()` time) would pass.
 * Repeated after 429 (with or without `Retry-After`), 5xx and lost connections; asking a model twice is harmless.
 * Failures of the server become AppError `unavailable`.
 */
export async function retryWhileBusy<T>(
  deadline: number,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const leftMs = deadline - performance.now()
    if (leftMs <= 0) throw unavailable('model_timeout', 'The model did not answer in time')
    try {
      return await call(AbortSignal.timeout(Math.ceil(leftMs)))
    } catch (error) {
      if (error instanceof AppError) throw error
      const failure = readServerError(error)
      if (!failure) throw error
      const delayMs =
        failure.retryAfterMs ??
        Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS) * (0.75 + Math.random() / 2)
      const isWorthWaiting =
        failure.isTransient && attempt < MAX_ATTEMPTS && performance.now() + delayMs < deadline
      if (!isWorthWaiting) {
        throw unavailable(failure.code, failure.message, {
          cause: error,
          details: { status: failure.status, retryAfterMs: failure.retryAfterMs },
        })
      }
      await sleep(delayMs)
    }
  }
}

/** 400, 404, 422 and 501 are what servers answer to a way of asking they do not know. */
export function isUnsupportedRequest(error: unknown): boolean {
  const status = statusOf(error)
  if (status === 404) return !/model/i.test(messageOf(error))
  return (
    (status === 400 || status === 422 || status === 501) &&
    !/context|too long|maximum/i.test(messageOf(error))
  )
}

type ServerFailure = {
  code: string
  message: string
  status?: number | undefined
  retryAfterMs?: number | undefined
  isTransient: boolean
}

function readServerError(error: unknown): ServerFailure | undefined {
  const status = statusOf(error)
  const message = messageOf(error)
  if (status === 401 || status === 403) {
    return {
      code: 'model_key_refused',
      message: `The model server refused the key: ${message}`,
      status,
      isTransient: false,
    }
  }
  if (status === 429) {
    // Out of money answers 429 as well; waiting does not help.
    const isTransient = !/insufficient_quota|billing/i.test(message)
    return {
      code: 'model_busy',
      message: `The model server is busy: ${message}`,
      status,
      isTransient,
      retryAfterMs: retryAfterMs(error),
    }
  }
  if (status !== undefined && (status >= 500 || status === 408 || status === 409)) {
    return {
      code: 'model_server_error',
      message: `The model server failed: ${message}`,
      status,
      isTransient: true,
      retryAfterMs: retryAfterMs(error),
    }
  }
  if (status !== undefined) {
    return {
      code: 'model_request_refused',
      message: `The model server refused the request: ${message}`,
      status,
      isTransient: false,
    }
  }
  if (!(error instanceof Error)) return undefined
  if (/timeout|abort/i.test(`${error.name} ${message}`)) {
    return { code: 'model_timeout', message: 'The model did not answer in time', isTransient: false }
  }
  if (/connection|fetch failed|network|socket|ECONN|terminated/i.test(`${error.name} ${message}`)) {
    return {
      code: 'model_unreachable',
      message: `The model server cannot be reached: ${message}`,
      isTransient: true,
    }
  }
  return undefined
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined
  return typeof error.status === 'number' ? error.status : undefined
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split('\n\nTroubleshooting URL')[0]?.slice(0, 300) ?? ''
}

function retryAfterMs(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('headers' in error)) return undefined
  if (!(error.headers instanceof Headers)) return undefined
  const value = error.headers.get('retry-after')
  if (value === null) return undefined
  const seconds = Number(value)
  const delayMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(delayMs) ? Math.max(0, delayMs) : undefined
}
