import { and, eq, inArray, isNull, lte } from 'drizzle-orm'
import { OZON_CHAT, POLLED_CHANNELS } from '../../channels/channel-names.ts'
import { conversations } from '../../db/schema/conversations.ts'
import { switches } from '../../db/schema/policy.ts'
import { pushGaps } from '../../db/schema/pushes.ts'
import { shops } from '../../db/schema/shops.ts'
import { sendingSwitchName } from '../../db/stop-switch.ts'
import { isLasting } from '../../domain/channel-access.ts'
import { isoDay, moscowDay } from '../../domain/moscow-time.ts'
import type { AlertFacts } from '../facts.ts'
import type { Condition, Find, FindDeps, FindInput } from './condition.ts'

/** The guard mends most of them within minutes. */
const PUSHES_AWAY_MS = 5 * 60_000

/** Sending stopped in a channel, a key the marketplace refuses, a channel it no longer lets us into, pushes that stay away. */
export const findStopped: Find = async (deps, input) => [
  ...(await stoppedSending(deps, input)),
  ...(await refusedKey(deps, input)),
  ...(await deniedChannels(deps, input)),
  ...(await lostPushes(deps, input)),
]

async function stoppedSending({ db }: FindDeps, { shopId }: FindInput): Promise<Condition[]> {
  const channels = new Map(
    [OZON_CHAT, ...POLLED_CHANNELS].map((channel) => [sendingSwitchName({ shopId, channel }), channel]),
  )
  const stopped = await db
    .select()
    .from(switches)
    .where(and(inArray(switches.name, [...channels.keys()]), eq(switches.isOn, true)))
  return stopped.map(({ name, changedAt }) => {
    const channel = channels.get(name) ?? name
    return stands(`sending:${channel}`, changedAt.toISOString(), {
      what: 'sending',
      channel,
      since: changedAt.toISOString(),
    })
  })
}

/** The check of a shop could not ask, and neither can the polls: since the last one that did. */
async function refusedKey({ db }: FindDeps, { shopId }: FindInput): Promise<Condition[]> {
  const [shop] = await db
    .select({ error: shops.lastPollError, since: shops.lastPollAt, capabilities: shops.capabilities })
    .from(shops)
    .where(eq(shops.id, shopId))
  const notAsked = shop?.capabilities?.findings?.some(({ code }) => code === 'not_asked')
  if (!shop?.error || !notAsked) return []
  const since = shop.since?.toISOString() ?? null
  return [stands('key', since ?? 'never', { what: 'key', channel: null, since })]
}

/** Told once a month while it lasts; a channel in which nobody ever wrote is no loss. */
async function deniedChannels({ db }: FindDeps, { shopId, now }: FindInput): Promise<Condition[]> {
  const [shop] = await db.select({ capabilities: shops.capabilities }).from(shops).where(eq(shops.id, shopId))
  const denied = Object.entries(shop?.capabilities?.channels ?? {}).filter(
    ([, { access, reason }]) => access === 'denied' && isLasting(reason),
  )
  const month = isoDay(moscowDay(now)).slice(0, 7)
  const found: Condition[] = []
  for (const [channel, { reason }] of denied) {
    const [used] = await db
      .select({ id: conversations.id })
      .from(conversations)
      .where(and(eq(conversations.shopId, shopId), eq(conversations.channel, channel)))
      .limit(1)
    if (!used) continue
    found.push(stands(`access:${channel}`, `${reason}:${month}`, { what: 'access', channel, since: null }))
  }
  return found
}

async function lostPushes({ db }: FindDeps, { shopId, now }: FindInput): Promise<Condition[]> {
  const gaps = await db
    .select()
    .from(pushGaps)
    .where(
      and(
        eq(pushGaps.shopId, shopId),
        isNull(pushGaps.closedAt),
        isNull(pushGaps.to),
        lte(pushGaps.from, new Date(now.getTime() - PUSHES_AWAY_MS)),
      ),
    )
  return gaps
    .filter(({ reason }) => reason !== 'off_by_seller')
    .map(({ id, from }) => stands('pushes', id, { what: 'pushes', channel: null, since: from.toISOString() }))
}

const stands = (
  subject: string,
  threshold: string,
  facts: Omit<Extract<AlertFacts, { kind: 'channel_stopped' }>, 'kind'>,
): Condition => ({
  subject,
  threshold,
  conversationId: null,
  happenedAt: null,
  facts: { kind: 'channel_stopped', ...facts },
})
