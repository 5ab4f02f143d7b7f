import { z } from 'zod'
import { ApiRefusal, badRequest, refused, WINDOW_CLOSED } from '../api-error.ts'
import { appendMessage, postingOf } from '../messages.ts'
import { randomHex } from '../random.ts'
import { mayWrite } from '../reply-window.ts'
import type { Chat } from '../world.ts'
import { findChat } from './chat-history.ts'
import { type Call, method } from './method.ts'

const MAX_FILE_BYTES = 10 * 1024 * 1024

const text = z.string().refine((value) => value !== '' && [...value].length <= 1000, {
  error: 'value length must be between 1 and 1000 runes, inclusive',
})

/** Answers "success" and no id: the caller has to find its message by reading the thread. */
export const sendMessage = method(
  z.object({ chat_id: z.string().min(1), text }),
  (call, body) => store(call, findChat(call, body.chat_id), { text: body.text }),
  { needsSubscription: 'chat', isSend: true },
)

export const sendFile = method(
  z.object({
    chat_id: z.string().min(1),
    base64_content: z.base64().min(4),
    name: z.string().regex(/^[^/\\]{1,200}\.[\p{L}\d]{1,8}$/u),
  }),
  (call, body) => {
    const content = Buffer.from(body.base64_content, 'base64')
    if (content.length > MAX_FILE_BYTES) throw badRequest('file is too large')
    return store(call, findChat(call, body.chat_id), { text: '', file: { content, name: body.name } })
  },
  { needsSubscription: 'chat', isSend: true },
)

type Content = { text: string; file?: { content: Buffer; name: string } }

function store(call: Call, chat: Chat, content: Content): { result: string } {
  const { world, shop, send } = call
  checkMayWrite(call, chat)
  const target = { clientId: shop.clientId, method: call.path, chatId: chat.id }
  if (world.faults.draw('dropped', target)) {
    if (send) Object.assign(send, { outcome: 'dropped', fault: 'dropped' })
    return { result: 'success' }
  }
  const delayed = world.faults.draw('delayedVisibility', target)
  const moderated = world.faults.draw('moderated', target)
  const message = appendMessage(world, chat, {
    author: { id: shop.sellerId, type: 'Seller' },
    text: content.text,
    picture: content.file ? keepFile(call, content.file) : undefined,
    visibleAt: world.now() + (delayed?.delayMs ?? 0),
    withheldBecause: moderated ? 'Сообщение не прошло проверку' : undefined,
  })
  if (send) {
    send.outcome = 'stored'
    send.messageId = message.id.toString()
    const fault = delayed ? 'delayedVisibility' : moderated ? 'moderated' : undefined
    if (fault) send.fault = fault
  }
  world.events.emit({ kind: 'seller-message', chatId: chat.id })
  return { result: 'success' }
}

function checkMayWrite({ world }: Call, chat: Chat): void {
  if (chat.type !== 'BUYER_SELLER') throw refused('messages to this chat are not allowed')
  if (world.policy.replyWindows && !mayWrite(chat, postingOf(world, chat), world.now())) {
    throw new ApiRefusal(403, 7, WINDOW_CLOSED)
  }
  if (world.policy.refuseSecondSellerMessage && isWaitingForFirstWord(chat)) {
    throw refused('only one message is allowed until the buyer answers')
  }
}

function isWaitingForFirstWord(chat: Chat): boolean {
  const authors = chat.messages.map((message) => message.author.type)
  return authors.includes('Seller') && !authors.includes('Customer')
}

const CONTENT_TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  pdf: 'application/pdf',
}

function keepFile({ world, shop }: Call, file: { content: Buffer; name: string }) {
  const extension = file.name.split('.').at(-1)?.toLowerCase() ?? 'bin'
  const contentType = CONTENT_TYPES[extension] ?? 'application/octet-stream'
  const path = `/v2/chat/file/messenger/${randomHex(world.random, 'file', 24)}.${extension}`
  world.files.set(path, { clientId: shop.clientId, contentType, body: file.content })
  return { path, name: file.name }
}
