import { and, eq } from 'drizzle-orm'
import { AWAKE } from '../db/awake.ts'
import type { Transaction } from '../db/client.ts'
import { conversations } from '../db/schema/conversations.ts'
import { replies } from '../db/schema/drafting.ts'
import { isSendingStopped } from '../db/stop-switch.ts'
import type { Actor } from '../domain/actor.ts'
import type { DraftSentence } from '../domain/draft.ts'
import { weakestClass } from '../domain/evidence-class.ts'
import { PASTED } from '../domain/pasted.ts'
import { isWindowOpen } from '../domain/reply-window.ts'
import { enqueue } from '../queue/enqueue.ts'
import { conversationKey } from '../queue/jobs.ts'
import { conflict } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { keepCopied } from './copy-out.ts'

type Input = {
  conversation: typeof conversations.$inferSelect
  draftId: string
  text: string
  /** What this very text rests on. */
  sentences: DraftSentence[]
  actor: Actor
  undoMs: number
  /** The person sends it by hand. */
  copiedOut?: boolean | undefined
  now: Date
}

/** Puts an approved text on its way, with its job, in the approval's own transaction. */
export async function queueReply(
  tx: Transaction,
  { conversation, draftId, text, sentences, actor, undoMs, copiedOut = false, now }: Input,
) {
  const { shopId, id: conversationId } = conversation
  const values = {
    shopId,
    id: newId(now),
    conversationId,
    draftId,
    text,
    sentences,
    evidenceClass: weakestClass(sentences),
    approvedBy: actor.id,
    approvedRevision: conversation.revision,
    createdAt: now,
  }
  if (copiedOut) return keepCopied(tx, { conversation, values, now })
  if (conversation.chatType === PASTED)
    throw conflict('copy_only', 'The marketplace knows nothing of this case: copy the answer out.', {
      what: 'pasted',
    })
  if (conversation.chatClosed)
    throw conflict('chat_closed', 'The marketplace closed this chat.', { what: 'chat_closed' })
  if (await isSendingStopped(tx, conversation))
    throw conflict('sending_stopped', 'Sending in this channel is stopped: an answer vanished.', {
      what: 'sending_stopped',
    })
  if (!isWindowOpen({ rule: conversation.windowRule, until: conversation.replyWindowUntil }, now)) {
    const at = conversation.replyWindowUntil?.toISOString()
    throw conflict('window_closed', 'The marketplace accepts no reply here any more.', {
      what: 'window_closed',
      at,
    })
  }
  const dueAt = new Date(now.getTime() + undoMs)
  const [reply] = await tx
    .insert(replies)
    .values({ ...values, dueAt })
    .onConflictDoNothing()
    .returning()
  if (!reply)
    throw conflict('reply_under_way', 'Another reply to this conversation is still on its way.', {
      what: 'reply_under_way',
    })
  await tx
    .update(conversations)
    .set({ status: 'waiting', draftDueAt: null, claimedBy: null, claimedUntil: null, ...AWAKE })
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
  const key = conversationKey({ shopId, conversationId })
  await enqueue(tx, {
    queue: 'deliver',
    key,
    payload: { shopId, conversationId },
    now,
    runAt: dueAt,
    when: 'later',
  })
  return reply
}
