import type { Clock } from '../../../shared/clock.ts'
import { type CallOutcome, OzonError, type OzonErrorCode, type OzonErrorExtras } from './errors.ts'
import type { CallOptions } from './method.ts'
import { classifyNetworkFailure } from './network-failure.ts'
import { WaitTooLong } from './rate-limiter.ts'
import { retryAfterMs } from './retry-after.ts'
import type { Traffic } from './traffic.ts'

export type TransportDeps = Traffic & {
  baseUrl: string
  clientId: string
  apiKey: string
  fetch: typeof fetch
  clock: Clock
  timeoutMs: number
  maxWaitMs: number
}

export type ExchangeRequest = {
  path: string
  httpMethod: 'POST' | 'GET'
  body?: string
  options: CallOptions
}

export type Exchange = {
  response: Response
  traceId: string | undefined
  /** For how long all calls of this Client-Id pause, when the answer asked for it. */
  retryAfterMs: number | undefined
  /** Names an exception that came up while the body was read. */
  explain(error: unknown): OzonError
}

/** One request, from the queue to the headers of its answer. Everything thrown is an `OzonError` without the key. */
export async function openExchange(deps: TransportDeps, request: ExchangeRequest): Promise<Exchange> {
  const { path, options } = request
  const answered = await waitForTurn(deps, path, options)
  const timeoutMs = options.timeoutMs ?? deps.timeoutMs
  const timeout = AbortSignal.timeout(timeoutMs)
  const explain = (error: unknown, seen: OzonErrorExtras = {}): OzonError => {
    deps.circuit.ended(path)
    if (options.signal?.aborted) return failure(deps, path, 'aborted', 'unknown', 'given up under way', seen)
    if (timeout.aborted)
      return failure(deps, path, 'timeout', 'unknown', `no answer in ${timeoutMs} ms`, seen)
    const { code, outcome, cause } = classifyNetworkFailure(error)
    return failure(deps, path, code, outcome, `the connection failed (${cause})`, seen)
  }

  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
  const response = await send(deps, request, signal)
    .catch((error: unknown) => {
      throw explain(error)
    })
    .finally(answered)
  const traceId = response.headers.get('x-o3-trace-id')?.slice(0, 200) ?? undefined
  const pauseMs = askedPauseMs(response, deps.clock)
  if (pauseMs !== undefined) deps.rateLimiter.pauseFor(pauseMs)
  return {
    response,
    traceId,
    retryAfterMs: pauseMs,
    explain: (error) => explain(error, { status: response.status, traceId }),
  }
}

/** An `OzonError` from whose texts the key is cut out, should the marketplace or a proxy have echoed it. */
export function failure(
  deps: Pick<TransportDeps, 'apiKey'>,
  method: string,
  code: OzonErrorCode,
  outcome: CallOutcome,
  message: string,
  extras: OzonErrorExtras = {},
): OzonError {
  return new OzonError(redact({ ...extras, method, code, outcome, message }, deps.apiKey))
}

async function waitForTurn(
  { circuit, rateLimiter, ...deps }: TransportDeps,
  path: string,
  options: CallOptions,
): Promise<() => void> {
  const later = (ms: number) => new Date(deps.clock.now().getTime() + ms)
  const closedForMs = circuit.closedForMs(path)
  if (closedForMs > 0) {
    const retryAt = later(closedForMs)
    throw failure(deps, path, 'circuit_open', 'not_sent', 'closed after a flood, not tried', { retryAt })
  }
  try {
    return await rateLimiter.acquire({
      signal: options.signal,
      maxWaitMs: options.maxWaitMs ?? deps.maxWaitMs,
    })
  } catch (error) {
    circuit.ended(path)
    if (!(error instanceof WaitTooLong))
      throw failure(deps, path, 'aborted', 'not_sent', 'given up in the queue')
    const retryAt = later(error.retryInMs)
    throw failure(deps, path, 'rate_limited', 'not_sent', 'the queue of this Client-Id is too long', {
      retryAt,
    })
  }
}

function send(deps: TransportDeps, { path, httpMethod, body }: ExchangeRequest, signal: AbortSignal) {
  const headers: Record<string, string> = {
    'Client-Id': deps.clientId,
    'Api-Key': deps.apiKey,
    'User-Agent': 'otvet',
  }
  if (body !== undefined)
    Object.assign(headers, { 'Content-Type': 'application/json', Accept: 'application/json' })
  // A redirect is never followed: the key must not travel to another host.
  return deps.fetch(`${deps.baseUrl}${path}`, {
    method: httpMethod,
    headers,
    body,
    signal,
    redirect: 'manual',
  })
}

function askedPauseMs(response: Response, clock: Clock): number | undefined {
  const header = response.headers.get('retry-after')
  return header === null ? undefined : retryAfterMs(header, clock.now())
}

function redact<Value>(value: Value, secret: string): Value {
  if (typeof value === 'string') return value.replaceAll(secret, '[key]') as Value
  if (Array.isArray(value)) return value.map((item) => redact(item, secret)) as Value
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redact(item, secret)])) as Value
}
