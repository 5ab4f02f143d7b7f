import { invalid } from '../../shared/errors.ts'
import type { ChannelEvent, ChannelMessage, StoredEvent } from '../channel-adapter.ts'
import type { HistoryMessage } from './client/chat.ts'
import { readMessageData } from './message-text.ts'
import { type ChatPush, parsePush } from './push.ts'

/** What a stored chat push means. */
export function readChatPush({ apiBase, body, receivedAt }: StoredEvent): ChannelEvent {
  const push = parsePush(body, receivedAt)
  if (push.kind !== 'chat') throw invalid('not_a_chat_push', `expected a chat push, got ${push.kind}`)
  switch (push.type) {
    case 'new_message':
      return {
        kind: 'message',
        message: pushedMessage(push, apiBase, receivedAt),
        isEdit: false,
        confirmed: false,
      }
    case 'update_message':
      return {
        kind: 'message',
        message: pushedMessage(push, apiBase, receivedAt),
        isEdit: true,
        confirmed: false,
      }
    case 'message_read': {
      const upTo = push.lastReadMessageId ?? push.messageId ?? ''
      return { kind: 'read', upTo, author: push.author.type, at: push.createdAt ?? receivedAt }
    }
    case 'chat_closed':
      return { kind: 'closed' }
  }
}

function pushedMessage(push: ChatPush, apiBase: string, receivedAt: Date): ChannelMessage {
  if (!push.messageId) throw invalid('message_without_id', 'expected message_id in a message push')
  const { text, attachments } = readMessageData(push.data, apiBase)
  return {
    externalId: push.messageId,
    author: push.author.type,
    authorType: push.author.type,
    authorId: push.author.id ?? '',
    text,
    parts: push.data,
    attachments,
    sentAt: push.createdAt ?? receivedAt,
    editedAt: push.updatedAt,
  }
}

/** A message of `/v3/chat/history`, in the channel's common shape. */
export function historyMessage(message: HistoryMessage, apiBase: string): ChannelMessage {
  const { text, attachments } = readMessageData(message.data, apiBase)
  return {
    externalId: message.messageId,
    author: message.author.type,
    authorType: message.author.type,
    authorId: message.author.id ?? '',
    text,
    parts: message.data,
    attachments,
    sentAt: message.createdAt,
    isRead: message.isRead,
    orderNumber: message.orderNumber,
    sku: message.sku,
  }
}
