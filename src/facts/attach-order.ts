import { and, asc, eq } from 'drizzle-orm'
import { AWAKE } from '../db/awake.ts'
import type { Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { conversations } from '../db/schema/conversations.ts'
import { orders } from '../db/schema/knowledge.ts'
import { replyChannel } from '../domain/reply-channel.ts'
import { replyWindow } from '../domain/reply-window.ts'

type Input = { shopId: string; conversationId: string; orderNumber: string; now: Date }

/** What the order says about the conversation: its scheme, its parcel, and until when the shop may write. */
export async function attachOrder(
  tx: Transaction,
  { shopId, conversationId, orderNumber, now }: Input,
): Promise<void> {
  const isThis = and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId))
  const [conversation] = await tx.select().from(conversations).where(isThis).for('update')
  if (!conversation || (conversation.orderNumber && conversation.orderNumber !== orderNumber)) return
  const parcels = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.shopId, shopId), eq(orders.orderNumber, orderNumber)))
    .orderBy(asc(orders.postingNumber))
  const parcel = parcels.find((one) => one.postingNumber === conversation.postingNumber) ?? parcels.at(0)
  if (!parcel) return
  // The same parcel that intake takes when it settles a conversation, or the window would change to and fro.
  const window = replyWindow({
    isPublic: replyChannel(conversation.channel).isPublic,
    lastBuyerMessageAt: conversation.lastBuyerMessageAt,
    order: parcels.at(0) ?? null,
  })
  const learned = {
    orderNumber,
    postingNumber: parcel.postingNumber,
    scheme: parcel.scheme,
    windowRule: window.rule,
    replyWindowUntil: window.until,
  }
  const isSameWindow =
    conversation.windowRule === learned.windowRule &&
    conversation.replyWindowUntil?.getTime() === learned.replyWindowUntil?.getTime()
  const isKnown =
    isSameWindow &&
    conversation.orderNumber === learned.orderNumber &&
    conversation.postingNumber === learned.postingNumber &&
    conversation.scheme === learned.scheme
  if (isKnown) return
  await tx
    .update(conversations)
    .set({ ...learned, ...(isSameWindow ? {} : AWAKE) })
    .where(isThis)
  await recordChange(tx, { shopId, kind: 'conversation', conversationId, now })
}
