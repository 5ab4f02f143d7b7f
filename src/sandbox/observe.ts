import { chatOrThrow } from './chats.ts'
import { isUnread, postingOf } from './messages.ts'
import { writableUntil } from './reply-window.ts'
import type { Chat, World } from './world.ts'

export type VisibleMessage = {
  messageId: string
  from: 'buyer' | 'shop' | 'marketplace'
  authorType: string
  text: string
  /** Path of the picture or file on the sandbox. */
  picture?: string
  pictureName?: string
  at: string
  edited: boolean
  /** The other side has seen it. */
  seen: boolean
  viaCabinet: boolean
}

/** The thread as the buyer sees it: what was dropped or withheld is not there, whatever the API answered. */
export function visibleThread(world: World, chatId: string): VisibleMessage[] {
  return chatOrThrow(world, chatId)
    .messages.filter((message) => message.withheldBecause === undefined)
    .map((message) => ({
      messageId: message.id.toString(),
      from:
        message.author.type === 'Customer'
          ? 'buyer'
          : message.author.type === 'Seller'
            ? 'shop'
            : 'marketplace',
      authorType: message.author.type,
      text: message.text,
      ...(message.picture ? { picture: message.picture.path, pictureName: message.picture.name } : {}),
      at: new Date(message.createdAt).toISOString(),
      edited: message.edits.length > 0,
      seen: message.author.type === 'Customer' ? message.readBySeller : message.readByBuyer,
      viaCabinet: message.elsewhere ?? false,
    }))
}

export function listChats(world: World, clientId?: string) {
  return [...world.chats.values()]
    .filter((chat) => clientId === undefined || chat.clientId === clientId)
    .map((chat) => summariseChat(world, chat))
    .sort((left, right) => (left.lastAt < right.lastAt ? 1 : -1))
}

function summariseChat(world: World, chat: Chat) {
  const last = chat.messages.at(-1)
  const posting = postingOf(world, chat)
  const until = writableUntil(chat, posting, world.now())
  return {
    chatId: chat.id,
    clientId: chat.clientId,
    shop: world.shops.get(chat.clientId)?.name ?? '',
    type: chat.type,
    status: chat.status,
    buyer: chat.buyer.name,
    sku: posting?.lines[0]?.sku ?? chat.contextSku,
    order: posting && { postingNumber: posting.postingNumber, scheme: posting.scheme, state: posting.state },
    lastText: last ? last.text || '[фото]' : '',
    lastFrom: last?.author.type ?? '',
    lastAt: new Date(last?.createdAt ?? chat.createdAt).toISOString(),
    unreadBySeller: chat.messages.filter(isUnread).length,
    /** Of the buyer and the shop, the buyer spoke last. */
    waiting: lastOfTwo(chat) === 'Customer',
    /** Until when the shop may write; null = not now; 'open' = as long as the order runs. */
    writableUntil:
      until === undefined ? null : Number.isFinite(until) ? new Date(until).toISOString() : 'open',
  }
}

const lastOfTwo = (chat: Chat) =>
  chat.messages.findLast(({ author }) => author.type === 'Customer' || author.type === 'Seller')?.author.type
