import { AppError, unavailable } from '../../shared/errors.ts'
import type { SendOutcome } from '../channel-adapter.ts'
import { OzonError } from './client/errors.ts'

/** A send that would stand longer in the limiter's queue is given back unsent: its state may move meanwhile. */
export const SEND_LIMITS = { timeoutMs: 20_000, maxWaitMs: 5_000 }

/** What an exception of a send means; in every doubt `unknown`. */
export function failedSend(error: unknown): SendOutcome {
  if (error instanceof OzonError) {
    const { outcome, retryable, retryAt, traceId } = error
    if (outcome === 'not_sent') return { outcome, error, retryable, retryAt, traceId }
    return { outcome: 'unknown', error, traceId }
  }
  if (error instanceof AppError && error.kind === 'invalid')
    return { outcome: 'not_sent', error, retryable: false }
  return {
    outcome: 'unknown',
    error: unavailable('send_failed', 'the send ended in an unexpected error', { cause: error }),
  }
}
