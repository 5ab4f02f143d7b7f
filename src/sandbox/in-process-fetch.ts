import { respond } from './api/respond.ts'
import type { World } from './world.ts'

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/**
 * `fetch` without a socket. An answer that never comes rejects with a TimeoutError: at once when time is
 * injected, else when the caller's signal aborts or after `limits.hangMs`.
 */
export function createInProcessFetch(world: World, isVirtual: boolean): Fetch {
  return async (input, init) => {
    const request = input instanceof Request ? new Request(input, init) : undefined
    const url = new URL(request ? request.url : String(input))
    const signal = init?.signal ?? request?.signal ?? undefined
    signal?.throwIfAborted()
    const answering = respond(world, {
      method: (request?.method ?? init?.method ?? 'GET').toUpperCase(),
      path: url.pathname,
      headers: Object.fromEntries(new Headers(request?.headers ?? init?.headers ?? {})),
      bodyText: request ? await request.text() : bodyTextOf(init?.body),
      origin: url.origin,
    })
    const answer = await abortable(answering, signal)
    if (answer.kind === 'reset') {
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
      })
    }
    if (answer.kind === 'hang') {
      if (!isVirtual) await abortable(world.sleep(world.limits.hangMs), signal)
      throw new DOMException('The operation was aborted due to timeout', 'TimeoutError')
    }
    const body = typeof answer.body === 'string' ? answer.body : new Uint8Array(answer.body)
    return new Response(body, { status: answer.status, headers: answer.headers })
  }
}

function bodyTextOf(body: RequestInit['body']): string {
  if (body === undefined || body === null) return ''
  if (typeof body === 'string') return body
  if (body instanceof Uint8Array) return Buffer.from(body).toString()
  throw new TypeError('The in-process fetch takes text bodies only')
}

async function abortable<T>(work: Promise<T>, signal: AbortSignal | null | undefined): Promise<T> {
  if (!signal) return work
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
