import { z } from 'zod'
import { invalid } from '../../shared/errors.ts'
import { parseLossless } from '../../shared/lossless-json.ts'
import { bodyDigest, chatClosedEventId, chatEventId, contextEventId } from './push-event-id.ts'
import { type ChatPushType, chatPushType, contextPushGroup, type PushGroup } from './push-types.ts'
import {
  type Author,
  ozonAuthor,
  ozonEnum,
  ozonId,
  ozonIdOrNone,
  ozonList,
  ozonText,
  ozonTextOrNone,
  ozonTime,
  ozonTimeOrNone,
} from './schemas.ts'

export type PingPush = { kind: 'ping'; time: Date | undefined }

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

export type ContextPush = {
  kind: 'context'
  messageType: string
  group: PushGroup
  eventId: string
  sellerId?: string | undefined
  postingNumber?: string | undefined
  orderNumber?: string | undefined
  orderId?: string | undefined
  newState?: string | undefined
  occurredAt?: Date | undefined
  skus: string[]
  productIds: string[]
}

export type UnknownPush = {
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
  const messageType = expect(envelope, body, 'push').message_type
  if (messageType === 'TYPE_PING') return { kind: 'ping', time: expect(pingBody, body, messageType).time }
  const type = chatPushType(messageType)
  if (type) return parseChatPush(type, messageType, body, receivedAt)
  const group = contextPushGroup(messageType)
  if (group) return parseContextPush(group, messageType, body)
  const { seller_id: sellerId } = expect(sellerOnly, body, messageType)
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
const sellerOnly = z.looseObject({ seller_id: ozonIdOrNone.catch(undefined) })

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
    const closed = expect(chatBody, body, messageType)
    return {
      ...chatFields(closed),
      type,
      eventId: chatClosedEventId(closed.chat_id, body, receivedAt),
      data: [],
    }
  }
  const parsed = expect(type === 'message_read' ? readBody : messageBody, body, messageType)
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

const goods = ozonList(z.looseObject({ sku: ozonIdOrNone, product_id: ozonIdOrNone })).catch([])
const contextBody = sellerOnly.extend({
  uuid: ozonIdOrNone,
  posting_number: ozonIdOrNone,
  order_number: ozonIdOrNone,
  order_id: ozonIdOrNone,
  new_state: ozonTextOrNone,
  changed_state_date: ozonTimeOrNone,
  updated_at: ozonTimeOrNone,
  changed_at: ozonTimeOrNone,
  cancel_date: ozonTimeOrNone,
  cancelled_at: ozonTimeOrNone,
  created_at: ozonTimeOrNone,
  creation_date: ozonTimeOrNone,
  sku: ozonIdOrNone,
  product_id: ozonIdOrNone,
  products: goods,
  items: goods,
})
const postingBody = contextBody.extend({ posting_number: ozonId })

function parseContextPush(group: PushGroup, messageType: string, body: unknown): ContextPush {
  const aboutPosting = group === 'posting' || group === 'fbo_posting'
  const parsed = expect(aboutPosting ? postingBody : contextBody, body, messageType)
  const named = [parsed, ...parsed.products, ...parsed.items]
  return {
    kind: 'context',
    messageType,
    group,
    eventId: contextEventId({
      messageType,
      uuid: parsed.uuid,
      postingNumber: parsed.posting_number,
      newState: parsed.new_state,
      changedStateDate: parsed.changed_state_date,
      body,
    }),
    sellerId: parsed.seller_id,
    postingNumber: parsed.posting_number,
    orderNumber: parsed.order_number,
    orderId: parsed.order_id,
    newState: parsed.new_state,
    occurredAt: occurredAt(parsed),
    skus: distinct(named.map((item) => item.sku)),
    productIds: distinct(named.map((item) => item.product_id)),
  }
}

function occurredAt(body: z.infer<typeof contextBody>): Date | undefined {
  const changed = body.changed_state_date ?? body.updated_at ?? body.changed_at
  return changed ?? body.cancel_date ?? body.cancelled_at ?? body.created_at ?? body.creation_date
}

function distinct(ids: (string | undefined)[]): string[] {
  return [...new Set(ids.filter((id) => id !== undefined))]
}

function expect<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  messageType: string,
): z.infer<Schema> {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const missing = result.error.issues
    .filter((issue) => isMissing(body, issue.path))
    .map((issue) => issue.path.join('.'))
  const problems = result.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
  throw invalid('push_invalid', `${messageType}: ${problems.join('; ')}`.slice(0, 500), { missing, problems })
}

function isMissing(body: unknown, path: PropertyKey[]): boolean {
  let value = body
  for (const key of path) {
    if (value === null || typeof value !== 'object') return false
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return path.length > 0 && (value === undefined || value === null)
}
