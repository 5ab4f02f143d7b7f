import { parseLossless } from '../../../shared/lossless-json.ts'
import type { OzonError, OzonErrorCode } from './errors.ts'
import type { OzonMethod } from './method.ts'
import { BodyTooLarge, readText } from './read-body.ts'
import { classifyRefusal, outcomeOfStatus, type Refusal, readRefusal } from './refusals.ts'
import { DEFAULT_PAUSE_MS } from './retry-after.ts'
import { type Exchange, failure, type TransportDeps } from './transport.ts'

type Deps = TransportDeps & { maxResponseBytes: number }

/** Reads the answer of a call by the method's schema, or throws what it says instead. */
export async function readAnswer<Answer>(
  deps: Deps,
  method: OzonMethod<unknown, Answer>,
  exchange: Exchange,
): Promise<Answer> {
  const { response, traceId } = exchange
  if (!response.ok) throw await readRefusalOf(deps, method.path, exchange)
  const unusable = (reason: string) => {
    deps.circuit.ended(method.path)
    // The marketplace may well have done what it was asked: only the answer is lost.
    return failure(deps, method.path, 'bad_response', 'unknown', reason, { status: response.status, traceId })
  }
  const text = await readText(response, deps.maxResponseBytes).catch((error: unknown) => {
    throw error instanceof BodyTooLarge ? unusable(error.message) : exchange.explain(error)
  })
  const body = parsed(text, method.mayBeEmpty)
  if (body === undefined) throw unusable(`expected JSON, got ${describe(text)}`)
  const result = method.answer.safeParse(body)
  if (!result.success) {
    const problems = result.error.issues
      .slice(0, 5)
      .map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw unusable(`unexpected answer: ${problems.join('; ')}`)
  }
  deps.circuit.worked(method.path)
  return result.data
}

/** The error that an answer other than 2xx stands for. */
export async function readRefusalOf(deps: Deps, path: string, exchange: Exchange): Promise<OzonError> {
  const { response, traceId } = exchange
  const { status } = response
  // The status decides already; a body that breaks off only costs us the words.
  const text = await readText(response, MAX_REFUSAL_BYTES).catch(() => '')
  const refusal: Refusal | undefined = readRefusal(parsed(text, false))
  const code = classifyRefusal(status, refusal, path)
  const pauseMs = pauseAfter(deps, path, code, exchange)
  const words = refusal?.message?.slice(0, 500)
  return failure(
    deps,
    path,
    code,
    outcomeOfStatus(status),
    `refused with ${status}: ${words ?? describe(text)}`,
    {
      status,
      traceId,
      ozonCode: refusal?.code,
      ozonMessage: words,
      ozonDetails: refusal?.details,
      retryAt: pauseMs === undefined ? undefined : new Date(deps.clock.now().getTime() + pauseMs),
    },
  )
}

/** A closed method rests alone; being too fast makes every call of the Client-Id rest. */
function pauseAfter(deps: Deps, path: string, code: OzonErrorCode, exchange: Exchange): number | undefined {
  if (code === 'circuit_open') return deps.circuit.tripped(path)
  deps.circuit.ended(path)
  if (code !== 'rate_limited' || exchange.retryAfterMs !== undefined) return exchange.retryAfterMs
  deps.rateLimiter.pauseFor(DEFAULT_PAUSE_MS)
  return DEFAULT_PAUSE_MS
}

const MAX_REFUSAL_BYTES = 64 * 1024

function parsed(text: string, mayBeEmpty: boolean): unknown {
  if (text.trim() === '') return mayBeEmpty ? {} : undefined
  try {
    return parseLossless(text)
  } catch {
    return undefined
  }
}

function describe(text: string): string {
  return text.trim() === '' ? 'an empty body' : `${text.length} characters that are no JSON`
}
