import { OZON_CHAT } from '../channel-names.ts'
import { isBuyerChat } from './chat-adapter.ts'
import type { ParsedPush } from './push.ts'

/** How a push is kept: worked on, kept for later use, or kept with the reason why nothing follows. */
export type PushRecord = {
  id: string
  channel: string
  type: string
  conversationExternalId?: string
  /** The parcel it tells of. */
  postingNumber?: string
  status: 'pending' | 'stored' | 'ignored'
  reason?: string
}

/** Decides what becomes of a push that is not a ping; `sellerId` is the shop's, when we know it. */
export function pushRecord(push: Exclude<ParsedPush, { kind: 'ping' }>, sellerId: string | null): PushRecord {
  const type = push.kind === 'chat' ? `CHAT_${push.type.toUpperCase()}` : push.messageType
  const base = { id: push.eventId, channel: push.kind === 'chat' ? OZON_CHAT : 'ozon', type }
  if (sellerId && push.sellerId && push.sellerId !== sellerId) {
    return {
      ...base,
      status: 'ignored',
      reason: `meant for seller ${push.sellerId}, this shop is ${sellerId}`,
    }
  }
  switch (push.kind) {
    case 'chat':
      if (!isBuyerChat(push.chatType)) {
        return { ...base, status: 'ignored', reason: `not a chat with a buyer: ${push.chatType}` }
      }
      return { ...base, conversationExternalId: push.chatId, status: 'pending' }
    case 'context':
      return {
        ...base,
        ...(push.postingNumber ? { postingNumber: push.postingNumber } : {}),
        status: 'stored',
      }
    case 'unknown':
      return { ...base, status: 'ignored', reason: `unknown push type ${push.messageType}` }
  }
}
