import { eq } from 'drizzle-orm'
import type { OpenChannel } from '../channels/channel-adapter.ts'
import { OZON_CHAT, POLLED_CHANNELS } from '../channels/channel-names.ts'
import { keepCursor } from '../db/channel-cursor.ts'
import type { Database } from '../db/client.ts'
import { type ShopCapabilities, shops } from '../db/schema/shops.ts'
import { isLasting, readsOf } from '../domain/channel-access.ts'
import { pollItems } from '../intake/poll-items.ts'
import { nextPollDelayMs, pollShop } from '../intake/poll-shop.ts'
import { noteLook, readOpenGap } from '../pushes/gaps.ts'
import { enqueue } from '../queue/enqueue.ts'
import { channelKey } from '../queue/jobs.ts'
import type { Clock } from '../shared/clock.ts'
import { errorWords } from '../shared/error-words.ts'
import { AppError } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'

type PollDeps = {
  db: Database
  clock: Clock
  openChannel: OpenChannel
  poll: { slowMs: number; fastMs: number }
  log?: Pick<Logger, 'error'> | undefined
}

/** Polls once; undefined when the shop is gone. What goes wrong is shown on the shop and tried again. */
export async function pollAndPace(
  deps: PollDeps,
  shopId: string,
  lastDelayMs: number,
): Promise<number | undefined> {
  const { db, clock, poll, log } = deps
  const [shop] = await db
    .select({ disabledAt: shops.disabledAt, capabilities: shops.capabilities })
    .from(shops)
    .where(eq(shops.id, shopId))
  if (!shop || shop.disabledAt) return undefined
  if (isShut(shop.capabilities, OZON_CHAT)) return rarely(deps, shopId)
  try {
    const gap = await readOpenGap(db, shopId)
    const startedAt = clock.now()
    // Once pushes are back, one look through all chats proves that none was missed.
    const mustBeFull = gap?.to != null
    const { behind, untold, wasFull } = await pollShop(
      { db, clock, openChannel: deps.openChannel },
      { shopId, mustBeFull },
    )
    if (!gap) return nextPollDelayMs(poll, lastDelayMs, behind > 0)
    await noteLook(db, { shopId, startedAt, found: untold, wasFull, now: clock.now() })
    return poll.fastMs
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'bug')
      log?.error({ err: error, shopId }, 'a poll failed')
    if (error instanceof AppError && error.kind === 'forbidden') await checkSoon(deps, shopId)
    await db
      .update(shops)
      .set({ lastPollError: errorWords(error).slice(0, 500) })
      .where(eq(shops.id, shopId))
    return poll.slowMs
  }
}

/** Reviews and questions come by the hour, not by the second, and share the shop's rate limit with its chats. */
export const ITEM_PACE = { slowMs: 300_000, fastMs: 30_000 }

/** Asked again, should role or subscription change between two checks; a check that finds so asks at once. */
const DENIED_PAUSE_MS = 3_600_000

/** What role or subscription do not allow is left alone. A refused key is tried on: it may come back by itself. */
function isShut(capabilities: ShopCapabilities | null, channel: string): boolean {
  const known = capabilities?.channels?.[channel]
  return readsOf(known) === 'denied' && isLasting(known?.reason)
}

async function rarely(deps: PollDeps, shopId: string): Promise<number> {
  await checkSoon(deps, shopId)
  return DENIED_PAUSE_MS
}

/** As above for a channel without pushes. One that the key or the subscription does not allow is left alone. */
export async function pollItemsAndPace(
  deps: PollDeps,
  ref: { shopId: string; channel: string },
  lastDelayMs: number,
): Promise<number | undefined> {
  const { db, clock, log } = deps
  const [shop] = await db
    .select({ disabledAt: shops.disabledAt, capabilities: shops.capabilities })
    .from(shops)
    .where(eq(shops.id, ref.shopId))
  if (!shop || shop.disabledAt) return undefined
  if (isShut(shop.capabilities, ref.channel)) return rarely(deps, ref.shopId)
  const note = (text: string) => keepCursor(db, { ...ref, name: 'poll-error' }, text, clock.now())
  try {
    const { news } = await pollItems(deps, ref)
    await note('')
    return nextPollDelayMs(ITEM_PACE, lastDelayMs, news > 0)
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'bug')
      log?.error({ err: error, ...ref }, 'a poll failed')
    await note(errorWords(error).slice(0, 500))
    const isForbidden = error instanceof AppError && error.kind === 'forbidden'
    if (isForbidden) await checkSoon(deps, ref.shopId)
    return isForbidden ? DENIED_PAUSE_MS : ITEM_PACE.slowMs
  }
}

/** A refusal is looked into at once, and then no more often than this. */
const CHECK_AGAIN_MS = 3_600_000

/** The key may have ended or lost a right: what exactly is shown on the shop. */
async function checkSoon({ db, clock }: PollDeps, shopId: string): Promise<void> {
  const now = clock.now()
  const [shop] = await db.select({ capabilities: shops.capabilities }).from(shops).where(eq(shops.id, shopId))
  const last = Date.parse(shop?.capabilities?.checkedAt ?? '') || 0
  const runAt = new Date(Math.max(now.getTime(), last + CHECK_AGAIN_MS))
  await askForCheck(db, { shopId, now, runAt })
}

export function askForCheck(
  db: Database,
  { shopId, ...times }: { shopId: string; now: Date; runAt: Date; when?: 'sooner' | 'later' },
): Promise<void> {
  return enqueue(db, { queue: 'check', key: shopId, payload: { shopId }, ...times })
}

/** Asks for a look through the channels without pushes, soon. */
export async function askForItems(
  db: Database,
  { shopId, now }: { shopId: string; now: Date },
): Promise<void> {
  for (const channel of POLLED_CHANNELS) {
    const payload = { shopId, channel }
    await enqueue(db, { queue: 'poll_items', key: channelKey(payload), payload, now })
  }
}
