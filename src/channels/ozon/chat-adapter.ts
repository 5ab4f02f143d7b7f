import { type Clock, systemClock } from '../../shared/clock.ts'
import { AppError, unavailable } from '../../shared/errors.ts'
import type { ChannelAdapter, ChannelMessage, RemoteConversation, SendOutcome } from '../channel-adapter.ts'
import { OZON_CHAT } from '../channel-names.ts'
import { readHistory, sendMessage } from './client/chat.ts'
import { OzonError } from './client/errors.ts'
import { iterateChats } from './client/iterate-chats.ts'
import type { OzonClient } from './client/method.ts'
import { historyMessage } from './read-chat-event.ts'
import { ORDER_EVENT_TYPES, readOrderEvent } from './read-order-event.ts'
import { readOrders } from './read-orders.ts'
import { readProducts } from './read-products.ts'

/** Chats with buyers; all others are with Ozon itself. */
const BUYER_CHATS = new Set(['BUYER_SELLER', 'BUYER_SELLER_SELECT'])
export const isBuyerChat = (chatType: string) => BUYER_CHATS.has(chatType)

const PAGE = 50
/** How far back a chat that we have never seen is read. */
const FIRST_READ = 300
const READ_TIMEOUT_MS = 10_000
const SEND_TIMEOUT_MS = 20_000
/** A send that would stand longer in the limiter's queue is given back unsent: its state may move meanwhile. */
const SEND_WAIT_MS = 5_000

/** Ozon's buyer chats. */
export function createOzonChatAdapter(client: OzonClient, clock: Clock = systemClock): ChannelAdapter {
  return {
    channel: OZON_CHAT,
    limits: { minChars: 1, maxChars: 1000, isPublic: false },
    readThread: (externalId, options) => readThread(client, externalId, options),
    listConversations: (which) => listConversations(client, which),
    sendReply: (externalId, text) => sendReply(client, externalId, text),
    readOrders: (orderNumber) => readOrders({ client, clock }, orderNumber),
    readProducts: (skus, part) => readProducts(client, skus, part),
    orderEventTypes: ORDER_EVENT_TYPES,
    readOrderEvent,
  }
}

/**
 * Newest first. The first page is always read whole, so that an edit of a recent message is seen; further pages
 * only until the message we hold.
 */
async function readThread(
  client: OzonClient,
  chatId: string,
  { untilId, signal }: { untilId?: string | undefined; signal?: AbortSignal },
): Promise<ChannelMessage[]> {
  const found = new Map<string, ChannelMessage>()
  let fromMessageId: string | undefined
  while (found.size < (untilId ? Number.POSITIVE_INFINITY : FIRST_READ)) {
    const page = await readHistory(
      client,
      { chatId, limit: PAGE, ...(fromMessageId ? { fromMessageId } : {}) },
      { signal, timeoutMs: READ_TIMEOUT_MS },
    )
    const before = found.size
    for (const message of page.messages) found.set(message.messageId, historyMessage(message, client.baseUrl))
    const oldest = oldestId(page.messages.map((m) => m.messageId))
    // A page with nothing new ends it too: the marketplace may answer the same page for ever.
    if (found.size === before || page.hasNext === false || !oldest) break
    if (untilId && BigInt(oldest) <= BigInt(untilId)) break
    fromMessageId = oldest
  }
  return [...found.values()].sort((a, b) => compareIds(b.externalId, a.externalId))
}

function oldestId(ids: string[]): string | undefined {
  return ids
    .filter((id) => /^\d+$/.test(id))
    .reduce<string | undefined>((a, b) => (a === undefined || compareIds(b, a) < 0 ? b : a), undefined)
}

function compareIds(a: string, b: string): number {
  if (!/^\d+$/.test(a) || !/^\d+$/.test(b)) return a.localeCompare(b)
  const [x, y] = [BigInt(a), BigInt(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

async function* listConversations(
  client: OzonClient,
  which: 'open' | 'all',
): AsyncGenerator<RemoteConversation> {
  for await (const chat of iterateChats(client, { status: which === 'open' ? 'OPENED' : 'ALL' })) {
    yield {
      externalId: chat.chatId,
      chatType: chat.type,
      isWithBuyer: isBuyerChat(chat.type),
      isOpen: chat.status !== 'CLOSED',
      lastMessageId: chat.lastMessageId,
    }
  }
}

/** Never throws for what the marketplace did: every failure is an outcome, and in doubt it is `unknown`. */
async function sendReply(client: OzonClient, chatId: string, text: string): Promise<SendOutcome> {
  try {
    await sendMessage(client, { chatId, text }, { timeoutMs: SEND_TIMEOUT_MS, maxWaitMs: SEND_WAIT_MS })
    return { outcome: 'sent' }
  } catch (error) {
    if (error instanceof OzonError) {
      const { outcome, retryable, retryAt, traceId } = error
      if (outcome === 'not_sent') return { outcome, error, retryable, retryAt, traceId }
      return { outcome: 'unknown', error, traceId }
    }
    if (error instanceof AppError && error.kind === 'invalid')
      return { outcome: 'not_sent', error, retryable: false }
    return {
      outcome: 'unknown',
      error: unavailable('send_failed', 'the send ended in an unexpected error', { cause: error }),
    }
  }
}
