import { and, eq, ne, sql } from 'drizzle-orm'
import { holdCase } from '../cases/case-row.ts'
import type { ChannelEvent, ReadEvent } from '../channels/channel-adapter.ts'
import type { Database, Transaction } from '../db/client.ts'
import { conversations, messages } from '../db/schema/conversations.ts'
import { inboundEvents, shops } from '../db/schema/shops.ts'
import { ACKNOWLEDGEMENT_TYPE } from '../domain/acknowledgement.ts'
import { enqueue } from '../queue/enqueue.ts'
import { chatKey } from '../queue/jobs.ts'
import type { Clock } from '../shared/clock.ts'
import { AppError } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { applyAbout } from './apply-about.ts'
import { applyMessage, messageSeq } from './apply-message.ts'
import { claimOwnReply } from './claim-own-reply.ts'
import { hearTopics } from './hear-topics.ts'
import { type Effects, settleConversation } from './settle-conversation.ts'

type Deps = { db: Database; clock: Clock; readEvent: ReadEvent; burstQuietMs: number }
type Ref = { shopId: string; channel: string; externalId: string }
type Event = typeof inboundEvents.$inferSelect
type Conversation = typeof conversations.$inferSelect

const EVENTS_AT_ONCE = 200

/**
 * Works off the stored events of one chat in one transaction, in any order they came: messages, edits, read marks,
 * closing. Running it twice changes nothing.
 */
export async function ingestConversation(
  { db, clock, readEvent, burstQuietMs }: Deps,
  ref: Ref,
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now()
    const conversation = await lockConversation(tx, ref, now)
    const events = await pendingEvents(tx, ref)
    if (!conversation || events.length === 0) return
    const effects = noEffects()
    for (const event of events) {
      const read = readSafely(readEvent, event, conversation.apiBase)
      if (read instanceof AppError) {
        await settleEvent(tx, event, 'failed', read.message, now)
        continue
      }
      await applyEvent(tx, { conversation: conversation.row, event: read, effects, now })
      await settleEvent(tx, event, 'processed', null, now)
    }
    await settleConversation(tx, { conversation: conversation.row, effects, burstQuietMs, now })
    if (events.length === EVENTS_AT_ONCE)
      await enqueue(tx, { queue: 'ingest', key: chatKey(ref), payload: ref, now })
  })
}

export const noEffects = (): Effects => ({
  buyerWrote: false,
  answerRefused: false,
  buyerEdited: false,
  answeredElsewhere: false,
  replyWithheld: false,
  closed: false,
  isDoubtful: false,
  touched: false,
})

/** The row locks make everything about one case happen one after another, whoever works on it. */
async function lockConversation(tx: Transaction, ref: Ref, now: Date) {
  const [shop] = await tx.select({ apiBase: shops.apiBase }).from(shops).where(eq(shops.id, ref.shopId))
  if (!shop) return undefined
  await tx
    .insert(conversations)
    .values({
      shopId: ref.shopId,
      id: newId(now),
      channel: ref.channel,
      externalId: ref.externalId,
      createdAt: now,
    })
    .onConflictDoNothing()
  const [found] = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.shopId, ref.shopId),
        eq(conversations.channel, ref.channel),
        eq(conversations.externalId, ref.externalId),
      ),
    )
  if (!found) return undefined
  const { conversation } = await holdCase(tx, { shopId: ref.shopId, conversationId: found.id })
  return { row: conversation, apiBase: shop.apiBase }
}

function pendingEvents(tx: Transaction, ref: Ref): Promise<Event[]> {
  return tx
    .select()
    .from(inboundEvents)
    .where(
      and(
        eq(inboundEvents.shopId, ref.shopId),
        eq(inboundEvents.channel, ref.channel),
        eq(inboundEvents.conversationExternalId, ref.externalId),
        eq(inboundEvents.status, 'pending'),
      ),
    )
    .orderBy(inboundEvents.receivedAt, inboundEvents.id)
    .limit(EVENTS_AT_ONCE)
    .for('update')
}

function readSafely(readEvent: ReadEvent, event: Event, apiBase: string): ChannelEvent | AppError {
  try {
    return readEvent({
      channel: event.channel,
      apiBase,
      type: event.type,
      body: event.body,
      receivedAt: event.receivedAt,
    })
  } catch (error) {
    if (error instanceof AppError && error.kind === 'invalid') return error
    throw error
  }
}

