import { createHash } from 'node:crypto'
import { z } from 'zod'
import { invalid } from '../shared/errors.ts'
import type { ChannelEvent, ChannelMessage } from './channel-adapter.ts'

/** The type of an event that reading a thread made, beside the channel's own push types. */
export const HISTORY_MESSAGE = 'HISTORY_MESSAGE'

const time = z.iso.datetime().transform((text) => new Date(text))
const historyMessageSchema = z.object({
  externalId: z.string(),
  author: z.enum(['buyer', 'seller', 'marketplace']),
  authorType: z.string(),
  authorId: z.string(),
  text: z.string(),
  parts: z.array(z.string()),
  attachments: z.array(z.object({ url: z.string(), name: z.string().optional() })),
  sentAt: time,
  isRead: z.boolean().optional(),
  orderNumber: z.string().optional(),
  sku: z.string().optional(),
  moderation: z
    .object({ state: z.enum(['pending', 'published', 'refused']), reason: z.string().optional() })
    .optional(),
  about: z
    .object({
      status: z.string(),
      rating: z.number().optional(),
      orderStatus: z.string().optional(),
      authorName: z.string().optional(),
    })
    .optional(),
})

const DISAGREEMENT_MS = 10 * 60_000

type Ref = { shopId: string; channel: string; externalId: string }

/**
 * A message found in a thread, as an event like any push. Another text or context makes another event, and so does a
 * disagreement with the text we hold, once in ten minutes: what is doubtful now is settled by a later reading.
 */
export function historyEvent(
  ref: Ref,
  message: ChannelMessage,
  { ourText, stateMoved }: { ourText?: string | undefined; stateMoved: boolean },
  now: Date,
) {
  const { sentAt, editedAt: _none, ...rest } = message
  const body = JSON.stringify({ ...rest, sentAt: sentAt.toISOString() })
  const disagrees = ourText !== undefined && ourText !== message.text
  const disagreement = [
    ...(disagrees ? [ourText, Math.floor(now.getTime() / DISAGREEMENT_MS)] : []),
    // A state may come back to what it was: every move is an event of its own.
    ...(stateMoved ? [now.toISOString()] : []),
  ]
  const digest = createHash('sha256')
    .update(JSON.stringify([body, disagreement]))
    .digest('base64url')
    .slice(0, 16)
  return {
    shopId: ref.shopId,
    id: `${HISTORY_MESSAGE}:${ref.externalId}:${message.externalId}:${digest}`,
    channel: ref.channel,
    type: HISTORY_MESSAGE,
    source: 'poll' as const,
    body,
    conversationExternalId: ref.externalId,
    status: 'pending' as const,
  }
}

export function readHistoryEvent(body: string): ChannelEvent {
  const parsed = historyMessageSchema.safeParse(JSON.parse(body))
  if (!parsed.success)
    throw invalid('bad_history_event', `not a stored message: ${z.prettifyError(parsed.error)}`)
  return { kind: 'message', message: parsed.data, isEdit: false, confirmed: true }
}
