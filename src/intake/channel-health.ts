import { and, inArray } from 'drizzle-orm'
import { POLLED_CHANNELS } from '../channels/channel-names.ts'
import type { Executor } from '../db/client.ts'
import { channelCursors, type ShopCapabilities } from '../db/schema/shops.ts'

type ShopRow = { id: string; capabilities: ShopCapabilities | null }
export type ChannelHealth = {
  channel: string
  access: 'allowed' | 'denied' | 'unknown'
  reason: string | null
  lastPollAt: string | null
  pollError: string | null
}

/** How the channels without pushes are doing, by shop: whether they are open, and when they were last looked through. */
export async function readChannelHealth(
  db: Executor,
  rows: readonly ShopRow[],
): Promise<Map<string, ChannelHealth[]>> {
  const cursors = await db
    .select()
    .from(channelCursors)
    .where(
      and(
        inArray(channelCursors.channel, [...POLLED_CHANNELS]),
        inArray(channelCursors.name, ['last-poll', 'poll-error']),
      ),
    )
  const values = new Map(
    cursors.map(({ shopId, channel, name, value }) => [`${shopId}/${channel}/${name}`, value]),
  )
  return new Map(
    rows.map(({ id, capabilities }) => [
      id,
      POLLED_CHANNELS.map((channel) => ({
        channel,
        access: capabilities?.channels?.[channel]?.access ?? 'unknown',
        reason: capabilities?.channels?.[channel]?.reason ?? null,
        lastPollAt: values.get(`${id}/${channel}/last-poll`) ?? null,
        pollError: values.get(`${id}/${channel}/poll-error`) || null,
      })),
    ]),
  )
}
