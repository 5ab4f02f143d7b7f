import { z } from 'zod'
import { badRequest } from '../api-error.ts'
import { isUnread, messagesShownAt } from '../messages.ts'
import { hash } from '../random.ts'
import type { Chat, World } from '../world.ts'
import { makeCursor, readCursor } from './cursor.ts'
import { type Call, iso, method } from './method.ts'

const request = z.object({
  filter: z
    .object({
      chat_status: z.enum(['ALL', 'OPENED', 'CLOSED']).default('ALL'),
      unread_only: z.boolean().default(false),
    })
    .default({ chat_status: 'ALL', unread_only: false }),
  limit: z.int().min(1).max(100).default(30),
  cursor: z.string().optional(),
})

/** Newest activity first. Chats of other kinds leak in and count as unread, as they do in life. */
export const chatList = method(request, (call, { filter, limit, cursor }) => {
  const { world, shop } = call
  const at = world.now() - staleness(call)
  const all = [...world.chats.values()]
    .filter((chat) => chat.clientId === shop.clientId && chat.createdAt <= at)
    .map((chat) => summarise(chat, at))
    .sort(newestFirst)
  if (cursor && world.faults.draw('cursorRefused', { clientId: shop.clientId, method: call.path })) {
    throw badRequest('Request validation error: invalid cursor')
  }

  const start = firstAfter(all, readCursor(cursor))
  const matching = all.slice(start).filter((entry) => matches(world, entry, filter))
  const page = matching.slice(0, limit)
  const hasNext = matching.length > limit
  const last = page.at(-1)
  return {
    chats: page.map((entry) => ({
      chat: {
        chat_id: entry.chat.id,
        chat_status: entry.chat.status,
        chat_type: entry.chat.type,
        created_at: iso(entry.chat.createdAt),
      },
      first_unread_message_id: entry.firstUnread,
      last_message_id: entry.lastId,
      unread_count: entry.unread,
    })),
    total_unread_count: all.reduce((sum, entry) => sum + entry.unread, 0),
    cursor: hasNext && last ? makeCursor(`${last.lastId}:${last.chat.id}`) : '',
    has_next: hasNext,
  }
})

type Summary = { chat: Chat; lastId: bigint; firstUnread: bigint; unread: number }

function summarise(chat: Chat, at: number): Summary {
  const shown = messagesShownAt(chat, at)
  const unread = shown.filter(isUnread)
  return {
    chat,
    lastId: shown.at(-1)?.id ?? 0n,
    firstUnread: unread[0]?.id ?? 0n,
    unread: unread.length,
  }
}

function newestFirst(left: Summary, right: Summary): number {
  if (left.lastId !== right.lastId) return left.lastId > right.lastId ? -1 : 1
  return left.chat.id < right.chat.id ? -1 : 1
}

/** By position and not by chat: the chat may have moved to the top since the cursor was given. */
function firstAfter(all: Summary[], position: string | undefined): number {
  if (position === undefined) return 0
  const [idText, chatId] = position.split(':')
  if (idText === undefined || chatId === undefined || !/^\d+$/.test(idText)) {
    throw badRequest('Request validation error: invalid cursor')
  }
  const lastId = BigInt(idText)
  const index = all.findIndex(
    (entry) => entry.lastId < lastId || (entry.lastId === lastId && entry.chat.id > chatId),
  )
  return index < 0 ? all.length : index
}

function matches(world: World, entry: Summary, filter: z.output<typeof request>['filter']): boolean {
  const statusFits = filter.chat_status === 'ALL' || filter.chat_status === entry.chat.status
  const unreadFits = !filter.unread_only || entry.unread > 0
  if (statusFits && unreadFits) return true
  return (hash(entry.chat.id) >>> 0) / 4_294_967_296 < world.quirks.looseFilter
}

export function staleness({ world, shop, path }: Call, chatId?: string): number {
  return world.faults.draw('staleHistory', { clientId: shop.clientId, method: path, chatId })?.delayMs ?? 0
}
