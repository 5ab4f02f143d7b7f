import { z } from 'zod'
import { parseLossless } from '../../shared/lossless-json.ts'
import { parseBody, sellerBody } from './push-body.ts'
import { type ContextPush, parseContextPush } from './push-context.ts'
import { bodyDigest, chatClosedEventId, chatEventId } from './push-event-id.ts'
import { type ChatPushType, chatPushType, contextPushGroup } from './push-types.ts'
import {
  type Author,
  ozonAuthor,
  ozonEnum,
  ozonId,
  ozonIdOrNone,
  ozonList,
  ozonText,
  ozonTime,
  ozonTimeOrNone,
} from './schemas.ts'

type PingPush = { kind: 'ping'; time: Date | undefined }

export type ChatPush = {
  kind: 'chat'
  type: ChatPushType
  eventId: string
  sellerId: string
  chatId: string
  /** Upper case, for example `BUYER_SELLER`. */
  chatType: string
  messageId?: string | undefined
  createdAt?: Date | undefined
  updatedAt?: Date | undefined
  author: Author
  /** The message as sent: text and Markdown items, see `readMessageData`. Empty but for messages and edits. */
  data: string[]
  lastReadMessageId?: string | undefined
}

type UnknownPush = {
  kind: 'unknown'
  messageType: string
  eventId: string
  sellerId?: string | undefined
}

export type ParsedPush = PingPush | ChatPush | ContextPush | UnknownPush

/**
 * Reads what Ozon pushed. Throws AppError `invalid` for a body that is not what its type says, with the fields and
 * what was expected of them. `receivedAt` matters only for "chat closed", which has no time of its own.
 */
export function parsePush(rawText: string, receivedAt: Date = new Date()): ParsedPush {
  const body = parseLossless(rawText)
  const messageType = parseBody(envelope, body, 'push').message_type
  if (messageType === 'TYPE_PING') return { kind: 'ping', time: parseBody(pingBody, body, messageType).time }
  const type = chatPushType(messageType)
  if (type) return parseChatPush(type, messageType, body, receivedAt)
  const group = contextPushGroup(messageType)
  if (group) return parseContextPush(group, messageType, body)
  const { seller_id: sellerId } = parseBody(sellerBody, body, messageType)
  return { kind: 'unknown', messageType, eventId: `${messageType}:${bodyDigest(body)}`, sellerId }
}

const envelope = z.looseObject({
  message_type: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_]{1,100}$/)
    .toUpperCase(),
})
const pingBody = z.looseObject({ time: ozonTimeOrNone })

const chatBody = z.looseObject({ chat_id: ozonId, chat_type: ozonEnum, user: ozonAuthor, seller_id: ozonId })
const readBody = chatBody.extend({
  message_id: ozonId,
  created_at: ozonTime,
  updated_at: ozonTimeOrNone,
  last_read_message_id: ozonIdOrNone,
  data: ozonList(ozonText),
})
const messageBody = readBody.extend({ data: z.array(ozonText) })

function parseChatPush(type: ChatPushType, messageType: string, body: unknown, receivedAt: Date): ChatPush {
  if (type === 'chat_closed') {
    const closed = parseBody(chatBody, body, messageType)
    return {
      ...chatFields(closed),
      type,
      eventId: chatClosedEventId(closed.chat_id, body, receivedAt),
      data: [],
    }
  }
  const parsed = parseBody(type === 'message_read' ? readBody : messageBody, body, messageType)
  const message = {
    ...chatFields(parsed),
    type,
    messageId: parsed.message_id,
    createdAt: parsed.created_at,
    updatedAt: parsed.updated_at,
    lastReadMessageId: parsed.last_read_message_id,
    data: parsed.data,
  }
  return { ...message, eventId: chatEventId(message) }
}

function chatFields(body: z.infer<typeof chatBody>) {
  return {
    kind: 'chat' as const,
    sellerId: body.seller_id,
    chatId: body.chat_id,
    chatType: body.chat_type,
    author: body.user,
  }
}
