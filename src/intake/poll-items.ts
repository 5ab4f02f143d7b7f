import { createHash } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import type { ListedItem, OpenChannel } from '../channels/channel-adapter.ts'
import { keepCursor, readCursor } from '../db/channel-cursor.ts'
import type { Database } from '../db/client.ts'
import { conversations } from '../db/schema/conversations.ts'
import { enqueue } from '../queue/enqueue.ts'
import { chatKey } from '../queue/jobs.ts'
import type { Clock } from '../shared/clock.ts'
import { bug } from '../shared/errors.ts'
import { type NewInboundEvent, recordEvents } from './record-event.ts'

type Deps = { db: Database; clock: Clock; openChannel: OpenChannel }
type Ref = { shopId: string; channel: string }

const HOUR_MS = 3_600_000
/** How far back the first look and the full passes go: what is older and unanswered is the shop's past. */
const FULL_PASS_MS = 7 * 24 * HOUR_MS
const FULL_PASS_EVERY_MS = HOUR_MS / 2
/** What appears may have been written a while ago: moderation looks at buyers too. */
const OVERLAP_MS = 6 * HOUR_MS

/**
 * Looks through a channel without pushes from where the last look ended, with an overlap, and now and then further back.
 * What it finds is stored raw, like a push; what a list does not show whole is read. Answers how many were news.
 */
export async function pollItems({ db, clock, openChannel }: Deps, ref: Ref): Promise<{ news: number }> {
  const { listing } = await openChannel(ref.shopId, ref.channel)
  if (listing.kind !== 'items') throw bug('no_items', `${ref.channel} has no list of items`)
  const startedAt = clock.now()
  const from = await startOf(db, ref, startedAt)
  let newest = 0
  let news = 0
  for await (const page of listing.pages(from.at)) {
    news += await takePage(db, clock.now(), ref, page)
    newest = Math.max(newest, ...page.map(({ publishedAt }) => publishedAt.getTime()))
  }
  // Only now: a look that broke off is made again from where it began.
  const seen = Math.max(newest, Date.parse(from.mark ?? '') || 0)
  const now = clock.now()
  if (seen > 0) await keepCursor(db, { ...ref, name: 'newest' }, new Date(seen).toISOString(), now)
  if (from.isFull) await keepCursor(db, { ...ref, name: 'full-pass' }, startedAt.toISOString(), now)
  await keepCursor(db, { ...ref, name: 'last-poll' }, now.toISOString(), now)
  return { news }
}

async function startOf(db: Database, ref: Ref, now: Date) {
  const mark = await readCursor(db, { ...ref, name: 'newest' })
  const full = await readCursor(db, { ...ref, name: 'full-pass' })
  const isFull = full === undefined || now.getTime() - Date.parse(full) >= FULL_PASS_EVERY_MS
  const furthest = now.getTime() - FULL_PASS_MS
  const near = mark === undefined ? furthest : Math.max(furthest, Date.parse(mark) - OVERLAP_MS)
  return { mark, isFull, at: new Date(isFull ? furthest : near) }
}

/** One transaction a page: what is stored is also worked on, whatever happens to this process. */
async function takePage(db: Database, now: Date, ref: Ref, page: ListedItem[]): Promise<number> {
  const known = await statusesOf(db, ref, page)
  const items = page.map((item) => ({ item, event: eventOf(ref, item, !known.has(item.externalId)) }))
  return db.transaction(async (tx) => {
    const stored = await recordEvents(
      tx,
      items.map(({ event }) => event),
      now,
    )
    const fresh = new Set(stored)
    const toRead = items.filter(({ item, event }) => {
      const held = known.get(item.externalId)
      if (held !== undefined && held !== item.status) return true
      return event.status === 'stored' && fresh.has(`${ref.shopId}\n${event.id}`)
    })
    for (const { item } of toRead) {
      const payload = { ...ref, externalId: item.externalId }
      await enqueue(tx, { queue: 'sync', key: chatKey(payload), payload, now })
    }
    return stored.length
  })
}

/** The marketplace's status of those we hold; null where it told none. */
async function statusesOf(db: Database, { shopId, channel }: Ref, page: ListedItem[]) {
  const rows = await db
    .select({ externalId: conversations.externalId, status: conversations.remoteStatus })
    .from(conversations)
    .where(
      and(
        eq(conversations.shopId, shopId),
        eq(conversations.channel, channel),
        inArray(
          conversations.externalId,
          page.map(({ externalId }) => externalId),
        ),
      ),
    )
  return new Map(rows.map((row) => [row.externalId, row.status]))
}

/** The same state of the same item is one event. What is new and shown whole needs no further reading. */
function eventOf({ shopId, channel }: Ref, item: ListedItem, isUnknown: boolean): NewInboundEvent {
  const digest = createHash('sha256').update(item.body).digest('base64url').slice(0, 16)
  const isWhole = isUnknown && item.isComplete
  return {
    shopId,
    channel,
    id: `${item.eventType}:${item.externalId}:${digest}`,
    type: item.eventType,
    source: 'poll',
    body: item.body,
    conversationExternalId: item.externalId,
    status: isWhole ? 'pending' : 'stored',
    ...(isWhole ? {} : { reason: 'read_whole' }),
  }
}
