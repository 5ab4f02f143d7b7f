import { randomUuid } from './random.ts'
import type { Chat, ChatType, World } from './world.ts'

type NewChat = {
  clientId: string
  type?: ChatType
  buyer?: { id?: string | undefined; name?: string | undefined } | undefined
  postingNumber?: string | undefined
  contextSku?: string | undefined
}

export function openChat(world: World, input: NewChat): Chat {
  const chat: Chat = {
    id: randomUuid(world.random, 'chat-id'),
    clientId: input.clientId,
    type: input.type ?? 'BUYER_SELLER',
    status: 'OPENED',
    createdAt: world.now(),
    buyer: {
      id: input.buyer?.id ?? String(900_000 + Math.floor(world.random('buyer-id') * 90_000_000)),
      name: input.buyer?.name ?? 'Покупатель',
    },
    postingNumber: input.postingNumber,
    contextSku: input.contextSku,
    messages: [],
  }
  world.chats.set(chat.id, chat)
  world.events.emit({ kind: 'chat', chatId: chat.id })
  return chat
}

/** For the sandbox's own callers; the API answers 404 instead. */
export function chatOrThrow(world: World, chatId: string): Chat {
  const chat = world.chats.get(chatId)
  if (!chat) throw new Error(`The sandbox has no chat ${chatId}`)
  return chat
}
