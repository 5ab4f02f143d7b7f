import type { CallOutcome, OzonErrorCode } from './errors.ts'

/** Failures that happen before the first byte of a request leaves: no address, no connection, no trust. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

const TIMEOUTS = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'])

export type NetworkFailure = { code: OzonErrorCode; outcome: CallOutcome; cause: string }

/** What an exception of `fetch` tells. A connection that broke later may have delivered everything: `unknown`. */
export function classifyNetworkFailure(error: unknown): NetworkFailure {
  const codes = errorCodes(error)
  const cause = codes[0] ?? (error instanceof Error ? error.name : 'unknown')
  // With several addresses tried, every one of them must have failed before sending.
  const certain = codes.length > 0 && codes.every((code) => BEFORE_SENDING.has(code))
  if (certain) return { code: 'unreachable', outcome: 'not_sent', cause }
  const timedOut = codes.some((code) => TIMEOUTS.has(code))
  return { code: timedOut ? 'timeout' : 'unreachable', outcome: 'unknown', cause }
}

function errorCodes(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return []
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.flatMap((inner) => errorCodes(inner, depth + 1))
  }
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  return own.length > 0 ? own : errorCodes(error.cause, depth + 1)
}
