import { eq, isNull } from 'drizzle-orm'
import { hasKey } from '../access/shops.ts'
import { askAgain, askForScans } from '../alerts/ask-for-work.ts'
import { SCAN_EVERY_MS, type ScanPart } from '../alerts/scan-alerts.ts'
import { sendAcknowledgement } from '../autonomy/send-acknowledgement.ts'
import { sendDue } from '../autonomy/send-due.ts'
import { runCatalogue } from '../catalogue/run-catalogue.ts'
import type { OpenCatalogue } from '../channels/catalogue-reader.ts'
import type { OpenChannel, ReadEvent } from '../channels/channel-adapter.ts'
import type { Database } from '../db/client.ts'
import { shops } from '../db/schema/shops.ts'
import { deliverReply } from '../delivery/deliver-reply.ts'
import { followAnswer } from '../delivery/follow-answer.ts'
import { type DraftingDeps, runDrafting } from '../drafting/run-drafting.ts'
import { recordDraftFailure } from '../drafting/save-draft.ts'
import { type ReadRatings, readOzonRatings } from '../figures/read-ozon-ratings.ts'
import { runFigures } from '../figures/run-figures.ts'
import { confirmThread } from '../intake/confirm-thread.ts'
import { ingestConversation } from '../intake/ingest-conversation.ts'
import { setMissingTargets } from '../intake/set-targets.ts'
import { syncThread } from '../intake/sync-thread.ts'
import { checkFindings } from '../knowledge/findings/check-findings.ts'
import { readImport } from '../knowledge/transfer/runs/read-import.ts'
import { writeImport } from '../knowledge/transfer/runs/write-import.ts'
import { recordPromises, remindOfPromises } from '../promises/record-promises.ts'
import { enqueue } from '../queue/enqueue.ts'
import {
  benchKey,
  channelKey,
  conversationKey,
  draftKey,
  type JobPayload,
  type QueueName,
  replyKey,
} from '../queue/jobs.ts'
import { wakeDue } from '../review/snooze-case.ts'
import type { Clock } from '../shared/clock.ts'
import { AppError } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'
import { askForCheck, askForItems, ITEM_PACE, pollAndPace, pollItemsAndPace } from './polling.ts'
import { tidy } from './tidy.ts'
import type { Handlers } from './worker.ts'

export type HandlerDeps = {
  db: Database
  clock: Clock
  openChannel: OpenChannel
  openCatalogue: OpenCatalogue
  /** Looks at the shop's key, rights and pushes and keeps what it found. */
  checkShop(input: { shopId: string }): Promise<unknown>
  /** Looks at the shop's pushes, mends what it can and answers when to look next. */
  guardPushes(input: { shopId: string }): Promise<Date>
  readEvent: ReadEvent
  readRatings: ReadRatings
  burstQuietMs: number
  poll: { slowMs: number; fastMs: number }
  tidyEveryMs: number
  figuresEveryMs: number
  drafting: Omit<DraftingDeps, 'db' | 'clock'>
  /** What models may cost a shop in a month that names no budget of its own; null = no limit. */
  defaultBudgetMicros: number | null
  /** Reads draft and messages in the languages of the people; undefined without a model. */
  readCase?: ((ref: { shopId: string; conversationId: string }) => Promise<void>) | undefined
  /** Embeds what has no vector yet; answers whether more is left. */
  embedPending(input: { shopId: string }): Promise<boolean>
  /** One slice of a switch between embedding spaces. */
  switchSpace(input: { space: string | null }): Promise<'done' | 'more'>
  /** The next case of a test bench; answers whether more wait. */
  runBench(ref: { shopId: string; benchId: string }): Promise<'done' | 'more'>
  /** Finds what people are to be told of, and tells them; undefined where nobody is told anything. */
  alerts?:
    | {
        /** Answers whether the shop is still looked through. */
        scan(ref: { shopId: string; part: ScanPart }): Promise<boolean>
        tell(ref: { targetId: string }): Promise<void>
      }
    | undefined
  log?: Pick<Logger, 'error'> | undefined
}

