import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { ChannelMessage } from '../channels/channel-adapter.ts'
import type { Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { conversations, messages } from '../db/schema/conversations.ts'
import { replies } from '../db/schema/drafting.ts'
import { FIRST_LOOK_MS, STAYS_LOOK_MS } from '../domain/moderation.ts'
import { enqueue } from '../queue/enqueue.ts'
import { replyKey } from '../queue/jobs.ts'

type Reply = typeof replies.$inferSelect

/**
 * The marketplace has taken a public answer and looks at it: until it decides the turn counts as answered. Without an
 * id it took it for sure, and what it is called is learned when it shows.
 */
export async function markInModeration(
  tx: Transaction,
  { reply, externalId, now }: { reply: Reply; externalId?: string | undefined; now: Date },
): Promise<void> {
  const { shopId, conversationId } = reply
  if (externalId) await name(tx, reply, externalId)
  const [moved] = await tx
    .update(replies)
    .set({ status: 'in_moderation', dueAt: null, failureCode: null, failureReason: null })
    .where(and(byId(reply), inArray(replies.status, ['sending', 'sent', 'uncertain', 'lost'])))
    .returning({ id: replies.id })
  if (!moved) return
  await tx
    .update(conversations)
    .set({
      handledSeq: sql`(select max(seq) from messages where shop_id = ${shopId} and conversation_id = ${conversationId})`,
      status: sql`case when status = 'escalated' then status else 'answered' end`,
      awaitingSince: null,
      draftDueAt: null,
    })
    .where(
      and(
        eq(conversations.shopId, shopId),
        eq(conversations.id, conversationId),
        // What the buyer has added meanwhile is not answered by it.
        eq(conversations.revision, reply.approvedRevision),
      ),
    )
  await follow(tx, reply, { now, inMs: FIRST_LOOK_MS })
  await recordChange(tx, { shopId, kind: 'reply', conversationId, now })
}

const name = (tx: Transaction, reply: Reply, externalMessageId: string) =>
  tx
    .update(replies)
    .set({ externalMessageId })
    .where(and(byId(reply), isNull(replies.externalMessageId)))

/** It is public. Some are lost all the same: it is looked for once more, a day later. */
export const followAgain = (tx: Transaction, reply: Reply, now: Date): Promise<void> =>
  follow(tx, reply, { now, inMs: STAYS_LOOK_MS })

async function follow(tx: Transaction, { shopId, id }: Reply, { now, inMs }: { now: Date; inMs: number }) {
  const payload = { shopId, replyId: id }
  const runAt = new Date(now.getTime() + inMs)
  await enqueue(tx, { queue: 'follow', key: replyKey(payload), payload, now, runAt, when: 'later' })
}

/** What was said in public did not pass: its reason is kept, and the next draft is written with it in mind. */
export async function refuseInModeration(
  tx: Transaction,
  { reply, message, now }: { reply: Reply; message: ChannelMessage; now: Date },
): Promise<void> {
  const { shopId, conversationId } = reply
  await name(tx, reply, message.externalId)
  const isTwin = message.moderation?.reason === 'DUPLICATE'
  const reason = isTwin ? null : (message.moderation?.reason ?? null)
  const [refused] = await tx
    .update(replies)
    .set({
      status: 'rejected',
      failureCode: isTwin ? 'duplicate_answer' : 'moderation_refused',
      failureReason: reason,
      settledAt: now,
      dueAt: null,
    })
    .where(
      and(
        byId(reply),
        inArray(replies.status, ['sending', 'sent', 'uncertain', 'in_moderation', 'visible', 'lost']),
      ),
    )
    .returning({ id: replies.id })
  if (!refused) return
  const note = isTwin
    ? 'Ozon отклонил прошлый ответ: такой же уже есть. Напиши иначе.'
    : `Ozon отклонил прошлый ответ${reason ? `: «${reason}»` : ''}. Напиши иначе, без того, что нарушает правила.`
  await reopenTurn(tx, { shopId, conversationId, note })
}

/** The turn that an answer was to end is open again. The caller brings the conversation in line. */
export async function reopenTurn(
  tx: Transaction,
  { shopId, conversationId, note }: { shopId: string; conversationId: string; note?: string },
): Promise<void> {
  await tx
    .update(conversations)
    .set({ handledSeq: null, ...(note ? { note } : {}) })
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
}

/** The marketplace knows of it no more: it ends no turn, whatever state it was last seen in. */
export async function forgetAnswer(tx: Transaction, { shopId, conversationId, externalMessageId }: Reply) {
  if (!externalMessageId) return
  await tx
    .update(messages)
    .set({ moderation: 'refused', moderationReason: null })
    .where(
      and(
        eq(messages.shopId, shopId),
        eq(messages.conversationId, conversationId),
        eq(messages.externalId, externalMessageId),
      ),
    )
}

const byId = (reply: Reply) => and(eq(replies.shopId, reply.shopId), eq(replies.id, reply.id))
