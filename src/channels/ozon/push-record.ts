import type { ProductMark } from '../catalogue-reader.ts'
import { OZON_CHAT } from '../channel-names.ts'
import { isBuyerChat } from './chat-adapter.ts'
import type { ParsedPush } from './push.ts'
import type { ContextPush } from './push-context.ts'

/** How a push is kept: worked on, kept for later use, or kept with the reason why nothing follows. */
export type PushRecord = {
  id: string
  channel: string
  type: string
  conversationExternalId?: string
  /** The parcel it tells of. */
  postingNumber?: string
  /** Products whose card (`item`) or stock alone (`stock`) changed. */
  marks?: ProductMark[]
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
    case 'context': {
      const marks = marksOf(push)
      return {
        ...base,
        ...(push.postingNumber ? { postingNumber: push.postingNumber } : {}),
        ...(marks.length > 0 ? { marks } : {}),
        status: 'stored',
      }
    }
    case 'unknown':
      return { ...base, status: 'ignored', reason: `unknown push type ${push.messageType}` }
  }
}

function marksOf({ group, messageType, products }: ContextPush): ProductMark[] {
  if (group !== 'goods') return []
  const reason = STOCK_ONLY.has(messageType) ? 'stock' : 'item'
  return products.map((ref) => ({ ...ref, reason }))
}

const STOCK_ONLY = new Set(['TYPE_STOCKS_CHANGED', 'TYPE_FBO_STOCKS_CHANGED'])
