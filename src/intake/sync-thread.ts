import { and, eq, inArray } from 'drizzle-orm'
import type { ChannelMessage, OpenChannel, ReadEvent } from '../channels/channel-adapter.ts'
import { historyEvent } from '../channels/history-event.ts'
import type { Database } from '../db/client.ts'
import { conversations, messages } from '../db/schema/conversations.ts'
import type { Clock } from '../shared/clock.ts'
import { ingestConversation } from './ingest-conversation.ts'
import { recordEvents } from './record-event.ts'

export type SyncDeps = {
  db: Database
  clock: Clock
  openChannel: OpenChannel
  readEvent: ReadEvent
  burstQuietMs: number
}
type Ref = { shopId: string; channel: string; externalId: string }

/**
 * Reads the newest part of a thread from the marketplace and takes in what we do not hold yet, through the same
 * events as a push. Answers the newest message id seen and how many messages were news.
 */
export async function syncThread(
  deps: SyncDeps,
  ref: Ref,
): Promise<{ newestId: string | undefined; news: number; thread: ChannelMessage[] }> {
  const { db, clock, openChannel } = deps
  const adapter = await openChannel(ref.shopId, ref.channel)
  const untilId = await newestConfirmed(db, ref)
  const thread = await adapter.readThread(ref.externalId, { untilId })
  const news = await unknownOrChanged(db, ref, thread)
  await recordEvents(
    db,
    news.map(({ message, ...held }) => historyEvent(ref, message, held, clock.now())),
    clock.now(),
  )
  await ingestConversation(deps, ref)
  return { newestId: newestOf(thread), news: news.length, thread }
}

async function newestConfirmed(db: Database, ref: Ref): Promise<string | undefined> {
  const [row] = await db
    .select({ seq: conversations.confirmedSeq })
    .from(conversations)
    .where(isConversation(ref))
  return row?.seq ?? undefined
}

type News = { message: ChannelMessage; ourText: string | undefined; stateMoved: boolean }

async function unknownOrChanged(db: Database, ref: Ref, thread: ChannelMessage[]): Promise<News[]> {
  if (thread.length === 0) return []
  const known = await db
    .select({
      externalId: messages.externalId,
      text: messages.text,
      confirmedAt: messages.confirmedAt,
      orderNumber: messages.orderNumber,
      sku: messages.sku,
      readAt: messages.readAt,
      moderation: messages.moderation,
      about: {
        status: conversations.remoteStatus,
        rating: conversations.rating,
        orderStatus: conversations.orderStatus,
      },
    })
    .from(messages)
    .innerJoin(
      conversations,
      and(eq(conversations.shopId, messages.shopId), eq(conversations.id, messages.conversationId)),
    )
    .where(
      and(
        isConversation(ref),
        inArray(
          messages.externalId,
          thread.map((m) => m.externalId),
        ),
      ),
    )
  const byId = new Map(known.map((row) => [row.externalId, row]))
  return thread
    .map((message) => {
      const row = byId.get(message.externalId)
      return { message, row, stateMoved: row !== undefined && hasMoved(message, row) }
    })
    .filter(({ message, row, stateMoved }) => {
      if (!row?.confirmedAt) return true
      const learns = (message.orderNumber && !row.orderNumber) || (message.sku && !row.sku)
      return row.text !== message.text || learns || stateMoved || (message.isRead && !row.readAt)
    })
    .map(({ message, row, stateMoved }) => ({ message, ourText: row?.text, stateMoved }))
}

type Held = {
  moderation: string | null
  about: { status: string | null; rating: number | null; orderStatus: string | null }
}

/** Moderation went on, or the marketplace tells otherwise of the review or question itself. */
function hasMoved({ moderation, about }: ChannelMessage, held: Held): boolean {
  if (moderation && moderation.state !== held.moderation) return true
  if (!about) return false
  return (
    about.status !== held.about.status ||
    (about.rating ?? null) !== held.about.rating ||
    (about.orderStatus ?? null) !== held.about.orderStatus
  )
}

const isConversation = (ref: Ref) =>
  and(
    eq(conversations.shopId, ref.shopId),
    eq(conversations.channel, ref.channel),
    eq(conversations.externalId, ref.externalId),
  )

function newestOf(thread: ChannelMessage[]): string | undefined {
  const ids = thread.map((m) => m.externalId).filter((id) => /^\d{1,20}$/.test(id))
  return ids.reduce<string | undefined>(
    (best, id) => (best === undefined || BigInt(id) > BigInt(best) ? id : best),
    undefined,
  )
}
