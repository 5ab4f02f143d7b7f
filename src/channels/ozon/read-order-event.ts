import { AppError } from '../../shared/errors.ts'
import type { OrderMilestone } from '../channel-adapter.ts'
import { parsePush } from './push.ts'

export const ORDER_EVENT_TYPES = [
  'TYPE_STATE_CHANGED',
  'TYPE_POSTING_CANCELLED',
  'TYPE_FBO_POSTING_STATE_CHANGED',
  'TYPE_FBO_POSTING_CANCELLED',
] as const

/** Pushes name the states of a parcel in another way than the API. */
const REACHED: Record<string, OrderMilestone['reached']> = {
  posting_delivered: 'delivered',
  posting_received: 'delivered',
  posting_canceled: 'cancelled',
  posting_cancelled: 'cancelled',
}

/** Undefined for a push that tells of something else, and for a body that makes no sense. */
export function readOrderEvent({
  body,
  receivedAt,
}: {
  body: string
  receivedAt: Date
}): OrderMilestone | undefined {
  const push = parsed(body, receivedAt)
  if (push?.kind !== 'context' || !push.postingNumber) return undefined
  const reached = REACHED[push.newState?.toLowerCase() ?? '']
  if (!reached) return undefined
  return { postingNumber: push.postingNumber, reached, at: push.occurredAt ?? receivedAt }
}

function parsed(body: string, receivedAt: Date) {
  try {
    return parsePush(body, receivedAt)
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
