import { and, desc, eq, inArray, ne } from 'drizzle-orm'
import { REPETITION } from '../../config/policy-defaults.ts'
import type { Database } from '../../db/client.ts'
import { conversations } from '../../db/schema/conversations.ts'
import { replies } from '../../db/schema/drafting.ts'
import { repeatedShare } from '../../domain/text/repetition.ts'
import type { Twin } from './rule.ts'

/** What has left or is about to: a reply the marketplace refused was seen by nobody. */
const SENT = ['queued', 'sending', 'sent', 'visible', 'uncertain', 'in_moderation']

export type SentReply = { text: string; sentAt: Date; conversationId: string }

/** The shop's last replies on a channel, newest first, those of the conversation itself left out. */
export async function recentReplies(
  db: Database,
  { shopId, conversationId, channel }: { shopId: string; conversationId: string; channel: string },
): Promise<SentReply[]> {
  return (
    db
      .select({ text: replies.text, sentAt: replies.createdAt, conversationId: replies.conversationId })
      .from(replies)
      .innerJoin(
        conversations,
        and(eq(conversations.shopId, replies.shopId), eq(conversations.id, replies.conversationId)),
      )
      .where(
        and(
          eq(replies.shopId, shopId),
          eq(conversations.channel, channel),
          ne(replies.conversationId, conversationId),
          inArray(replies.status, SENT),
        ),
      )
      // Ids grow with time, and the primary key finds them.
      .orderBy(desc(replies.id))
      .limit(REPETITION.lastReplies)
  )
}

/** The nearest of them, when more are nearer than the channel bears. */
export function nearestTwin(
  text: string,
  sent: readonly SentReply[],
  { isPublic }: { isPublic: boolean },
): Twin | undefined {
  const limit = isPublic ? REPETITION.public : REPETITION.chat
  const alike = sent
    .map((reply) => ({ reply, share: repeatedShare(text, reply.text) }))
    .filter(({ share }) => share >= limit.share)
    .toSorted((a, b) => b.share - a.share)
  const [nearest] = alike
  if (!nearest || alike.length < limit.times) return undefined
  const { reply, share } = nearest
  return { text: reply.text, sentAt: reply.sentAt.toISOString(), share, conversationId: reply.conversationId }
}
