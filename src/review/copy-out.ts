import { and, eq } from 'drizzle-orm'
import { AWAKE } from '../db/awake.ts'
import type { Executor, Transaction } from '../db/client.ts'
import { conversations } from '../db/schema/conversations.ts'
import { replies } from '../db/schema/drafting.ts'
import { shops } from '../db/schema/shops.ts'
import { answersOf } from '../domain/channel-access.ts'
import { COPIED_TYPE, PASTED } from '../domain/pasted.ts'
import { applyMessage } from '../intake/apply-message.ts'
import { settleConversation } from '../intake/settle-conversation.ts'
import { enqueue } from '../queue/enqueue.ts'
import { replyKey } from '../queue/jobs.ts'
import { bug, conflict } from '../shared/errors.ts'
import { nextSeq, SHOP_ANSWERED } from './paste-message.ts'

type Conversation = typeof conversations.$inferSelect

/** Whether a text can leave only by hand: the case was pasted, or the shop may not send in its channel. */
export async function isCopyOnly(
  db: Executor,
  { shopId, channel, chatType }: Pick<Conversation, 'shopId' | 'channel' | 'chatType'>,
): Promise<boolean> {
  if (chatType === PASTED) return true
  const [shop] = await db.select({ capabilities: shops.capabilities }).from(shops).where(eq(shops.id, shopId))
  return answersOf(shop?.capabilities?.channels?.[channel]) === 'denied'
}

/**
 * Keeps a text that a person copied and says to have sent: the case is answered, and nothing claims that it arrived.
 * Where the thread can be read, reading it may prove it later: see `claimCopied`.
 * `values` is the reply as approval made it.
 */
export async function keepCopied(
  tx: Transaction,
  {
    conversation,
    values,
    now,
  }: { conversation: Conversation; values: typeof replies.$inferInsert; now: Date },
) {
  if (!(await isCopyOnly(tx, conversation)))
    throw conflict('sending_is_open', 'Texts leave here by themselves: there is nothing to copy out.', {
      what: 'channel',
    })
  const { shopId, id: conversationId } = conversation
  const externalMessageId = nextSeq(conversation, now)
  const isPasted = conversation.chatType === PASTED
  const [reply] = await tx
    .insert(replies)
    .values({
      ...values,
      status: 'copied',
      dueAt: null,
      settledAt: now,
      // What turns up after this in the marketplace's own thread may be it.
      ...(isPasted ? { externalMessageId } : { baselineSeq: conversation.lastMessageSeq }),
    })
    .returning()
  if (!reply) throw bug('reply_not_stored', 'The reply was not stored.')
  // A thread of the marketplace's is left as the marketplace tells it; up to here it was dealt with by hand.
  if (isPasted)
    await applyMessage(tx, {
      shopId,
      conversationId,
      message: {
        externalId: externalMessageId,
        author: 'seller',
        authorType: COPIED_TYPE,
        authorId: '',
        text: values.text,
        parts: [values.text],
        attachments: [],
        sentAt: now,
      },
      isEdit: false,
      confirmed: true,
      now,
    })
  await tx
    .update(conversations)
    .set({
      draftDueAt: null,
      claimedBy: null,
      claimedUntil: null,
      ...(isPasted ? {} : { handledSeq: conversation.lastMessageSeq }),
      ...AWAKE,
    })
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
  await settleConversation(tx, { conversation, effects: SHOP_ANSWERED, burstQuietMs: 0, now })
  const payload = { shopId, replyId: reply.id }
  await enqueue(tx, { queue: 'promises', key: replyKey(payload), payload, now })
  return reply
}
