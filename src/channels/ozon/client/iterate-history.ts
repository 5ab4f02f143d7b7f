import { type HistoryMessage, readHistory } from './chat.ts'
import type { CallOptions, OzonClient } from './method.ts'

/** Far above any real thread; ends a paging that the marketplace would never end. */
const MAX_PAGES = 2_000

type IterateHistory = { chatId: string; fromMessageId?: string | undefined; limit?: number }

/** The messages of a chat from the newest, or from `fromMessageId`, to the oldest; each once. */
export async function* iterateHistoryBackward(
  client: OzonClient,
  { chatId, fromMessageId, limit = 100 }: IterateHistory,
  options?: CallOptions,
): AsyncGenerator<HistoryMessage> {
  yield* walkHistory(client, { chatId, direction: 'Backward', fromMessageId, limit }, options)
}

type IterateForward = { chatId: string; afterMessageId?: string | undefined; limit?: number }

/**
 * The messages after `afterMessageId`, from old to new. Asked forward without an id that it knows, the marketplace
 * answers with nothing: then, and without an id, the thread is read backward down to the known message.
 */
export async function* iterateHistoryForward(
  client: OzonClient,
  { chatId, afterMessageId, limit = 100 }: IterateForward,
  options?: CallOptions,
): AsyncGenerator<HistoryMessage> {
  const isNew = (message: HistoryMessage) =>
    afterMessageId === undefined || compareMessageIds(message.messageId, afterMessageId) > 0
  if (afterMessageId !== undefined) {
    let answered = false
    const walk = { chatId, direction: 'Forward' as const, fromMessageId: afterMessageId, limit }
    for await (const message of walkHistory(client, walk, options)) {
      answered = true
      if (isNew(message)) yield message
    }
    // An answer that held at least the known message shows that the id was good: nothing new is the truth.
    if (answered) return
  }
  const found: HistoryMessage[] = []
  for await (const message of iterateHistoryBackward(client, { chatId, limit }, options)) {
    if (!isNew(message)) break
    found.push(message)
  }
  yield* found.reverse()
}

/** Orders message ids by age; they are numbers beyond 2^53 and grow with time. */
export function compareMessageIds(left: string, right: string): number {
  if (!/^\d+$/.test(left) || !/^\d+$/.test(right)) return left < right ? -1 : Number(left > right)
  const difference = BigInt(left) - BigInt(right)
  return difference < 0n ? -1 : Number(difference > 0n)
}

type Walk = {
  chatId: string
  direction: 'Forward' | 'Backward'
  fromMessageId: string | undefined
  limit: number
}

/** Nobody documents whether `from_message_id` is part of the page and how a page is ordered: neither matters here. */
async function* walkHistory(
  client: OzonClient,
  walk: Walk,
  options?: CallOptions,
): AsyncGenerator<HistoryMessage> {
  const sign = walk.direction === 'Forward' ? 1 : -1
  const seen = new Set<string>()
  let from = walk.fromMessageId
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await readHistory(client, { ...walk, fromMessageId: from }, options)
    const fresh = answer.messages
      .filter((message) => !seen.has(message.messageId))
      .sort((left, right) => sign * compareMessageIds(left.messageId, right.messageId))
    for (const message of fresh) {
      if (seen.has(message.messageId)) continue
      seen.add(message.messageId)
      yield message
    }
    const last = fresh.at(-1)
    if (!last || answer.hasNext === false) return
    from = last.messageId
  }
}
