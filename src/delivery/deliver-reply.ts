import { and, eq, inArray, sql } from 'drizzle-orm'
import type { ChannelMessage, OpenChannel, ReadEvent } from '../channels/channel-adapter.ts'
import type { Database } from '../db/client.ts'
import { conversations } from '../db/schema/conversations.ts'
import { replies } from '../db/schema/drafting.ts'
import { LONGEST_MODERATION_MS, PROCESSED } from '../domain/moderation.ts'
import { syncThread } from '../intake/sync-thread.ts'
import type { Clock } from '../shared/clock.ts'
import { AppError, type ErrorKind } from '../shared/errors.ts'
import { beginSend } from './begin-send.ts'
import { markLost, markRejected, rejectIfTooLate } from './give-back.ts'
import { nextProofAt } from './proof-schedule.ts'
import { settleSend } from './settle-send.ts'

export type DeliverDeps = {
  db: Database
  clock: Clock
  openChannel: OpenChannel
  readEvent: ReadEvent
  burstQuietMs: number
}
type Ref = { shopId: string; conversationId: string }

/** A send whose answer is still awaited after this long has no one waiting for it any more. */
const ABANDONED_SEND_MS = 45_000

/** Until then it is looked for this often. */
const ABANDONED_READ_MS = 5_000

const IN_FLIGHT = ['queued', 'sending', 'sent', 'uncertain']

/**
 * Takes the one reply under way in a conversation a step further: send it, or prove it. Answers when to look
 * again; undefined when nothing is under way. Safe to run at any time, after any crash: a reply that may have
 * left is never sent again, only looked for.
 */
export async function deliverReply(deps: DeliverDeps, ref: Ref): Promise<Date | undefined> {
  const { db, clock } = deps
  const [row] = await db
    .select({ reply: replies, channel: conversations.channel, externalId: conversations.externalId })
    .from(replies)
    .innerJoin(
      conversations,
      and(eq(conversations.shopId, replies.shopId), eq(conversations.id, replies.conversationId)),
    )
    .where(
      and(
        eq(replies.shopId, ref.shopId),
        eq(replies.conversationId, ref.conversationId),
        inArray(replies.status, IN_FLIGHT),
      ),
    )
  if (!row) return undefined
  const { reply } = row
  const now = clock.now()
  if (reply.dueAt && reply.dueAt > now) return reply.dueAt
  const chat = { shopId: ref.shopId, channel: row.channel, externalId: row.externalId }
  if (reply.status === 'sending') return abandonSend(deps, reply, chat)
  if (reply.status === 'queued') return send(deps, reply, chat)
  return prove(deps, reply, chat)
}

type Reply = typeof replies.$inferSelect
type Chat = { shopId: string; channel: string; externalId: string }

/** Found in "sending": whoever sent it is gone. It may have left, so the thread is read; it is never sent again. */
async function abandonSend(deps: DeliverDeps, reply: Reply, chat: Chat): Promise<Date | undefined> {
  const { db, clock } = deps
  await readRefusal(() => syncThread(deps, chat))
  const now = clock.now()
  const isAbandoned = now.getTime() >= (reply.sendingSince ?? now).getTime() + ABANDONED_SEND_MS
  const [still] = await db
    .update(replies)
    .set(isAbandoned ? { status: 'uncertain', dueAt: now, failureCode: 'worker_died' } : { dueAt: null })
    .where(and(byId(reply), eq(replies.status, 'sending')))
    .returning({ id: replies.id })
  if (!still) return undefined
  return isAbandoned ? now : new Date(now.getTime() + ABANDONED_READ_MS)
}

async function send(deps: DeliverDeps, reply: Reply, chat: Chat): Promise<Date | undefined> {
  const { db, clock, openChannel } = deps
  const adapter = await openChannel(chat.shopId, chat.channel)
  // What the thread holds right now: the mark our message must be newer than, and the last check of the state.
  const thread = await readRefusal(() => syncThread(deps, chat)).catch(async (error: unknown) => {
    // Nobody to be reached until the window closed: it stays unsent, also when the marketplace is back.
    if (error instanceof AppError && (await rejectIfTooLate(db, { reply, now: clock.now() })))
      return undefined
    throw error
  })
  if (!thread) return undefined
  if (thread instanceof AppError) {
    await markRejected(db, { reply, error: thread, now: clock.now() })
    return undefined
  }
  const { newestId } = thread
  const begun = await beginSend(db, { reply, baselineSeq: newestId ?? '0', now: clock.now() })
  if (!begun) return undefined
  const outcome = await adapter.sendReply(chat.externalId, reply.text)
  return settleSend(db, { reply, attempt: begun.attempt, outcome, now: clock.now() })
}

/** Reads the thread: taking in what it shows marks our message visible. Not there for long enough: lost. */
async function prove(deps: DeliverDeps, reply: Reply, chat: Chat): Promise<Date | undefined> {
  const { db, clock } = deps
  // Not allowed to read any more is no proof either way: the time for looking runs on.
  const read = await readRefusal(() => syncThread(deps, chat))
  const now = clock.now()
  if (!(read instanceof AppError) && (await mayBeInModeration(deps, chat, read.thread))) {
    const last = (reply.sendingSince ?? reply.createdAt).getTime() + LONGEST_MODERATION_MS
    if (now.getTime() < last) return lookAgain(db, reply, new Date(now.getTime() + DOUBT_LOOK_MS))
  }
  const next = nextProofAt(reply.sendingSince ?? reply.createdAt, reply.proofReads + 1, now)
  if (!next) {
    await markLost(db, { reply, now })
    return undefined
  }
  return lookAgain(db, reply, next)
}

async function lookAgain(db: Database, reply: Reply, at: Date): Promise<Date | undefined> {
  const [still] = await db
    .update(replies)
    .set({ proofReads: sql`${replies.proofReads} + 1`, dueAt: at })
    .where(and(byId(reply), inArray(replies.status, ['sent', 'uncertain'])))
    .returning({ id: replies.id })
  return still ? at : undefined
}

const DOUBT_LOOK_MS = 3_600_000

/**
 * A text that does not show because nothing shows before moderation, on a review that was processed before it was sent:
 * no sign tells whether it was taken, so no second one is offered until moderation must be over.
 */
async function mayBeInModeration(
  { openChannel }: DeliverDeps,
  chat: Chat,
  thread: readonly ChannelMessage[],
): Promise<boolean> {
  const { listing } = await openChannel(chat.shopId, chat.channel)
  if (listing.kind !== 'items' || listing.moderation.showsPending) return false
  return thread.some(({ about }) => about?.status === PROCESSED)
}

const STANDS: ReadonlySet<ErrorKind> = new Set(['forbidden', 'not_found', 'invalid', 'conflict'])

/** A refusal that stands (subscription, key, chat or method gone, not understood) as data; what may pass is thrown and tried again. */
async function readRefusal<T>(read: () => Promise<T>): Promise<T | AppError> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof AppError && (STANDS.has(error.kind) || error.code === 'method_retired')) return error
    throw error
  }
}

const byId = (reply: Reply) => and(eq(replies.shopId, reply.shopId), eq(replies.id, reply.id))
