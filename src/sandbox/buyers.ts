import { chatOrThrow, openChat } from './chats.ts'
import { appendMessage, postingOf } from './messages.ts'
import { createOrder } from './orders.ts'
import { drawPhoto } from './pictures.ts'
import { pushChatClosed, pushEdited, pushNewMessage, pushRead } from './pushes/chat-pushes.ts'
import { randomHex } from './random.ts'
import type { OrderSeed } from './types.ts'
import type { AuthorType, Chat, Message, Posting, World } from './world.ts'

export type StartChat = {
  clientId: string
  buyer?: { id?: string | undefined; name?: string }
  /** The number of an order that exists, or what to order now. */
  order?: string | Omit<OrderSeed, 'clientId'>
  contextSku?: string | undefined
}

export type Buyers = ReturnType<typeof createBuyers>

/** What people other than the shop's own software do in chats. Message ids are strings of digits. */
export function createBuyers(world: World) {
  const chat = (chatId: string) => chatOrThrow(world, chatId)
  const buyerOf = (thread: Chat) => ({ id: thread.buyer.id, type: 'Customer' as const })

  const announce = (thread: Chat, message: Message) => {
    pushNewMessage(world, thread, message)
    return { messageId: message.id.toString() }
  }

  return {
    startChat(input: StartChat): { chatId: string; postingNumber?: string | undefined } {
      if (!world.shops.has(input.clientId)) throw new Error(`The sandbox has no shop ${input.clientId}`)
      const posting = findOrMakeOrder(world, input)
      const thread = openChat(world, {
        clientId: input.clientId,
        buyer: input.buyer,
        postingNumber: posting?.postingNumber,
        contextSku: input.contextSku,
      })
      return { chatId: thread.id, postingNumber: posting?.postingNumber }
    },

    buyerSays(chatId: string, text: string): { messageId: string } {
      const thread = chat(chatId)
      return announce(thread, appendMessage(world, thread, { author: buyerOf(thread), text }))
    },

    buyerSendsPhoto(chatId: string, caption = '', image?: { contentType: string; body: Buffer }) {
      const thread = chat(chatId)
      const file = image ?? drawPhoto(world.random)
      const name = `${randomHex(world.random, 'file', 24)}.${file.contentType === 'image/jpeg' ? 'jpg' : 'png'}`
      const path = `/v2/chat/file/messenger/${name}`
      world.files.set(path, { clientId: thread.clientId, ...file })
      const message = { author: buyerOf(thread), text: caption, picture: { path, name } }
      return announce(thread, appendMessage(world, thread, message))
    },

    /** Only what the buyer wrote can be edited; the id stays. */
    buyerEdits(chatId: string, messageId: string, text: string): void {
      const thread = chat(chatId)
      const message = thread.messages.find((one) => one.id === BigInt(messageId))
      if (message?.author.type !== 'Customer') throw new Error(`The buyer has no message ${messageId}`)
      message.edits.push({ at: world.now(), before: message.text })
      message.text = text
      world.events.emit({ kind: 'chat', chatId })
      pushEdited(world, thread, message)
    },

    /** The buyer opens the chat: everything the shop wrote so far is read. */
    buyerReads(chatId: string): void {
      const thread = chat(chatId)
      const unread = thread.messages.filter(isForBuyer).filter((message) => !message.readByBuyer)
      for (const message of unread) message.readByBuyer = true
      const last = unread.at(-1)
      if (!last) return
      world.events.emit({ kind: 'chat', chatId })
      pushRead(world, thread, last)
    },

    closeChat(chatId: string): void {
      const thread = chat(chatId)
      if (thread.status === 'CLOSED') return
      thread.status = 'CLOSED'
      world.events.emit({ kind: 'chat', chatId })
      pushChatClosed(world, thread)
    },

    supportSays(chatId: string, text: string, type: Exclude<AuthorType, 'Customer' | 'Seller'> = 'Support') {
      const thread = chat(chatId)
      return announce(thread, appendMessage(world, thread, { author: { id: '1', type }, text }))
    },

    /** The seller answers in the marketplace's own cabinet: no push tells of it. */
    sellerSaysElsewhere(chatId: string, text: string): { messageId: string } {
      const thread = chat(chatId)
      const sellerId = world.shops.get(thread.clientId)?.sellerId ?? ''
      const author = { id: sellerId, type: 'Seller' as const }
      const message = appendMessage(world, thread, { author, text, elsewhere: true })
      world.events.emit({ kind: 'seller-message', chatId })
      return { messageId: message.id.toString() }
    },

    orderOf: (chatId: string): Posting | undefined => postingOf(world, chat(chatId)),
  }
}

const isForBuyer = (message: Message): boolean =>
  message.author.type !== 'Customer' && message.withheldBecause === undefined

function findOrMakeOrder(world: World, { clientId, order }: StartChat): Posting | undefined {
  if (order === undefined) return undefined
  if (typeof order !== 'string') return createOrder(world, { ...order, clientId })
  const posting = world.shops.get(clientId)?.postings.get(order)
  if (!posting) throw new Error(`The sandbox has no order ${order}`)
  return posting
}