async function settleEvent(tx: Transaction, event: Event, status: string, reason: string | null, now: Date) {
  await tx
    .update(inboundEvents)
    .set({ status, reason, processedAt: now, attempts: event.attempts + 1 })
    .where(and(eq(inboundEvents.shopId, event.shopId), eq(inboundEvents.id, event.id)))
}

type Apply = { conversation: Conversation; event: ChannelEvent; effects: Effects; now: Date }

async function applyEvent(tx: Transaction, { conversation, event, effects, now }: Apply): Promise<void> {
  switch (event.kind) {
    case 'message':
      return applyMessageEvent(tx, { conversation, event, effects, now })
    case 'read':
      if (event.author === 'buyer') await markReadByBuyer(tx, conversation, event)
      effects.touched = true
      return
    case 'closed':
      effects.closed = true
      effects.touched = true
      return
  }
}

type MessageEvent = Extract<ChannelEvent, { kind: 'message' }>

async function applyMessageEvent(
  tx: Transaction,
  { conversation, event, effects, now }: Omit<Apply, 'event'> & { event: MessageEvent },
) {
  const { shopId, id: conversationId } = conversation
  const { message, isEdit, confirmed } = event
  const { change, isDoubtful } = await applyMessage(tx, {
    shopId,
    conversationId,
    message,
    isEdit,
    confirmed,
    now,
  })
  effects.touched ||= change !== 'none' || confirmed || isDoubtful
  effects.isDoubtful ||= isDoubtful
  const starsBefore = conversation.rating
  if (message.about) await applyAbout(tx, { conversation, about: message.about, effects, now })
  if (change === 'new' || change === 'edited' || conversation.rating !== starsBefore)
    await hearTopics(tx, { conversation, message })
  if (change === 'none') return
  if (message.author === 'buyer') {
    if (!(await isInTurn(tx, conversation, messageSeq(message)))) return
    if (change === 'new') effects.buyerWrote = true
    else effects.buyerEdited = true
    // Reviews and questions do not tell who wrote them.
    if (message.authorId && !conversation.buyerExternalId) {
      await tx
        .update(conversations)
        .set({ buyerExternalId: message.authorId })
        .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
    }
  }
  if (message.author === 'seller' && (change === 'new' || change === 'moderated')) {
    const own = await claimOwnReply(tx, { shopId, conversationId, message, now })
    const isRefused = message.moderation?.state === 'refused'
    if (own === 'refused' || (own === 'not_ours' && change === 'moderated' && isRefused))
      effects.answerRefused = true
    else if (own === 'not_ours' && change === 'new' && !isRefused) effects.answeredElsewhere = true
    if (own === 'withheld') effects.replyWithheld = true
  }
}

/** Whether the shop has said nothing after this message, so that it still wants an answer. */
async function isInTurn(
  tx: Transaction,
  { shopId, id, handledSeq }: Conversation,
  seq: string,
): Promise<boolean> {
  if (handledSeq !== null && BigInt(seq) <= BigInt(handledSeq)) return false
  const later = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.shopId, shopId),
        eq(messages.conversationId, id),
        eq(messages.author, 'seller'),
        ne(messages.authorType, ACKNOWLEDGEMENT_TYPE),
        sql`${messages.moderation} is distinct from 'refused'`,
        sql`${messages.seq} > ${seq}::numeric`,
      ),
    )
    .limit(1)
  return later.length === 0
}

async function markReadByBuyer(
  tx: Transaction,
  { shopId, id }: Conversation,
  event: { upTo: string; at: Date },
) {
  if (!/^\d{1,20}$/.test(event.upTo)) return
  await tx.execute(sql`update messages set read_at = ${event.at.toISOString()}::timestamptz
    where shop_id = ${shopId} and conversation_id = ${id} and author = 'seller'
      and read_at is null and seq <= ${event.upTo}::numeric`)
  await tx.execute(sql`update conversations
    set buyer_read_seq = greatest(coalesce(buyer_read_seq, 0), ${event.upTo}::numeric)
    where shop_id = ${shopId} and id = ${id}`)
}
