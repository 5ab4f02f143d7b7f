import { z } from 'zod'
import { invalid } from '../../../shared/errors.ts'
import { RawInteger } from '../../../shared/lossless-json.ts'
import {
  ozonAuthor,
  ozonCount,
  ozonEnum,
  ozonId,
  ozonIdOrNone,
  ozonList,
  ozonText,
  ozonTextOrNone,
  ozonTime,
  ozonTimeOrNone,
} from '../schemas.ts'
import { type CallOptions, type OzonClient, ozonMethod } from './method.ts'

const chat = z
  .looseObject({
    chat: z.looseObject({
      chat_id: ozonId,
      chat_status: ozonEnum,
      chat_type: ozonEnum,
      created_at: ozonTimeOrNone,
    }),
    first_unread_message_id: ozonIdOrNone,
    last_message_id: ozonIdOrNone,
    unread_count: ozonCount,
  })
  .transform(({ chat, ...counters }) => ({
    chatId: chat.chat_id,
    /** `OPENED`, `CLOSED` or `UNSPECIFIED`. */
    status: chat.chat_status,
    /** Upper case, for example `BUYER_SELLER`. */
    type: chat.chat_type,
    createdAt: chat.created_at,
    firstUnreadMessageId: counters.first_unread_message_id,
    lastMessageId: counters.last_message_id,
    unreadCount: counters.unread_count ?? 0,
  }))

export type Chat = z.infer<typeof chat>

const message = z
  .looseObject({
    message_id: ozonId,
    user: ozonAuthor,
    created_at: ozonTime,
    is_read: z.boolean().nullish(),
    data: ozonList(ozonText),
    is_image: z.boolean().nullish(),
    moderate_image_status: ozonEnum,
    context: z.looseObject({ order_number: ozonTextOrNone, sku: ozonIdOrNone }).nullish(),
  })
  .transform((wire) => ({
    messageId: wire.message_id,
    author: wire.user,
    createdAt: wire.created_at,
    isRead: wire.is_read ?? false,
    data: wire.data,
    /** Not to be relied on alone: `readMessageData` finds the pictures. */
    isImage: wire.is_image ?? false,
    /** `SUCCESS`, `MODERATION`, `FAILED` or `UNSPECIFIED`. */
    imageModeration: wire.moderate_image_status,
    orderNumber: wire.context?.order_number,
    sku: wire.context?.sku,
  }))

export type HistoryMessage = z.infer<typeof message>

type ChatListRequest = {
  filter?: { chat_status?: 'ALL' | 'OPENED' | 'CLOSED'; unread_only?: boolean }
  limit: number
  cursor?: string
}

export const chatListMethod = ozonMethod<ChatListRequest>()(
  '/v3/chat/list',
  { repeat: 'harmless' },
  z
    .looseObject({ chats: ozonList(chat), cursor: ozonTextOrNone, has_next: z.boolean().nullish() })
    .transform((wire) => ({ chats: wire.chats, cursor: wire.cursor, hasNext: wire.has_next ?? undefined })),
)

type HistoryRequest = {
  chat_id: string
  direction?: 'Forward' | 'Backward'
  from_message_id?: RawInteger
  limit?: number
  filter?: { message_ids: string[] }
}

export const chatHistoryMethod = ozonMethod<HistoryRequest>()(
  '/v3/chat/history',
  { repeat: 'harmless' },
  z
    .looseObject({ messages: ozonList(message), has_next: z.boolean().nullish() })
    .transform((wire) => ({ messages: wire.messages, hasNext: wire.has_next ?? undefined })),
)

const sendAnswer = z.looseObject({ result: z.string().regex(/^success$/i) }).transform(() => undefined)

export const sendMessageMethod = ozonMethod<{ chat_id: string; text: string }>()(
  '/v1/chat/send/message',
  { repeat: 'never' },
  sendAnswer,
)

