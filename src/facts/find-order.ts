import type { conversations } from '../db/schema/conversations.ts'
import type { FactsDeps } from './facts-deps.ts'
import { isSameBuyer, mentionedOrders, type OrderMention } from './mentions.ts'
import { type RefreshedOrder, refreshOrder } from './refresh-order.ts'

type Input = { conversation: typeof conversations.$inferSelect; turnText: string }

/**
 * `verified`: the marketplace itself ties it to this chat or to its buyer. `unverified`: the buyer typed a number that
 * exists, which anybody may do with anybody's order; nothing of it may be told to the one who typed it.
 */
export type FoundOrder = RefreshedOrder & { standing: 'verified' | 'unverified' }

/**
 * The order a turn is about: the one the buyer names, if it is theirs, else the one behind the chat. A number in
 * the text of a chat without an order stays unverified, and the chat does not become one about that order.
 */
export async function findOrder(
  deps: FactsDeps,
  { conversation, turnText }: Input,
): Promise<FoundOrder | undefined> {
  const { shopId, channel, id: conversationId, orderNumber: known } = conversation
  const mentioned = mentionedOrders(turnText)
  if (!known) {
    for (const mention of mentioned) {
      const found = await refreshOrder(deps, { shopId, channel, orderNumber: mention.orderNumber })
      if (found.parcels.length > 0) return { ...narrowed(found, mention), standing: 'unverified' }
    }
    return undefined
  }
  const other = mentioned.find(({ orderNumber }) => orderNumber !== known && isSameBuyer(orderNumber, known))
  if (other) {
    const found = await refreshOrder(deps, { shopId, channel, orderNumber: other.orderNumber })
    if (found.parcels.length > 0) return { ...narrowed(found, other), standing: 'verified' }
  }
  const found = await refreshOrder(deps, { shopId, channel, orderNumber: known, conversationId })
  const mention = mentioned.find(({ orderNumber }) => orderNumber === known)
  return { ...(mention ? narrowed(found, mention) : found), standing: 'verified' }
}

/** One parcel, when the buyer gave its number. */
function narrowed(found: RefreshedOrder, { postingNumber }: OrderMention): RefreshedOrder {
  const parcels = found.parcels.filter((parcel) => parcel.postingNumber === postingNumber)
  return parcels.length > 0 ? { ...found, parcels } : found
}
