import { and, asc, eq, inArray } from 'drizzle-orm'
import type { ChannelAdapter, OrderMilestone } from '../channels/channel-adapter.ts'
import type { Database } from '../db/client.ts'
import { inboundEvents } from '../db/schema/shops.ts'

type Milestones = Partial<Record<OrderMilestone['reached'], Date>>

/** What stored pushes tell of a parcel, the first time of each step: for what the marketplace's own answer leaves out. */
export async function readMilestones(
  db: Database,
  adapter: Pick<ChannelAdapter, 'orderEventTypes' | 'readOrderEvent'>,
  { shopId, postingNumber }: { shopId: string; postingNumber: string },
): Promise<Milestones> {
  const events = await db
    .select({ body: inboundEvents.body, receivedAt: inboundEvents.receivedAt })
    .from(inboundEvents)
    .where(
      and(
        eq(inboundEvents.shopId, shopId),
        inArray(inboundEvents.type, [...adapter.orderEventTypes]),
        eq(inboundEvents.postingNumber, postingNumber),
      ),
    )
    .orderBy(asc(inboundEvents.receivedAt))
    .limit(100)
  const milestones: Milestones = {}
  for (const event of events) {
    const told = adapter.readOrderEvent(event)
    if (told?.postingNumber !== postingNumber) continue
    const known = milestones[told.reached]
    if (!known || told.at < known) milestones[told.reached] = told.at
  }
  return milestones
}
