import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { noteBuyerWrote } from '../cases/follow-case.ts'
import { AWAKE } from '../db/awake.ts'
import { queryRows, type Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { conversations } from '../db/schema/conversations.ts'
import { drafts, replies } from '../db/schema/drafting.ts'
import { orders } from '../db/schema/knowledge.ts'
import { ACKNOWLEDGEMENT_TYPE } from '../domain/acknowledgement.ts'
import { replyChannel } from '../domain/reply-channel.ts'
import { isWindowOpen, replyWindow } from '../domain/reply-window.ts'
import { enqueue } from '../queue/enqueue.ts'
import { chatKey, conversationKey } from '../queue/jobs.ts'
import { STALE_HISTORY_MS } from './apply-message.ts'
import { setCaseTargets, setTargets } from './set-targets.ts'

/** A buyer who never pauses still gets a draft this long after the first message of the turn. */
const LONGEST_BURST_MS = 60_000

export type Effects = {
  buyerWrote: boolean
  buyerEdited: boolean
  answeredElsewhere: boolean
  /** A public answer did not pass moderation: the turn is open again. */
  answerRefused: boolean
  /** The marketplace kept our reply from the buyer: a person decides what to do. */
  replyWithheld: boolean
  closed: boolean
  /** A push and the history disagreed about a text: read the thread again when the history cannot lag any more. */
  isDoubtful: boolean
  /** Anything at all that a console should redraw. */
  touched: boolean
}

type Conversation = typeof conversations.$inferSelect
type Input = { conversation: Conversation; effects: Effects; burstQuietMs: number; now: Date }

const threadRow = z.object({
  last_seq: z.string().nullable(),
  confirmed_seq: z.string().nullable(),
  last_at: z.coerce.date().nullable(),
  last_buyer_at: z.coerce.date().nullable(),
  turn_started_at: z.coerce.date().nullable(),
  awaiting_since: z.coerce.date().nullable(),
  last_buyer_text: z.string().nullable(),
  order_number: z.string().nullable(),
  sku: z.string().nullable(),
})

/** Brings the conversation in line with its messages: window, status, drafts that no longer hold, the next draft. */
export async function settleConversation(
  tx: Transaction,
  { conversation, effects, burstQuietMs, now }: Input,
): Promise<void> {
  if (!effects.touched) return
  const { shopId, id } = conversation
  const thread = await readThreadState(tx, conversation)
  const orderNumber = thread.order_number ?? conversation.orderNumber
  const window = replyWindow({
    isPublic: replyChannel(conversation.channel).isPublic,
    lastBuyerMessageAt: thread.last_buyer_at,
    order: await orderOf(tx, shopId, orderNumber),
  })
  const turnIsOpen = thread.turn_started_at !== null
  const chatClosed = effects.closed || (conversation.chatClosed && !effects.buyerWrote)
  const canAnswer = !chatClosed && isWindowOpen(window, now)

  const reason = whyMoved(effects)
  if (reason) await supersede(tx, conversation, reason, now)
  const draftDueAt = nextDraftAt({ conversation, effects, thread, turnIsOpen, canAnswer, burstQuietMs, now })

  await tx
    .update(conversations)
    .set({
      revision: reason ? conversation.revision + 1 : conversation.revision,
      status: statusOf(conversation, {
        turnIsOpen: turnIsOpen || effects.replyWithheld,
        canAnswer,
        chatClosed,
      }),
      lastMessageSeq: thread.last_seq,
      confirmedSeq: thread.confirmed_seq,
      lastMessageAt: thread.last_at,
      lastBuyerMessageAt: thread.last_buyer_at,
      awaitingSince: thread.awaiting_since,
      lastBuyerText: thread.last_buyer_text,
      orderNumber,
      sku: thread.sku ?? conversation.sku,
      replyWindowUntil: window.until,
      windowRule: window.rule,
      draftDueAt,
      draftError: reason ? null : conversation.draftError,
      isUncounted: true,
      chatClosed,
      // A case sleeps only as it was when it was put off.
      ...(reason || window.until?.getTime() !== conversation.replyWindowUntil?.getTime() ? AWAKE : {}),
      closedAt: chatClosed ? (conversation.closedAt ?? now) : null,
    })
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, id)))
  if (effects.buyerWrote) {
    await noteBuyerWrote(tx, { shopId, conversationId: id }, { wroteAt: thread.last_buyer_at, now })
    await setCaseTargets(tx, { shopId, conversationId: id })
  } else if (thread.awaiting_since?.getTime() !== conversation.awaitingSince?.getTime())
    await setTargets(tx, { shopId, conversationId: id })
  if (draftDueAt && draftDueAt.getTime() !== conversation.draftDueAt?.getTime()) {
    const key = conversationKey({ shopId, conversationId: id })
    await enqueue(tx, {
      queue: 'draft',
      key,
      payload: { shopId, conversationId: id },
      now,
      runAt: draftDueAt,
      when: 'later',
    })
  }
  if (effects.isDoubtful) {
    const ref = { shopId, channel: conversation.channel, externalId: conversation.externalId }
    const runAt = new Date(now.getTime() + STALE_HISTORY_MS + 30_000)
    await enqueue(tx, {
      queue: 'sync',
      key: `${chatKey(ref)}/again`,
      payload: ref,
      now,
      runAt,
      when: 'later',
    })
  }
  await recordChange(tx, { shopId, kind: 'conversation', conversationId: id, now })
}

