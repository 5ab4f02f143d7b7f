import { and, inArray } from 'drizzle-orm'
import { CHANNEL_METHODS, methodsOfChannel, OTHER_METHODS } from '../channels/ozon/needed-methods.ts'
import type { Executor } from '../db/client.ts'
import { channelCursors, type ShopCapabilities } from '../db/schema/shops.ts'
import {
  type Access,
  type Advice,
  adviceFor,
  answersOf,
  type MethodAccess,
  type MethodsAccess,
  readsOf,
} from '../domain/channel-access.ts'

type ShopRow = { id: string; capabilities: ShopCapabilities | null }

type MethodHealth = {
  method: string
  access: Access
  reason: string | null
  words: string | null
  by: MethodAccess['by'] | null
  at: string | null
}
type Open = { advice: Advice[]; methods: MethodHealth[] }
export type ShopAccess = {
  channels: (Open & {
    channel: string
    reads: Access
    answers: Access
    lastPollAt: string | null
    pollError: string | null
  })[]
  others: (Open & { part: keyof typeof OTHER_METHODS; access: Access })[]
}

/** What each shop's key may do, channel by channel and method by method, and when a channel was last looked through. */
export async function readChannelHealth(
  db: Executor,
  rows: readonly ShopRow[],
): Promise<Map<string, ShopAccess>> {
  const cursors = await db
    .select()
    .from(channelCursors)
    .where(
      and(
        inArray(channelCursors.channel, Object.keys(CHANNEL_METHODS)),
        inArray(channelCursors.name, ['last-poll', 'poll-error']),
      ),
    )
  const values = new Map(
    cursors.map(({ shopId, channel, name, value }) => [`${shopId}/${channel}/${name}`, value]),
  )
  return new Map(
    rows.map(({ id, capabilities }) => [
      id,
      {
        channels: Object.entries(CHANNEL_METHODS).map(([channel, needed]) => ({
          channel,
          reads: readsOf(capabilities?.channels?.[channel]),
          answers: answersOf(capabilities?.channels?.[channel]),
          ...opened(methodsOfChannel(needed), capabilities?.methods),
          lastPollAt: values.get(`${id}/${channel}/last-poll`) ?? null,
          pollError: values.get(`${id}/${channel}/poll-error`) || null,
        })),
        others: PARTS.map((part) => {
          const open = opened(OTHER_METHODS[part], capabilities?.methods)
          return { part, access: together(open.methods), ...open }
        }),
      },
    ]),
  )
}

const PARTS = ['products', 'orders', 'pushes', 'ratings'] as const

function opened(needed: readonly string[], known: MethodsAccess = {}): Open {
  const methods = needed.map((method) => {
    const { access = 'unknown', reason, words, by, at } = known[method] ?? {}
    return { method, access, reason: reason ?? null, words: words ?? null, by: by ?? null, at: at ?? null }
  })
  return { methods, advice: adviceFor(methods) }
}

function together(methods: readonly MethodHealth[]): Access {
  if (methods.some(({ access }) => access === 'denied')) return 'denied'
  return methods.every(({ access }) => access === 'allowed') ? 'allowed' : 'unknown'
}
