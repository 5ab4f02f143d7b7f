import { sql } from 'drizzle-orm'
import type { OrderSnapshot } from '../channels/channel-adapter.ts'
import type { Transaction } from '../db/client.ts'
import { orders } from '../db/schema/knowledge.ts'

export type CompletedOrder = OrderSnapshot & { cancelledAt?: Date | undefined }

type Input = { shopId: string; order: CompletedOrder; asOf: Date }

/** Keeps what was known and is not told now; an answer older than the stored one changes nothing. */
export async function storeOrder(tx: Transaction, { shopId, order, asOf }: Input): Promise<void> {
  const row = {
    shopId,
    postingNumber: order.postingNumber,
    orderNumber: order.orderNumber,
    scheme: order.scheme,
    status: order.status,
    products: order.products,
    createdAt: order.createdAt ?? null,
    paidAt: order.paidAt ?? null,
    shipmentDate: order.shipmentDate ?? null,
    deliveryFrom: order.deliveryFrom ?? null,
    deliveryUntil: order.deliveryUntil ?? null,
    deliveredAt: order.deliveredAt ?? null,
    cancelledAt: order.cancelledAt ?? null,
    cancelReason: order.cancelReason ?? null,
    trackingNumber: order.trackingNumber ?? null,
    returns: order.returns ?? [],
    asOf,
  }
  await tx
    .insert(orders)
    .values(row)
    .onConflictDoUpdate({
      target: [orders.shopId, orders.postingNumber],
      set: {
        orderNumber: row.orderNumber,
        scheme: row.scheme,
        status: row.status,
        products: row.products,
        createdAt: sql`coalesce(excluded.created_at, ${orders.createdAt})`,
        paidAt: sql`coalesce(excluded.paid_at, ${orders.paidAt})`,
        // Before it left it was a plan, after it a fact: the one must not stand in for the other.
        shipmentDate: row.shipmentDate,
        deliveryFrom: sql`coalesce(excluded.delivery_from, ${orders.deliveryFrom})`,
        deliveryUntil: sql`coalesce(excluded.delivery_until, ${orders.deliveryUntil})`,
        deliveredAt: sql`coalesce(excluded.delivered_at, ${orders.deliveredAt})`,
        cancelledAt: sql`coalesce(excluded.cancelled_at, ${orders.cancelledAt})`,
        cancelReason: sql`coalesce(excluded.cancel_reason, ${orders.cancelReason})`,
        trackingNumber: sql`coalesce(excluded.tracking_number, ${orders.trackingNumber})`,
        ...(order.returns ? { returns: order.returns } : {}),
        asOf,
      },
      setWhere: sql`${orders.asOf} <= excluded.as_of`,
    })
}
