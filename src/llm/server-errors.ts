import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, unavailable } from '../shared/errors.ts'

const MAX_ATTEMPTS = 4
const FIRST_DELAY_MS = 400
const LONGEST_DELAY_MS = 8_000

type RetryOptions = {
  attempts?: number | undefined
  /** Never told on, though a server may repeat it in its refusal. */
  secret?: string | undefined
}

/**
 * Calls the server until it answers, it fails for good, or the deadline (in `performance.now()` time) would pass.
 * Repeated after 429 (with or without `Retry-After`), 5xx and lost connections; asking a model twice is harmless.
 * Failures of the server become AppError `unavailable`.
 */
export async function retryWhileBusy<T>(
  deadline: number,
  call: (signal: AbortSignal) => Promise<T>,
  { attempts = MAX_ATTEMPTS, secret }: RetryOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const leftMs = deadline - performance.now()
    if (leftMs <= 0) throw unavailable('model_timeout', TIMEOUT)
    try {
      return await call(AbortSignal.timeout(Math.ceil(leftMs)))
    } catch (error) {
      if (error instanceof AppError) throw error
      const failure = readServerError(error, secret)
      if (!failure) throw error
      const delayMs =
        failure.retryAfterMs ??
        Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS) * (0.75 + Math.random() / 2)
      const isWorthWaiting =
        failure.isTransient && attempt < attempts && performance.now() + delayMs < deadline
      if (!isWorthWaiting) {
        throw unavailable(failure.code, failure.message, {
          // The library's own error repeats the server's words: with a key among them it stays here.
          ...(tellsSecret(error, secret) ? {} : { cause: error }),
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

/** The server would not take a picture: it cannot see, or not this one. */
export function isPictureRefused(error: unknown): boolean {
  const status = statusOf(error)
  return (
    status !== undefined &&
    [400, 404, 413, 415, 422, 500, 501].includes(status) &&
    /image|vision|multi-?modal|picture/i.test(messageOf(error))
  )
}

/** The server's filter refused what was said, and would again. */
export function isContentRefused(error: unknown): boolean {
  return (
    statusOf(error) === 400 &&
    /content[_ ]?(?:filter|policy|management)|responsible ?ai|safety system|data_inspection/i.test(
      `${codeOf(error)} ${messageOf(error)}`,
    )
  )
}

type ServerFailure = {
  code: string
  message: string
  status?: number | undefined
  retryAfterMs?: number | undefined
  isTransient: boolean
}

const TIMEOUT = 'The model did not answer in time'
/** No money, no quota: waiting does not help, whatever the status says. */
const NO_QUOTA = /insufficient_(?:quota|balance)|insufficient balance|billing|current quota|credit/i

/** What went wrong between us and the server; undefined when the error is not the server's. */
export function readServerError(error: unknown, secret?: string): ServerFailure | undefined {
  const status = statusOf(error)
  const message = messageOf(error, secret)
  if (status !== undefined) return { status, ...readStatus(status, message, error) }
  if (!(error instanceof Error)) return undefined
  if (/timeout|timed out|abort/i.test(`${error.name} ${message}`)) {
    return { code: 'model_timeout', message: TIMEOUT, isTransient: false }
  }
  if (isConnectionError(error, message)) {
    return {
      code: 'model_unreachable',
      message: `The model server cannot be reached: ${message}`,
      isTransient: true,
    }
  }
  if (error instanceof SyntaxError || /invalid json|unexpected (?:token|end)/i.test(message)) {
    return {
      code: 'model_server_error',
      message: 'The model server answered something that is not JSON',
      isTransient: true,
    }
  }
  return undefined
}

function readStatus(status: number, message: string, error: unknown): Omit<ServerFailure, 'status'> {
  const failure = (code: string, what: string, isTransient: boolean) => ({
    code,
    message: `The model server ${what}: ${message}`,
    isTransient,
    ...(isTransient ? { retryAfterMs: retryAfterMs(error) } : {}),
  })
  if (status === 402 || (status === 429 && NO_QUOTA.test(`${codeOf(error)} ${message}`)))
    return failure('model_quota_spent', 'has no money or quota left for this key', false)
  if (status === 401 || status === 403) return failure('model_key_refused', 'refused the key', false)
  if (status === 429) return failure('model_busy', 'is busy', true)
  if (status === 503 || status === 529) return failure('model_overloaded', 'is overloaded', true)
  if (status >= 500 || status === 408 || status === 409) return failure('model_server_error', 'failed', true)
  if (status === 404 && /model/i.test(message))
    return failure('model_not_found', 'does not know the model', false)
  return failure('model_request_refused', 'refused the request', false)
}

function isConnectionError(error: Error, message: string): boolean {
  return /connection|fetch failed|network|socket|ECONN|terminated|premature|other side closed/i.test(
    `${error.name} ${message}`,
  )
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined
  return typeof error.status === 'number' ? error.status : undefined
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

function messageOf(error: unknown, secret?: string): string {
  const message = error instanceof Error ? error.message : String(error)
  const told = isLongEnough(secret) ? message.replaceAll(secret, '…') : message
  return told.split('\n\nTroubleshooting URL')[0]?.slice(0, 300) ?? ''
}

/** A key of a few letters is a placeholder for a server that needs none; it stands in every other word. */
const isLongEnough = (secret: string | undefined): secret is string => (secret?.length ?? 0) >= 8

const tellsSecret = (error: unknown, secret: string | undefined): boolean =>
  isLongEnough(secret) && error instanceof Error && `${error.message}${error.stack}`.includes(secret)

function retryAfterMs(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('headers' in error)) return undefined
  if (!(error.headers instanceof Headers)) return undefined
  const exact = Number(error.headers.get('retry-after-ms') ?? Number.NaN)
  if (exact >= 0) return exact
  const value = error.headers.get('retry-after')
  if (value === null) return undefined
  const seconds = Number(value)
  const delayMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(delayMs) ? Math.max(0, delayMs) : undefined
}
