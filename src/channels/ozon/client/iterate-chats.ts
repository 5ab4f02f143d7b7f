import { type Chat, type ChatStatusFilter, listChats } from './chat.ts'
import { OzonError } from './errors.ts'
import type { CallOptions, OzonClient } from './method.ts'

/** Far above any real shop; ends a paging that the marketplace would never end. */
const MAX_PAGES = 2_000

type IterateChats = {
  status?: ChatStatusFilter
  unreadOnly?: boolean
  /** Only chats of these types, for example `BUYER_SELLER`. */
  types?: readonly string[]
  limit?: number
}

/**
 * All chats that match, each once. The marketplace's filters let others through, so they are applied again here.
 * A cursor that is refused makes it start over once, a cursor that comes again ends the walk.
 */
export async function* iterateChats(
  client: OzonClient,
  { status = 'ALL', unreadOnly = false, types, limit = 100 }: IterateChats = {},
  options?: CallOptions,
): AsyncGenerator<Chat> {
  const seenChats = new Set<string>()
  const seenCursors = new Set<string>()
  let cursor: string | undefined
  let startedOver = false
  for (let page = 0; page < MAX_PAGES; page++) {
    let answer: Awaited<ReturnType<typeof listChats>>
    try {
      answer = await listChats(client, { status, unreadOnly, limit, ...(cursor ? { cursor } : {}) }, options)
    } catch (error) {
      if (!isCursorRefused(error) || cursor === undefined || startedOver) throw error
      startedOver = true
      cursor = undefined
      seenCursors.clear()
      continue
    }
    for (const chat of answer.chats) {
      if (seenChats.has(chat.chatId)) continue
      seenChats.add(chat.chatId)
      const wanted = (status === 'ALL' || chat.status === status) && (!unreadOnly || chat.unreadCount > 0)
      if (wanted && (!types || types.includes(chat.type))) yield chat
    }
    cursor = answer.cursor
    if (answer.chats.length === 0 || answer.hasNext === false || !cursor || seenCursors.has(cursor)) return
    seenCursors.add(cursor)
  }
}

function isCursorRefused(error: unknown): boolean {
  return error instanceof OzonError && (error.code === 'bad_request' || error.code === 'not_found')
}