/** Between the slices of a switch, for the other jobs of its lane. */
const SLICE_PAUSE_MS = 500

/** Job name → verb. Each verb may run twice; what is to be done next is asked for here. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { db, clock } = deps
  const pollDelays = new Map<string, number>()
  /** The next run of a work that goes on: it moves what waits already, and keeps no place at the front of its lane. */
  const again = <Q extends QueueName>(queue: Q, key: string, payload: JobPayload<Q>, runAt: Date) =>
    enqueue(db, { queue, key, payload, now: clock.now(), runAt, when: 'later' })
  const after = (ms: number) => new Date(clock.now().getTime() + ms)
  return {
    ingest: (ref) => ingestConversation(deps, ref),
    sync: async (ref) => {
      try {
        await syncThread(deps, ref)
      } catch (error) {
        // A chat that the marketplace does not know any more: nothing is left to read, however often one asks.
        if (!(error instanceof AppError) || error.kind !== 'not_found') throw error
      }
    },
    draft: async (ref) => {
      const outcome = await draftOrExplain(deps, ref)
      const key = conversationKey(ref)
      if ('again' in outcome) await again('draft', key, ref, outcome.again)
      else if (deps.readCase) await enqueue(db, { queue: 'read', key, payload: ref, now: clock.now() })
    },
    read: async (ref) => deps.readCase?.(ref),
    deliver: async (ref) => {
      const next = await deliverReply(deps, ref)
      if (next) await again('deliver', conversationKey(ref), ref, next)
    },
    follow: async (ref) => {
      const next = await followAnswer(deps, ref)
      if (next) await again('follow', replyKey(ref), ref, next)
    },
    auto_send: async (ref) => {
      const { checkReply } = deps.drafting
      const next = await sendDue({ ...deps, checkReply }, ref)
      if (next) await again('auto_send', draftKey(ref), ref, next)
    },
    acknowledge: async (ref) => {
      const next = await sendAcknowledgement(deps, ref)
      if (next) await again('acknowledge', conversationKey(ref), ref, next)
    },
    wake: async (ref) => {
      const next = await wakeDue(deps, ref)
      if (next) await again('wake', conversationKey(ref), ref, next)
    },
    targets: async (ref) => {
      if ((await setMissingTargets(db, ref)) === 'more')
        await again('targets', ref.shopId, ref, after(SLICE_PAUSE_MS))
    },
    promises: (ref) => recordPromises(deps, ref),
    promise_due: async (ref) => {
      const next = await remindOfPromises(deps, ref)
      if (next) await again('promise_due', conversationKey(ref), ref, next)
    },
    poll: async (ref) => {
      const { shopId } = ref
      const delay = await pollAndPace(deps, shopId, pollDelays.get(shopId) ?? deps.poll.fastMs)
      if (delay === undefined) return
      pollDelays.set(shopId, delay)
      await again('poll', shopId, ref, after(delay))
    },
    poll_items: async (ref) => {
      const key = channelKey(ref)
      const delay = await pollItemsAndPace(deps, ref, pollDelays.get(key) ?? ITEM_PACE.fastMs)
      if (delay === undefined) return
      pollDelays.set(key, delay)
      await again('poll_items', key, ref, after(delay))
    },
    check: async ({ shopId }) => {
      const [shop] = await db.select().from(shops).where(eq(shops.id, shopId))
      if (!shop || shop.disabledAt) return
      await deps.checkShop({ shopId })
      await askForCheck(db, { shopId, now: clock.now(), runAt: after(CHECK_EVERY_MS), when: 'later' })
    },
    guard: async (ref) => {
      const [shop] = await db.select().from(shops).where(eq(shops.id, ref.shopId))
      if (!shop || shop.disabledAt) return
      await again('guard', ref.shopId, ref, await deps.guardPushes(ref))
    },
    catalogue: (ref) => runCatalogue(deps, ref),
    embed: async ({ shopId }) => {
      const more = await deps.embedPending({ shopId })
      // Neighbours are found by their vectors: what changed is compared once it has them.
      const queue = more ? ('embed' as const) : ('findings' as const)
      await enqueue(db, { queue, key: shopId, payload: { shopId }, now: clock.now() })
    },
    findings: async (ref) => {
      const { more } = await checkFindings({ db, clock }, ref)
      // Polls and imports share the lane: whatever is due goes before the next batch.
      if (more) await again('findings', ref.shopId, ref, after(SLICE_PAUSE_MS))
    },
    reembed: async (payload) => {
      if ((await deps.switchSpace(payload)) === 'more')
        await again('reembed', 'all', payload, after(SLICE_PAUSE_MS))
    },
    import: async (ref) => {
      await readImport({ db, clock }, ref)
      await writeImport({ db, clock }, ref)
    },
    bench: async (ref) => {
      if ((await deps.runBench(ref)) === 'more') await again('bench', benchKey(ref), ref, clock.now())
    },
    figures: async (ref) => {
      const isMore = (await runFigures(deps, ref)) === 'more'
      await again('figures', ref.shopId, ref, after(isMore ? SLICE_PAUSE_MS : deps.figuresEveryMs))
    },
    ratings: async (ref) => {
      await readOzonRatings(deps, ref)
      await again('ratings', ref.shopId, ref, after(RATINGS_EVERY_MS))
    },
    alert_scan: async (ref) => {
      if (await deps.alerts?.scan(ref))
        await again('alert_scan', `${ref.shopId}/${ref.part}`, ref, after(SCAN_EVERY_MS[ref.part]))
    },
    alert_tell: async (ref) => {
      await deps.alerts?.tell(ref)
      await askAgain(db, { ...ref, now: clock.now() })
    },
    tidy: async () => {
      await tidy({ db, clock })
      await again('tidy', 'all', {}, after(deps.tidyEveryMs))
    },
  }
}

