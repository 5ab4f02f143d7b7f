import { and, desc, eq, isNull, or } from 'drizzle-orm'
import type { ChannelMessage } from '../channels/channel-adapter.ts'
import type { Transaction } from '../db/client.ts'
import { replies } from '../db/schema/drafting.ts'
import { editSize } from '../domain/edit-size.ts'
import { isSameText } from '../domain/same-text.ts'
import { messageSeq } from './apply-message.ts'

type Input = { shopId: string; conversationId: string; message: ChannelMessage; now: Date }

/**
 * Whether a seller's message that we did not send is a text that somebody copied out and sent by hand. One that turned
 * up after it was marked, in the same words or with light changes made on the way, is it: that proves it, and it stays
 * `copied`. A text that was rewritten is somebody's own answer. A public one is proved once it is published.
 */
export async function claimCopied(
  tx: Transaction,
  { shopId, conversationId, message, now }: Input,
): Promise<'visible' | 'in_moderation' | 'not_ours'> {
  const copied = await tx
    .select()
    .from(replies)
    .where(
      and(
        eq(replies.shopId, shopId),
        eq(replies.conversationId, conversationId),
        eq(replies.status, 'copied'),
        or(isNull(replies.externalMessageId), eq(replies.externalMessageId, message.externalId)),
      ),
    )
    .orderBy(desc(replies.createdAt))
  const isIt = (reply: (typeof copied)[number]) =>
    reply.externalMessageId === message.externalId ||
    (BigInt(messageSeq(message)) > BigInt(reply.baselineSeq ?? '0') && isAlike(reply.text, message))
  const own = copied.find(isIt)
  const state = message.moderation?.state
  if (!own || state === 'refused') return 'not_ours'
  const isSeen = state !== 'pending'
  await tx
    .update(replies)
    .set({ externalMessageId: message.externalId, ...(isSeen ? { visibleAt: own.visibleAt ?? now } : {}) })
    .where(and(eq(replies.shopId, shopId), eq(replies.id, own.id)))
  return isSeen ? 'visible' : 'in_moderation'
}

const isAlike = (text: string, { text: whole, parts }: ChannelMessage) =>
  [whole, ...parts].some((said) => isSameText(said, text) || editSize(text, said) !== 'rewritten')
