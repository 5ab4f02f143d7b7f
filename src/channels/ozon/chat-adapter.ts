import { type Clock, systemClock } from '../../shared/clock.ts'
import type { ChannelAdapter, ChannelMessage, RemoteConversation, SendOutcome } from '../channel-adapter.ts'
import { OZON_CHAT } from '../channel-names.ts'
import { readHistory, sendMessage } from './client/chat.ts'
import { iterateChats } from './client/iterate-chats.ts'
import type { OzonClient } from './client/method.ts'
import { historyMessage } from './read-chat-event.ts'
import { failedSend, SEND_LIMITS } from './send-outcome.ts'
import { shopContext } from './shop-context.ts'

/** Chats with buyers; all others are with Ozon itself. */
const BUYER_CHATS = new Set(['BUYER_SELLER', 'BUYER_SELLER_SELECT'])
export const isBuyerChat = (chatType: string) => BUYER_CHATS.has(chatType)

const PAGE = 50
/** How far back a chat that we have never seen is read. */
const FIRST_READ = 300
const READ_TIMEOUT_MS = 10_000

/** Ozon's buyer chats. */
export function createOzonChatAdapter(client: OzonClient, clock: Clock = systemClock): ChannelAdapter {
  return {
    channel: OZON_CHAT,
    limits: { minChars: 1, maxChars: 1000, isPublic: false },
    readThread: (externalId, options) => readThread(client, externalId, options),
    listing: { kind: 'conversations', list: (which) => listConversations(client, which) },
    sendReply: (externalId, text) => sendReply(client, externalId, text),
    ...shopContext(client, clock),
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
    await sendMessage(client, { chatId, text }, SEND_LIMITS)
    return { outcome: 'sent' }
  } catch (error) {
    return failedSend(error)
  }
}
