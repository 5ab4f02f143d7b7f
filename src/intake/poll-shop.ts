import { and, eq, gt, inArray } from 'drizzle-orm'
import type { OpenChannel, RemoteConversation } from '../channels/channel-adapter.ts'
import { OZON_CHAT } from '../channels/channel-names.ts'
import { keepCursor, readCursor } from '../db/channel-cursor.ts'
import type { Database } from '../db/client.ts'
import { conversations } from '../db/schema/conversations.ts'
import { jobs } from '../db/schema/jobs.ts'
import { shops } from '../db/schema/shops.ts'
import { enqueue } from '../queue/enqueue.ts'
import { chatKey } from '../queue/jobs.ts'
import type { Clock } from '../shared/clock.ts'
import { bug } from '../shared/errors.ts'

type Deps = { db: Database; clock: Clock; openChannel: OpenChannel }

const CHANNEL = OZON_CHAT
const PAGE = 100

/**
 * Compares the marketplace's list of chats with ours and asks for a sync of every chat that is ahead. On the first
 * run this fills the gap since the last message we saw. Answers how many chats were behind, and how many of them with a
 * message that nothing had told of.
 */
export async function pollShop(
  { db, clock, openChannel }: Deps,
  { shopId, mustBeFull = false }: { shopId: string; mustBeFull?: boolean },
): Promise<{ behind: number; untold: number; wasFull: boolean }> {
  const adapter = await openChannel(shopId, CHANNEL)
  const { listing } = adapter
  if (listing.kind !== 'conversations') throw bug('no_chats', `${CHANNEL} has no list of conversations`)
  const startedAt = clock.now()
  const isFull = mustBeFull || (await isFullPassDue(db, shopId, startedAt))
  let behind = 0
  let untold = 0
  const take = async (chats: RemoteConversation[]) => {
    const asked = await askForSync(db, clock.now(), shopId, chats)
    behind += asked.behind
    untold += asked.untold
  }
  let page: RemoteConversation[] = []
  for await (const chat of listing.list(isFull ? 'all' : 'open')) {
    if (!chat.isWithBuyer) continue
    page.push(chat)
    if (page.length < PAGE) continue
    await take(page)
    page = []
  }
  await take(page)
  if (isFull) await keepCursor(db, fullPassOf(shopId), startedAt.toISOString(), startedAt)
  await db.update(shops).set({ lastPollAt: clock.now(), lastPollError: null }).where(eq(shops.id, shopId))
  return { behind, untold, wasFull: isFull }
}

/** Closed chats are many and rarely change: they are looked through at the start and then from time to time. */
const FULL_PASS_EVERY_MS = 30 * 60_000
const fullPassOf = (shopId: string) => ({ shopId, channel: CHANNEL, name: 'full-pass' })

async function isFullPassDue(db: Database, shopId: string, now: Date): Promise<boolean> {
  const last = await readCursor(db, fullPassOf(shopId))
  return last === undefined || now.getTime() - Date.parse(last) >= FULL_PASS_EVERY_MS
}

async function askForSync(
  db: Database,
  now: Date,
  shopId: string,
  chats: RemoteConversation[],
): Promise<{ behind: number; untold: number }> {
  if (chats.length === 0) return { behind: 0, untold: 0 }
  const known = await db
    .select({
      externalId: conversations.externalId,
      seq: conversations.confirmedSeq,
      toldSeq: conversations.lastMessageSeq,
    })
    .from(conversations)
    .where(
      and(
        eq(conversations.shopId, shopId),
        eq(conversations.channel, CHANNEL),
        inArray(
          conversations.externalId,
          chats.map((chat) => chat.externalId),
        ),
      ),
    )
  const confirmed = new Map(known.map((row) => [row.externalId, row.seq]))
  const told = new Map(known.map((row) => [row.externalId, row.toldSeq]))
  const refs = chats
    .filter((chat) => isAhead(chat.lastMessageId, confirmed.get(chat.externalId)))
    .map((chat) => ({ shopId, channel: CHANNEL, externalId: chat.externalId }))
  const pausing = await keysPausing(db, now, refs.map(chatKey))
  // After a refusal (no subscription, say) a reading keeps its pause: asking anew at every poll would be a flood.
  const wanted = refs.filter((ref) => !pausing.has(chatKey(ref)))
  for (const ref of wanted) await enqueue(db, { queue: 'sync', key: chatKey(ref), payload: ref, now })
  const untold = chats.filter((chat) => isAhead(chat.lastMessageId, told.get(chat.externalId))).length
  return { behind: wanted.length, untold }
}

async function keysPausing(db: Database, now: Date, keys: string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await db
    .select({ key: jobs.key })
    .from(jobs)
    .where(and(eq(jobs.queue, 'sync'), inArray(jobs.key, keys), gt(jobs.runAt, now)))
  return new Set(rows.map((row) => row.key))
}

function isAhead(remote: string | undefined, ours: string | null | undefined): boolean {
  if (!remote || !/^\d{1,20}$/.test(remote)) return ours === undefined
  return !ours || BigInt(remote) > BigInt(ours)
}

type Pace = { slowMs: number; fastMs: number }

/**
 * When to poll next: at the slow pace while pushes bring everything, fast when the poll found what no push had told,
 * then slower step by step.
 */
export function nextPollDelayMs({ slowMs, fastMs }: Pace, lastDelayMs: number, foundUntold: boolean): number {
  if (foundUntold) return fastMs
  return Math.min(slowMs, Math.max(fastMs, Math.round(lastDelayMs * 1.5)))
}