/** The turn is what the buyer said since the shop last spoke. */
async function readThreadState(tx: Transaction, { shopId, id }: Conversation) {
  const [row] = await queryRows(
    tx,
    threadRow,
    sql`with spoken as (
        select greatest(
            max(seq) filter (where author = 'seller' and author_type <> ${ACKNOWLEDGEMENT_TYPE}
              and moderation is distinct from 'refused'),
            (select handled_seq from conversations where shop_id = ${shopId} and id = ${id}), -1) as last_seller
        from messages where shop_id = ${shopId} and conversation_id = ${id})
      select max(seq)::text as last_seq, max(seq) filter (where confirmed_at is not null)::text as confirmed_seq,
        max(sent_at) as last_at,
        max(sent_at) filter (where author = 'buyer') as last_buyer_at,
        min(received_at) filter (where author = 'buyer' and seq > last_seller) as turn_started_at,
        min(sent_at) filter (where author = 'buyer' and seq > last_seller) as awaiting_since,
        (array_agg(left(text, 300) order by seq desc) filter (where author = 'buyer'))[1] as last_buyer_text,
        (array_agg(order_number order by seq desc) filter (where order_number is not null))[1] as order_number,
        (array_agg(sku order by seq desc) filter (where sku is not null))[1] as sku
      from messages, spoken where shop_id = ${shopId} and conversation_id = ${id}`,
  )
  return threadRow.parse(row)
}

async function orderOf(tx: Transaction, shopId: string, orderNumber: string | null) {
  if (!orderNumber) return null
  const [order] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.shopId, shopId), eq(orders.orderNumber, orderNumber)))
    .orderBy(orders.postingNumber)
    .limit(1)
  return order ?? null
}

function whyMoved(effects: Effects): string | undefined {
  if (effects.buyerWrote) return 'new_message'
  if (effects.buyerEdited) return 'message_edited'
  if (effects.answeredElsewhere) return 'answered_elsewhere'
  if (effects.answerRefused) return 'answer_refused'
  if (effects.closed) return 'chat_closed'
  return undefined
}

/** A draft or an approved text that waits speaks to a state that is gone: neither may leave. */
async function supersede(tx: Transaction, { shopId, id }: Conversation, reason: string, now: Date) {
  const settledBy =
    reason === 'answered_elsewhere' ? 'seller' : reason === 'chat_closed' ? 'marketplace' : 'buyer'
  await tx
    .update(drafts)
    .set({ status: 'superseded', settledAt: now, settledBy, settledReason: reason })
    .where(and(eq(drafts.shopId, shopId), eq(drafts.conversationId, id), eq(drafts.status, 'pending')))
  await tx
    .update(replies)
    .set({ status: 'cancelled', failureCode: reason, settledAt: now, dueAt: null })
    .where(and(eq(replies.shopId, shopId), eq(replies.conversationId, id), eq(replies.status, 'queued')))
}

type Due = {
  conversation: Conversation
  effects: Effects
  thread: z.infer<typeof threadRow>
  turnIsOpen: boolean
  canAnswer: boolean
  burstQuietMs: number
  now: Date
}

function nextDraftAt({
  conversation,
  effects,
  thread,
  turnIsOpen,
  canAnswer,
  burstQuietMs,
  now,
}: Due): Date | null {
  if (!turnIsOpen || !canAnswer || !thread.turn_started_at) return null
  if (!whyMoved(effects)) return conversation.draftDueAt
  const longest = Math.max(now.getTime(), thread.turn_started_at.getTime() + LONGEST_BURST_MS)
  return new Date(Math.min(now.getTime() + burstQuietMs, longest))
}

function statusOf(
  conversation: Conversation,
  { turnIsOpen, canAnswer, chatClosed }: { turnIsOpen: boolean; canAnswer: boolean; chatClosed: boolean },
): string {
  if (chatClosed) return 'closed'
  if (!turnIsOpen) return 'answered'
  if (!canAnswer) return 'closed'
  return conversation.status === 'escalated' ? 'escalated' : 'open'
}
