import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { AboutFeedback } from '../channels/channel-adapter.ts'
import type { Transaction } from '../db/client.ts'
import { conversations } from '../db/schema/conversations.ts'
import { replies } from '../db/schema/drafting.ts'
import { PROCESSED } from '../domain/moderation.ts'
import type { Effects } from './settle-conversation.ts'
import { markInModeration } from './settle-moderation.ts'

type Conversation = typeof conversations.$inferSelect
type Input = { conversation: Conversation; about: AboutFeedback; effects: Effects; now: Date }

/**
 * Keeps what a review or a question says of itself. That it became processed is news: a send whose fate is unclear was
 * taken, or, where we sent nothing, somebody dealt with it elsewhere.
 */
export async function applyAbout(
  tx: Transaction,
  { conversation, about, effects, now }: Input,
): Promise<void> {
  const before = conversation.remoteStatus
  const change: Partial<Conversation> = {
    rating: about.rating ?? null,
    orderStatus: about.orderStatus ?? null,
    remoteStatus: about.status,
    buyerName: about.authorName ?? conversation.buyerName,
  }
  const became = about.status === PROCESSED && before !== PROCESSED
  const reopened = about.status !== PROCESSED && before === PROCESSED && conversation.handledSeq !== null
  const own = await ownReplies(tx, conversation)
  if (became) {
    const unclear = own.find(({ status }) => ['sending', 'sent', 'uncertain'].includes(status))
    if (unclear) await markInModeration(tx, { reply: unclear, now })
    else if (own.length === 0) {
      change.handledSeq = await newestSeq(tx, conversation)
      effects.answeredElsewhere = true
    }
  } else if (reopened && own.length === 0) {
    change.handledSeq = null
    effects.buyerWrote = true
  }
  effects.touched = true
  await tx
    .update(conversations)
    .set(change)
    .where(and(eq(conversations.shopId, conversation.shopId), eq(conversations.id, conversation.id)))
  Object.assign(conversation, change)
}

/** Replies of ours that the marketplace has or may have, and those it refused: it was they that were marked. */
function ownReplies(tx: Transaction, { shopId, id }: Conversation) {
  return tx
    .select()
    .from(replies)
    .where(
      and(
        eq(replies.shopId, shopId),
        eq(replies.conversationId, id),
        or(
          inArray(replies.status, ['sending', 'sent', 'uncertain', 'in_moderation', 'visible']),
          and(eq(replies.status, 'rejected'), isNotNull(replies.externalMessageId)),
        ),
      ),
    )
}

async function newestSeq(tx: Transaction, { shopId, id }: Conversation): Promise<string | null> {
  const [row] = await tx
    .select({ seq: sql<string | null>`max(seq)::text` })
    .from(sql`messages`)
    .where(sql`shop_id = ${shopId} and conversation_id = ${id}`)
  return row?.seq ?? null
}
