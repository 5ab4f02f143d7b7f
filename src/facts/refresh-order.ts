import { and, asc, eq } from 'drizzle-orm'
import type { ChannelAdapter, OrderSnapshot } from '../channels/channel-adapter.ts'
import type { Database } from '../db/client.ts'
import { orders } from '../db/schema/knowledge.ts'
import { attachOrder } from './attach-order.ts'
import { askChannel, type FactsDeps } from './facts-deps.ts'
import { readMilestones } from './order-milestones.ts'
import type { OrderRow } from './rows.ts'
import { type CompletedOrder, storeOrder } from './store-order.ts'

/** A stored order is taken as it is for this long. */
const ORDER_FRESH_MS = 5 * 60_000

type Input = {
  shopId: string
  channel: string
  orderNumber: string
  /** The conversation that is about this order: it learns number, scheme and reply window from it. */
  conversationId?: string | undefined
}

/** `stale`: the marketplace could not be asked, what is stored may be out of date. */
export type RefreshedOrder = { parcels: OrderRow[]; freshness: 'fresh' | 'stale' }

/** The parcels of an order, looked up when what is stored is old. Never fails for what the marketplace does. */
export async function refreshOrder(
  deps: FactsDeps,
  { shopId, channel, orderNumber, conversationId }: Input,
): Promise<RefreshedOrder> {
  const { db, clock } = deps
  const now = clock.now()
  const stored = await storedParcels(db, shopId, orderNumber)
  const isFresh = (row: OrderRow) => now.getTime() - row.asOf.getTime() < ORDER_FRESH_MS
  if (stored.length > 0 && stored.every(isFresh)) {
    await attach(deps, { shopId, conversationId, parcels: stored, now })
    return { parcels: stored, freshness: 'fresh' }
  }

  const answer = await askChannel(deps, { shopId, channel }, async (adapter) => {
    const snapshots = await adapter.readOrders(orderNumber)
    return Promise.all(snapshots.map((snapshot) => completed(db, adapter, { shopId, snapshot, stored, now })))
  })
  if (!answer) {
    await attach(deps, { shopId, conversationId, parcels: stored, now })
    return { parcels: stored, freshness: 'stale' }
  }
  if (answer.length === 0) return { parcels: [], freshness: 'fresh' }
  await db.transaction(async (tx) => {
    for (const order of answer) await storeOrder(tx, { shopId, order, asOf: now })
    if (conversationId) await attachOrder(tx, { shopId, conversationId, orderNumber, now })
  })
  return { parcels: await storedParcels(db, shopId, orderNumber), freshness: 'fresh' }
}

type Attach = { shopId: string; conversationId: string | undefined; parcels: OrderRow[]; now: Date }

async function attach({ db }: FactsDeps, { shopId, conversationId, parcels, now }: Attach) {
  const [parcel] = parcels
  if (!conversationId || !parcel) return
  const { orderNumber } = parcel
  await db.transaction((tx) => attachOrder(tx, { shopId, conversationId, orderNumber, now }))
}

type Completion = { shopId: string; snapshot: OrderSnapshot; stored: OrderRow[]; now: Date }

/** Times that the marketplace leaves out of its answer come from the pushes that told of the step. */
async function completed(
  db: Database,
  adapter: ChannelAdapter,
  { shopId, snapshot, stored, now }: Completion,
): Promise<CompletedOrder> {
  const { postingNumber, status } = snapshot
  const known = stored.find((row) => row.postingNumber === postingNumber)
  const lacksDelivery = status === 'delivered' && !snapshot.deliveredAt && !known?.deliveredAt
  const lacksCancellation = status.startsWith('cancelled') && !known?.cancelledAt
  if (!lacksDelivery && !lacksCancellation) return snapshot
  const told = await readMilestones(db, adapter, { shopId, postingNumber })
  return lacksDelivery
    ? { ...snapshot, deliveredAt: told.delivered }
    : // Not told anywhere: that it is cancelled closes the reply window all the same.
      { ...snapshot, cancelledAt: told.cancelled ?? now }
}

function storedParcels(db: Database, shopId: string, orderNumber: string): Promise<OrderRow[]> {
  return db
    .select()
    .from(orders)
    .where(and(eq(orders.shopId, shopId), eq(orders.orderNumber, orderNumber)))
    .orderBy(asc(orders.postingNumber))
}
