import { eq } from 'drizzle-orm'
import { OZON_CHAT } from '../channels/channel-names.ts'
import { CHANNEL_METHODS, NEEDED_METHODS } from '../channels/ozon/needed-methods.ts'
import type { Database, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { type ShopCapabilities, shops } from '../db/schema/shops.ts'
import {
  type ChannelAccess,
  type MethodAccess,
  type MethodsAccess,
  mergeMethods,
  readsOf,
  spreadCall,
  summarizeChannel,
} from '../domain/channel-access.ts'
import { enqueue } from '../queue/enqueue.ts'
import { channelKey } from '../queue/jobs.ts'
import type { Clock } from '../shared/clock.ts'

type Deps = { db: Database; clock: Clock }

/** Keeps what a real call showed of its method, when that is news: a channel closes and opens with it. */
export async function learnFromCall(
  { db, clock }: Deps,
  { shopId, method, shown }: { shopId: string; method: string; shown: MethodAccess },
): Promise<void> {
  const now = clock.now()
  await db.transaction(async (tx) => {
    const before = await lockCapabilities(tx, shopId)
    if (!before) return
    const known = before.capabilities?.methods ?? {}
    const own = known[method]
    if (own && own.access === shown.access && own.reason === shown.reason) return
    const learnt = spreadCall(method, shown, known, NEEDED_METHODS)
    const capabilities = before.capabilities ?? { checkedAt: new Date(0).toISOString(), missingMethods: [] }
    await keepAccess(tx, { shopId, before: before.capabilities, after: capabilities, learnt, now })
    // Most of what the refusal of the key had closed is an open question again.
    const isDoubtful = Object.values(learnt).some(({ access }) => access === 'unknown')
    if (isDoubtful) await enqueue(tx, { queue: 'check', key: shopId, payload: { shopId }, now })
  })
}

/** The row is held until the transaction ends: two reports at once do not undo each other. */
export async function lockCapabilities(tx: Transaction, shopId: string) {
  const [row] = await tx
    .select({ capabilities: shops.capabilities })
    .from(shops)
    .where(eq(shops.id, shopId))
    .for('update')
  return row
}

type Keep = {
  shopId: string
  before: ShopCapabilities | null
  after: ShopCapabilities
  learnt: MethodsAccess
  now: Date
}

/** Writes what is known of the methods and the channels, and has a channel that opened looked through at once. */
export async function keepAccess(tx: Transaction, { shopId, before, after, learnt, now }: Keep) {
  const methods = mergeMethods(before?.methods ?? {}, learnt)
  const channels = Object.fromEntries(
    Object.entries(CHANNEL_METHODS).map(([channel, needed]) => [channel, summarizeChannel(needed, methods)]),
  )
  await tx
    .update(shops)
    .set({ capabilities: { ...after, methods, channels } })
    .where(eq(shops.id, shopId))
  await recordChange(tx, { shopId, kind: 'shop', now })
  for (const channel of opened(before?.channels ?? {}, channels)) {
    if (channel === OZON_CHAT) await enqueue(tx, { queue: 'poll', key: shopId, payload: { shopId }, now })
    else {
      const payload = { shopId, channel }
      await enqueue(tx, { queue: 'poll_items', key: channelKey(payload), payload, now })
    }
  }
}

const opened = (before: Record<string, ChannelAccess>, after: Record<string, ChannelAccess>) =>
  Object.keys(after).filter(
    (channel) => readsOf(before[channel]) === 'denied' && readsOf(after[channel]) !== 'denied',
  )
