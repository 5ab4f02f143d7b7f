import type { ModelUsage } from '../domain/draft.ts'
import { AppError, unavailable } from '../shared/errors.ts'
import type { Breaker } from './breaker.ts'
import type { AskOptions, ChatModel, ModelCall, StructuredRequest, StructuredResult } from './chat-model.ts'

export type ChainLink = { chat: ChatModel; breaker: Breaker }
type Failed<T> = Extract<StructuredResult<T>, { ok: false }>

/** While another model waits behind it, a model may use this share of the time that is left. */
const SHARE = 0.6

/**
 * Several models as one: the next is asked when one cannot answer or gives nothing usable, all within the question's
 * one deadline. A server that keeps failing rests, and costs nobody's time meanwhile. With photos those that can see
 * come first. What stands in when no model is left is the caller's: it gets an AppError `unavailable`, or the first
 * unusable answer.
 */
export function modelChain(links: readonly ChainLink[]): ChatModel {
  async function completeStructured<T>(
    request: StructuredRequest<T>,
    options: AskOptions = {},
  ): Promise<StructuredResult<T>> {
    const deadline = performance.now() + request.timeoutMs
    const usage: ModelUsage = { inputTokens: 0, outputTokens: 0, latencyMs: 0 }
    let unusable: Failed<T> | undefined
    let failure: unknown
    const order = orderFor(request, links)
    for (const [index, { chat, breaker }] of order.entries()) {
      const leftMs = deadline - performance.now()
      if (leftMs <= 0) break
      const leave = breaker.ask()
      if (leave.go === 'rest') {
        failure ??= resting(chat, breaker, leave.until)
        continue
      }
      const hasNext = order.slice(index + 1).some((next) => next.breaker.read().state === 'ready')
      const timeoutMs = hasNext ? leftMs * SHARE : leftMs
      try {
        const result = await chat.completeStructured(
          { ...request, timeoutMs },
          {
            onCall: heardBy(breaker, options),
            attempts: leave.go === 'probe' ? 1 : options.attempts,
          },
        )
        usage.inputTokens += result.usage.inputTokens
        usage.outputTokens += result.usage.outputTokens
        usage.latencyMs += result.usage.latencyMs
        if (result.ok) return { ...result, usage }
        unusable ??= result
      } catch (error) {
        if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error
        failure = error
      } finally {
        if (leave.go === 'probe') breaker.release()
      }
    }
    if (unusable) return { ...unusable, usage }
    throw failure ?? unavailable('model_timeout', 'The model did not answer in time')
  }

  const [first] = links
  return {
    model: first?.chat.model ?? 'none',
    canSee: links.some(({ chat }) => chat.canSee === true),
    completeStructured,
  }
}

function orderFor(
  { photos }: Pick<StructuredRequest<unknown>, 'photos'>,
  links: readonly ChainLink[],
): readonly ChainLink[] {
  if (!photos?.images?.length) return links
  return links.toSorted((a, b) => Number(b.chat.canSee ?? false) - Number(a.chat.canSee ?? false))
}

const heardBy =
  (breaker: Breaker, { onCall }: AskOptions) =>
  (call: ModelCall) => {
    breaker.heard(call)
    return onCall?.(call)
  }

function resting({ model }: ChatModel, breaker: Breaker, until: Date): AppError {
  const why = breaker.read().lastFailure?.code ?? 'no answer'
  return unavailable(
    'model_resting',
    `${model} failed repeatedly (${why}) and is not asked before ${until.toISOString()}`,
  )
}