export const sendFileMethod = ozonMethod<{ chat_id: string; base64_content: string; name: string }>()(
  '/v1/chat/send/file',
  { repeat: 'never' },
  sendAnswer,
)

export const startChatMethod = ozonMethod<{ posting_number: string }>()(
  '/v1/chat/start',
  { repeat: 'never' },
  z
    .looseObject({ result: z.looseObject({ chat_id: ozonId }) })
    .transform((wire) => ({ chatId: wire.result.chat_id })),
)

export const readChatMethod = ozonMethod<{ chat_id: string; from_message_id?: RawInteger }>()(
  '/v2/chat/read',
  { repeat: 'harmless' },
  z.looseObject({ unread_count: ozonCount }).transform((wire) => ({ unreadCount: wire.unread_count ?? 0 })),
)

export type ChatStatusFilter = 'ALL' | 'OPENED' | 'CLOSED'

type ListChats = { status?: ChatStatusFilter; unreadOnly?: boolean; limit?: number; cursor?: string }

/** One page as the marketplace gives it: its filters are loose, `iterateChats` filters again. */
export function listChats(client: OzonClient, input: ListChats = {}, options?: CallOptions) {
  const { status = 'ALL', unreadOnly = false, limit = 100, cursor } = input
  const filter = { chat_status: status, unread_only: unreadOnly }
  return client.call(chatListMethod, { filter, limit, ...(cursor ? { cursor } : {}) }, options)
}

export type ReadHistory = {
  chatId: string
  /** `Forward` without a good `fromMessageId` comes back empty: use `iterateHistoryForward`. */
  direction?: 'Forward' | 'Backward'
  fromMessageId?: string | undefined
  /** At most 1000. */
  limit?: number
  messageIds?: string[]
}

export function readHistory(client: OzonClient, input: ReadHistory, options?: CallOptions) {
  const request: HistoryRequest = {
    chat_id: input.chatId,
    direction: input.direction ?? 'Backward',
    limit: input.limit ?? 100,
  }
  if (input.fromMessageId !== undefined) request.from_message_id = new RawInteger(input.fromMessageId)
  if (input.messageIds) request.filter = { message_ids: input.messageIds }
  return client.call(chatHistoryMethod, request, options)
}

/**
 * Sends once, never twice. Returning means that the marketplace took the text, not that it is visible: it gives no
 * message id, so the thread must be read again. A thrown `OzonError` says in `outcome` whether it may have been taken.
 */
export function sendMessage(
  client: OzonClient,
  input: { chatId: string; text: string },
  options?: CallOptions,
) {
  if (input.text.trim() === '' || input.text.length > 1000) {
    throw invalid('reply_length', `A reply has 1 to 1000 characters, this one has ${input.text.length}`)
  }
  return client.call(sendMessageMethod, { chat_id: input.chatId, text: input.text }, options)
}

type SendFile = { chatId: string; name: string; content: Uint8Array }

/** As `sendMessage`. The name needs its extension; which types and sizes pass is not documented. */
export function sendFile(client: OzonClient, { chatId, name, content }: SendFile, options?: CallOptions) {
  const base64 = Buffer.from(content).toString('base64')
  return client.call(sendFileMethod, { chat_id: chatId, base64_content: base64, name }, options)
}

/** Opens the chat of an FBS or rFBS posting, within 72 hours of payment or delivery. */
export function startChat(client: OzonClient, input: { postingNumber: string }, options?: CallOptions) {
  return client.call(startChatMethod, { posting_number: input.postingNumber }, options)
}

/** Marks everything up to this message as read, without an id everything. */
export function markChatRead(
  client: OzonClient,
  { chatId, fromMessageId }: { chatId: string; fromMessageId?: string },
  options?: CallOptions,
) {
  const from = fromMessageId === undefined ? {} : { from_message_id: new RawInteger(fromMessageId) }
  return client.call(readChatMethod, { chat_id: chatId, ...from }, options)
}