/** A failed drafting is shown on the case and tried again: the agent is never left with silence. */
async function draftOrExplain(deps: HandlerDeps, ref: { shopId: string; conversationId: string }) {
  const { db, clock } = deps
  try {
    await confirmThread(deps, ref)
    return await runDrafting({ db, clock, ...deps.drafting }, ref)
  } catch (error) {
    const reason = error instanceof AppError ? error.message : 'An unexpected error; see the log.'
    await recordDraftFailure(db, { ...ref, reason, now: clock.now() })
    throw error
  }
}

/** The server that the check pushes to must be up. */
const FIRST_CHECK_MS = 60_000
const CHECK_EVERY_MS = 24 * 3_600_000
/** The marketplace counts them once a day. */
const RATINGS_EVERY_MS = 6 * 3_600_000

/** Asks for the first poll of every shop and for the tidying: at every start, harmless when already asked for. */
export async function scheduleStanding({ db, clock }: { db: Database; clock: Clock }): Promise<void> {
  const now = clock.now()
  await enqueue(db, { queue: 'tidy', key: 'all', payload: {}, now })
  const open = await db
    .select({ id: shops.id, capabilities: shops.capabilities, sealedApiKey: shops.sealedApiKey })
    .from(shops)
    .where(isNull(shops.disabledAt))
  for (const { id, capabilities, sealedApiKey } of open) {
    for (const queue of ['embed', 'targets', 'figures'] as const)
      await enqueue(db, { queue, key: id, payload: { shopId: id }, now })
    await askForScans(db, { shopId: id, now })
    if (!hasKey({ sealedApiKey })) continue
    const last = Date.parse(capabilities?.checkedAt ?? '') || 0
    const checkAt = new Date(Math.max(now.getTime() + FIRST_CHECK_MS, last + CHECK_EVERY_MS))
    await askForCheck(db, { shopId: id, now, runAt: checkAt })
    const guardAt = new Date(now.getTime() + FIRST_CHECK_MS)
    await enqueue(db, { queue: 'guard', key: id, payload: { shopId: id }, now, runAt: guardAt })
    await enqueue(db, { queue: 'poll', key: id, payload: { shopId: id }, now })
    await askForItems(db, { shopId: id, now })
    for (const queue of ['catalogue', 'ratings'] as const)
      await enqueue(db, { queue, key: id, payload: { shopId: id }, now })
  }
}
