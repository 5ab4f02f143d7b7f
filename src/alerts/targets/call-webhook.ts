import { type LookupAddress, lookup } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { AppError } from '../../shared/errors.ts'
import { type Outcome, retryAfterMs, shortAnswer } from './outcome.ts'
import { bareHost, isAllowedHost, isPublicAddress, webhookUrl } from './public-address.ts'
import { signedHeaders } from './sign-webhook.ts'

const TIMEOUT_MS = 10_000
/** Of those the rest of the 4xx is a refusal; 410 Gone is the word for "stop calling". */
const WORTH_ANOTHER_TRY = new Set([408, 425, 429])

export type Resolve = (host: string, done: (error: Error | null, found: LookupAddress[]) => void) => void
type Deps = { allowedHosts: readonly string[]; resolve?: Resolve; timeoutMs?: number }
type Call = { url: string; secret: string; id: string; at: Date; body: string }

class PrivateAddress extends Error {}

/**
 * Calls a webhook once. The name is resolved here and the very address that was looked at is connected to, so that a
 * second answer of the name server leads nowhere else. Redirects are not followed, and what is answered is not read.
 */
export async function callWebhook(
  deps: Deps,
  { url: address, secret, id, at, body }: Call,
): Promise<Outcome> {
  let url: URL
  try {
    url = webhookUrl(address, deps.allowedHosts)
  } catch (error) {
    // The operator's list may be another than it was when the address was given.
    if (!(error instanceof AppError)) throw error
    return { result: 'refused', code: 'not_allowed', answer: error.message }
  }
  try {
    const { status, retryAfter } = await post(deps, url, { ...signedHeaders(secret, { id, at, body }) }, body)
    const answer = `HTTP ${status}`
    if (status >= 200 && status < 300) return { result: 'delivered', answer }
    if (status >= 300 && status < 400) return { result: 'refused', code: 'not_allowed', answer }
    if (status >= 500 || WORTH_ANOTHER_TRY.has(status))
      return { result: 'later', answer, afterMs: retryAfterMs(retryAfter, at) }
    return { result: 'refused', code: 'refused', answer }
  } catch (error) {
    if (error instanceof PrivateAddress)
      return { result: 'refused', code: 'not_allowed', answer: 'private address' }
    return { result: 'later', answer: shortAnswer(whatFailed(error)) }
  }
}

function post(
  { allowedHosts, resolve = resolveAll, timeoutMs = TIMEOUT_MS }: Deps,
  url: URL,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; retryAfter: string | undefined }> {
  const mayBePrivate = isAllowedHost(url, allowedHosts)
  if (!mayBePrivate && isIP(bareHost(url)) !== 0 && !isPublicAddress(bareHost(url)))
    return Promise.reject(new PrivateAddress())
  const lookupPublic: LookupFunction = (host, options, done) =>
    resolve(host, (error, found) => {
      if (error) return done(error, '')
      // One private address among public ones is enough to refuse: which one is tried first is not ours to say.
      const [first] = found
      if (!first || (!mayBePrivate && !found.every(({ address }) => isPublicAddress(address))))
        return done(new PrivateAddress(), '')
      if (options.all) return done(null, found)
      done(null, first.address, first.family)
    })
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((settle, fail) => {
    const call = request(
      url,
      {
        method: 'POST',
        agent: false,
        lookup: lookupPublic,
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'otvet-alerts',
        },
      },
      (response) => {
        settle({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] })
        response.destroy()
      },
    )
    call.on('error', fail)
    call.end(body)
  })
}

const resolveAll: Resolve = (host, done) => lookup(host, { all: true }, done)

function whatFailed(error: unknown): string {
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError'))
    return 'timeout'
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'network error'
}
