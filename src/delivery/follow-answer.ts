import { and, eq, inArray } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { ChannelMessage, OpenChannel, ReadEvent } from '../channels/channel-adapter.ts'
import type { Database, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { conversations, messages } from '../db/schema/conversations.ts'
import { replies } from '../db/schema/drafting.ts'
import { switches } from '../db/schema/policy.ts'
import { lockSwitches, sendingSwitchName } from '../db/stop-switch.ts'
import { MISSING_MS, nextLookMs, PROCESSED, seemsMissing } from '../domain/moderation.ts'
import { noEffects } from '../intake/ingest-conversation.ts'
import { returnToQueue } from '../intake/return-to-queue.ts'
import { settleConversation } from '../intake/settle-conversation.ts'
import { forgetAnswer, reopenTurn } from '../intake/settle-moderation.ts'
import { syncThread } from '../intake/sync-thread.ts'
import type { Clock } from '../shared/clock.ts'
import { AppError } from '../shared/errors.ts'

type Deps = {
  db: Database
  clock: Clock
  openChannel: OpenChannel
  readEvent: ReadEvent
  burstQuietMs: number
}
type Ref = { shopId: string; replyId: string }
type Followed = { reply: typeof replies.$inferSelect; conversation: typeof conversations.$inferSelect }

/** Not allowed to read any more is no sign of anything: it is asked again when the rights may be back. */
const REFUSED_PAUSE_MS = 3_600_000

/**
 * Looks at a public answer that the marketplace took: reading the thread settles what was published or refused, and
 * what vanished stops the channel. Answers when to look again; undefined when its fate is known.
 */
export async function followAnswer(deps: Deps, ref: Ref): Promise<Date | undefined> {
  const { db, clock, openChannel } = deps
  const before = await load(db, ref)
  if (!before || !isFollowed(before)) return undefined
  const { channel, externalId } = before.conversation
  let thread: ChannelMessage[]
  try {
    thread = (await syncThread(deps, { shopId: ref.shopId, channel, externalId })).thread
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // The buyer took the review back, and with it went what stood below.
    if (error.kind === 'not_found') return endWith(db, before, clock.now())
    if (error.kind !== 'forbidden') throw error
    return new Date(clock.now().getTime() + REFUSED_PAUSE_MS)
  }
  const after = await load(db, ref)
  if (!after || !isFollowed(after)) return undefined
  const { listing } = await openChannel(ref.shopId, channel)
  if (listing.kind !== 'items') return undefined
  const now = clock.now()
  const ageMs = now.getTime() - (after.reply.sendingSince ?? after.reply.createdAt).getTime()
  const isListed = thread.some((message) => message.externalId === after.reply.externalMessageId)
  const isProcessed = thread.some(({ about }) => about?.status === PROCESSED)
  const { showsPending } = listing.moderation
  const isMissing = seemsMissing({
    ageMs,
    isListed,
    wasListed: await wasListed(db, after.reply),
    showsPending,
    isProcessed,
  })
  // What shows and is not marked yet: the mark may have been lost with an answer of its own.
  if (isListed && !isProcessed) await listing.moderation.markHandled(externalId)
  if (!isMissing && after.reply.status === 'visible') return undefined
  const since = isMissing ? (after.reply.missingSince ?? now) : null
  if (since && now.getTime() - since.getTime() >= MISSING_MS) {
    await settleVanished(deps, ref)
    return undefined
  }
  await db
    .update(replies)
    .set({ missingSince: since })
    .where(and(eq(replies.shopId, ref.shopId), eq(replies.id, ref.replyId)))
  return new Date(now.getTime() + nextLookMs(ageMs, isMissing))
}

async function endWith(db: Database, { reply, conversation }: Followed, now: Date): Promise<undefined> {
  const { shopId } = reply
  await db.transaction(async (tx) => {
    await tx
      .update(replies)
      .set({ status: 'lost', failureCode: 'not_found', settledAt: now, dueAt: null })
      .where(and(eq(replies.shopId, shopId), eq(replies.id, reply.id), inArray(replies.status, FOLLOWED)))
    await recordChange(tx, { shopId, kind: 'reply', conversationId: conversation.id, now })
  })
}

const FOLLOWED = ['in_moderation', 'visible']
const isFollowed = ({ reply }: Followed): boolean => FOLLOWED.includes(reply.status)

async function load(db: Database | Transaction, { shopId, replyId }: Ref): Promise<Followed | undefined> {
  const [row] = await db
    .select({ reply: replies, conversation: conversations })
    .from(replies)
    .innerJoin(
      conversations,
      and(eq(conversations.shopId, replies.shopId), eq(conversations.id, replies.conversationId)),
    )
    .where(and(eq(replies.shopId, shopId), eq(replies.id, replyId)))
  return row
}

async function wasListed(db: Database, { shopId, conversationId, externalMessageId }: Followed['reply']) {
  if (!externalMessageId) return false
  const rows = await db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.shopId, shopId),
        eq(messages.conversationId, conversationId),
        eq(messages.externalId, externalMessageId),
      ),
    )
  return rows.length > 0
}

/** The text goes back to a person. What vanishes once vanishes again: nothing more is sent there until people look. */
async function settleVanished({ db, clock, burstQuietMs }: Deps, ref: Ref): Promise<void> {
  await db.transaction(async (tx) => {
    const found = await load(tx, ref)
    if (!found) return
    const { shopId, id } = found.conversation
    const isThis = and(eq(conversations.shopId, shopId), eq(conversations.id, id))
    await tx.select({ id: conversations.id }).from(conversations).where(isThis).for('update')
    const locked = await load(tx, ref)
    if (!locked || !isFollowed(locked)) return
    const now = clock.now()
    const { reply } = locked
    // Nobody ever named it: that it was taken was only a guess, which says nothing about the channel.
    if (reply.externalMessageId) await stopSending(tx, locked, now)
    await forgetAnswer(tx, reply)
    await reopenTurn(tx, { shopId, conversationId: id })
    await returnToQueue(tx, { reply, status: 'lost', code: 'vanished', reason: null, from: FOLLOWED, now })
    const [conversation] = await tx.select().from(conversations).where(isThis)
    const effects = { ...noEffects(), touched: true }
    if (conversation) await settleConversation(tx, { conversation, effects, burstQuietMs, now })
  })
}

async function stopSending(tx: Transaction, { reply, conversation }: Followed, now: Date): Promise<void> {
  const { shopId, channel } = conversation
  await lockSwitches(tx)
  const name = sendingSwitchName({ shopId, channel })
  const next = { isOn: true, reason: conversation.id, changedBy: 'job', changedAt: now }
  const [earlier] = await tx.select().from(switches).where(eq(switches.name, name))
  if (earlier?.isOn) return
  await tx
    .insert(switches)
    .values({ name, ...next })
    .onConflictDoUpdate({ target: switches.name, set: next })
  await recordAudit(tx, {
    shopId,
    actor: 'job',
    action: 'channel.stop_sending',
    subject: `channel/${channel}`,
    before: { isOn: false },
    after: { isOn: true, conversationId: conversation.id, text: reply.text },
    now,
  })
  await recordChange(tx, { shopId, kind: 'shop', now })
}
