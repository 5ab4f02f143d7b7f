import { and, eq } from 'drizzle-orm'
import type { ChannelMessage } from '../channels/channel-adapter.ts'
import { OZON_REVIEW } from '../channels/channel-names.ts'
import type { Transaction } from '../db/client.ts'
import { conversations, messages } from '../db/schema/conversations.ts'
import { heardTopics } from '../db/schema/feedback.ts'
import { complaintsOf, triageReview } from '../domain/feedback/triage.ts'

type Conversation = typeof conversations.$inferSelect
type Input = {
  conversation: Conversation
  message: Pick<ChannelMessage, 'externalId' | 'author' | 'authorType' | 'text' | 'sku' | 'sentAt'>
}

/** Somebody else's word below a review is no buyer's. */
const COMMENTER = 'Commenter'

/**
 * Keeps what a buyer's message complains of, in the transaction that stored it; again after an edit or other stars. Of
 * a review the whole judgement stays with the case.
 */
export async function hearTopics(tx: Transaction, { conversation, message }: Input): Promise<void> {
  if (message.author !== 'buyer' || message.authorType === COMMENTER) return
  const { shopId, id: conversationId, channel } = conversation
  const [stored] = await tx
    .select({ id: messages.id, text: messages.text })
    .from(messages)
    .where(
      and(
        eq(messages.shopId, shopId),
        eq(messages.conversationId, conversationId),
        eq(messages.externalId, message.externalId),
      ),
    )
  if (!stored) return
  const isReview = channel === OZON_REVIEW
  const triage = isReview ? triageReview({ text: stored.text, rating: conversation.rating }) : undefined
  const topics = triage?.topics ?? complaintsOf(stored.text)
  const place = and(eq(heardTopics.shopId, shopId), eq(heardTopics.messageId, stored.id))
  await tx.delete(heardTopics).where(place)
  if (topics.length > 0) {
    const where = { shopId, messageId: stored.id, conversationId, channel }
    const sku = message.sku ?? conversation.sku
    const rows = topics.map(({ topic, words }) => ({ ...where, topic, words, sku, heardAt: message.sentAt }))
    await tx.insert(heardTopics).values(rows)
  }
  if (!triage) return
  await tx
    .update(conversations)
    .set({ triage })
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
  Object.assign(conversation, { triage })
}
