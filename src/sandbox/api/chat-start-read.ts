import { z } from 'zod'
import { refused, unknownThing } from '../api-error.ts'
import { openChat } from '../chats.ts'
import { isUnread } from '../messages.ts'
import { mayStart } from '../reply-window.ts'
import { findChat } from './chat-history.ts'
import { bigId, method } from './method.ts'

/** Gives the chat of the posting, made now if need be; FBO chats are the buyer's to begin. */
export const chatStart = method(
  z.object({ posting_number: z.string().min(1) }),
  ({ world, shop }, body) => {
    const posting = shop.postings.get(body.posting_number)
    if (!posting) throw unknownThing('posting not found')
    const existing = [...world.chats.values()].find(
      (chat) => chat.clientId === shop.clientId && chat.postingNumber === posting.postingNumber,
    )
    if (existing) return { result: { chat_id: existing.id } }
    if (!mayStart(posting, world.now())) throw refused('chat for this posting can not be started')
    const chat = openChat(world, { clientId: shop.clientId, postingNumber: posting.postingNumber })
    return { result: { chat_id: chat.id } }
  },
  { needsSubscription: 'chat' },
)

/** Marks everything up to the given message as read, or the whole chat without one. */
export const chatRead = method(
  z.object({ chat_id: z.string().min(1), from_message_id: bigId.optional() }),
  (call, body) => {
    const chat = findChat(call, body.chat_id)
    for (const message of chat.messages) {
      if (!body.from_message_id || message.id <= body.from_message_id) message.readBySeller = true
    }
    call.world.events.emit({ kind: 'chat', chatId: chat.id })
    return { unread_count: chat.messages.filter(isUnread).length }
  },
  { needsSubscription: 'chat' },
)
