import { z } from 'zod'
import { badRequest, NO_SUBSCRIPTION, refused, unknownThing } from '../api-error.ts'
import { messageData, messagesShownAt } from '../messages.ts'
import type { Chat, Message } from '../world.ts'
import { staleness } from './chat-list.ts'
import { bigId, type Call, idList, iso, method } from './method.ts'
import { hasAccess } from './subscription.ts'

const request = z.object({
  chat_id: z.string().min(1),
  direction: z.string().default('Backward'),
  filter: z.object({ message_ids: idList(1000) }).optional(),
  from_message_id: bigId.optional(),
  limit: z.int().min(1).max(1000).default(50),
})

/** Backward gives newest first. Forward without the id of a message of this chat comes back empty. */
export const chatHistory = method(request, (call, body) => {
  const chat = findChat(call, body.chat_id)
  if (chat.type === 'BUYER_SELLER' && !hasAccess(call.shop, 'chat')) throw refused(NO_SUBSCRIPTION)
  if (body.direction !== 'Forward' && body.direction !== 'Backward') {
    throw badRequest(`Request validation error: invalid direction: ${JSON.stringify(body.direction)}`)
  }
  const at = call.world.now() - staleness(call, chat.id)
  const shown = messagesShownAt(chat, at)
  const wanted = body.filter?.message_ids ?? []
  const found =
    wanted.length > 0
      ? shown.filter((message) => wanted.includes(message.id))
      : from(shown, body.direction, body.from_message_id)
  const ordered = body.direction === 'Backward' ? found.toReversed() : found
  return {
    has_next: ordered.length > body.limit,
    messages: ordered.slice(0, body.limit).map((message) => present(call, message, at)),
  }
})

export function findChat({ world, shop }: Call, chatId: string): Chat {
  const chat = world.chats.get(chatId)
  if (!chat || chat.clientId !== shop.clientId) throw unknownThing('chat not found')
  return chat
}

function from(shown: Message[], direction: 'Forward' | 'Backward', start: bigint | undefined): Message[] {
  const given = start === undefined || start === 0n ? undefined : start
  if (direction === 'Backward') return given === undefined ? shown : shown.filter(({ id }) => id <= given)
  if (given === undefined || !shown.some(({ id }) => id === given)) return []
  return shown.filter(({ id }) => id >= given)
}

function present(call: Call, message: Message, at: number) {
  return {
    message_id: message.id,
    user: message.author,
    created_at: iso(message.createdAt),
    is_read: message.author.type === 'Seller' ? message.readByBuyer : message.readBySeller,
    data: messageData(message, call.baseUrl, at),
    is_image: message.picture?.flagged ?? false,
    ...(message.picture ? { moderate_image_status: 'SUCCESS' } : {}),
    context: { order_number: message.context.orderNumber, sku: message.context.sku },
  }
}
