import type { CallOutcome, OzonErrorCode } from './errors.ts'

/** What the marketplace said when it refused; every field may be missing. */
export type Refusal = { code?: string; message?: string; details?: unknown }

/** Reads an error body. `details` is a list, an object or a string, depending on the method. */
export function readRefusal(body: unknown): Refusal | undefined {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return undefined
  const { code, message, details } = body as Record<string, unknown>
  const known = typeof message === 'string' || typeof code === 'number' || typeof code === 'string'
  if (!known) return undefined
  return {
    code: code === undefined || code === null ? undefined : String(code),
    message: typeof message === 'string' ? message : undefined,
    details: isEmpty(details) ? undefined : details,
  }
}

/** Turns status, code and words of a refusal into our code. The first matching row wins. */
export function classifyRefusal(status: number, refusal: Refusal | undefined, method: string): OzonErrorCode {
  const words = `${refusal?.message ?? ''} ${typeof refusal?.details === 'string' ? refusal.details : ''}`
  const spoken = BY_WORDS.find(([pattern]) => pattern.test(words))
  if (spoken) return spoken[1]
  if (status === 429) return 'rate_limited'
  if (status >= 500) return 'internal_error'
  // Ozon gives no better sign of "it is the buyer's turn" than permission denied on an otherwise good send.
  if (refusal?.code === '7' && SENDING.has(method)) return 'not_buyer_turn'
  if (status === 401 || refusal?.code === '16') return 'key_invalid'
  if (status === 403 || refusal?.code === '7') return 'forbidden'
  if (status === 405 || status === 410) return 'method_retired'
  if (status === 404) return isMissingRoute(refusal) ? 'method_retired' : 'not_found'
  if (status === 409) return 'conflict'
  if (status >= 400) return refusal?.code === '5' ? 'not_found' : 'bad_request'
  return 'bad_response'
}

/** Statuses by which the request was turned away before anything was done with it. */
const SURELY_NOT_ACTED = new Set([400, 401, 403, 404, 405, 410, 411, 413, 414, 415, 422, 426, 429, 431])

/** 408, 409 and 499 may mean that the first copy is still on its way or already there; 5xx may mean anything. */
export function outcomeOfStatus(status: number): CallOutcome {
  return SURELY_NOT_ACTED.has(status) ? 'not_sent' : 'unknown'
}

const SENDING = new Set(['/v1/chat/send/message', '/v1/chat/send/file'])

const BY_WORDS: [RegExp, OzonErrorCode][] = [
  [/circle is open|circuit(?: breaker)? is open/i, 'circuit_open'],
  [/access period (?:has |is )?expired/i, 'window_closed'],
  [/not available with (?:the |your )?existing subscription/i, 'subscription_required'],
  [/missing a required role/i, 'missing_role'],
  [/api-?key is deactivated|deactivated.{0,20}api-?key/i, 'key_deactivated'],
  [/restricted to specific ip/i, 'ip_restricted'],
  [/invalid api-?key|client-?id and api-?key headers are required/i, 'key_invalid'],
  [/offer (?:is )?not signed/i, 'offer_not_signed'],
  [/request rate limit|too many requests/i, 'rate_limited'],
  [/obsolete method|method is not allowed|unknown method/i, 'method_retired'],
  [
    /chat.{0,40}(?:is disabled|is blocked|disabled|is closed)|(?:disabled|blocked) chat|to this chat (?:is|are) not allowed/i,
    'chat_disabled',
  ],
]

/** A route that does not exist is answered with exactly these words, or with a page that is no JSON at all. */
function isMissingRoute(refusal: Refusal | undefined): boolean {
  return refusal === undefined || /^(?:404 )?(?:page )?not found\.?$/i.test(refusal.message?.trim() ?? '')
}

function isEmpty(details: unknown): boolean {
  return (
    details === undefined ||
    details === null ||
    details === '' ||
    (Array.isArray(details) && details.length === 0)
  )
}
