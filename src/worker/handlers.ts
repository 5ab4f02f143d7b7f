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
import { benchKey, channelKey, conversationKey, draftKey, replyKey } from '../queue/jobs.ts'
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
      const work = { key: conversationKey(ref), payload: ref, now: clock.now() }
      if ('again' in outcome) {
        await enqueue(db, { queue: 'draft', ...work, runAt: outcome.again, when: 'later' })
      } else if (deps.readCase) await enqueue(db, { queue: 'read', ...work })
    },
    read: async (ref) => deps.readCase?.(ref),
    deliver: async (ref) => {
      const next = await deliverReply(deps, ref)
      if (!next) return
      await enqueue(db, {
        queue: 'deliver',
        key: conversationKey(ref),
        payload: ref,
        now: clock.now(),
        runAt: next,
        when: 'later',
      })
    },
    follow: async (ref) => {
      const runAt = await followAnswer(deps, ref)
      if (!runAt) return
      const now = clock.now()
      await enqueue(db, { queue: 'follow', key: replyKey(ref), payload: ref, now, runAt, when: 'later' })
    },
    auto_send: async (ref) => {
      const { checkReply } = deps.drafting
      const next = await sendDue({ ...deps, checkReply }, ref)
      if (!next) return
      const now = clock.now()
      await enqueue(db, {
        queue: 'auto_send',
        key: draftKey(ref),
        payload: ref,
        now,
        runAt: next,
        when: 'later',
      })
    },
    acknowledge: async (ref) => {
      const runAt = await sendAcknowledgement(deps, ref)
      if (!runAt) return
      const now = clock.now()
      await enqueue(db, {
        queue: 'acknowledge',
        key: conversationKey(ref),
        payload: ref,
        now,
        runAt,
        when: 'later',
      })
    },
    wake: async (ref) => {
      const runAt = await wakeDue(deps, ref)
      if (!runAt) return
      const now = clock.now()
      await enqueue(db, { queue: 'wake', key: conversationKey(ref), payload: ref, now, runAt, when: 'later' })
    },
    targets: async (ref) => {
      if ((await setMissingTargets(db, ref)) === 'done') return
      const now = clock.now()
      const runAt = new Date(now.getTime() + SLICE_PAUSE_MS)
      await enqueue(db, { queue: 'targets', key: ref.shopId, payload: ref, now, runAt, when: 'later' })
    },
    promises: (ref) => recordPromises(deps, ref),
    promise_due: async (ref) => {
      const runAt = await remindOfPromises(deps, ref)
      if (!runAt) return
      const now = clock.now()
      const key = conversationKey(ref)
      await enqueue(db, { queue: 'promise_due', key, payload: ref, now, runAt, when: 'later' })
    },
    poll: async ({ shopId }) => {
      const delay = await pollAndPace(deps, shopId, pollDelays.get(shopId) ?? deps.poll.fastMs)
      if (delay === undefined) return
      pollDelays.set(shopId, delay)
      const runAt = new Date(clock.now().getTime() + delay)
      await enqueue(db, {
        queue: 'poll',
        key: shopId,
        payload: { shopId },
        now: clock.now(),
        runAt,
        when: 'later',
      })
    },
    poll_items: async (ref) => {
      const key = channelKey(ref)
      const delay = await pollItemsAndPace(deps, ref, pollDelays.get(key) ?? ITEM_PACE.fastMs)
      if (delay === undefined) return
      pollDelays.set(key, delay)
      const now = clock.now()
      const runAt = new Date(now.getTime() + delay)
      await enqueue(db, { queue: 'poll_items', key, payload: ref, now, runAt, when: 'later' })
    },
    check: async ({ shopId }) => {
      const [shop] = await db.select().from(shops).where(eq(shops.id, shopId))
      if (!shop || shop.disabledAt) return
      await deps.checkShop({ shopId })
      const runAt = new Date(clock.now().getTime() + CHECK_EVERY_MS)
      await askForCheck(db, { shopId, now: clock.now(), runAt, when: 'later' })
    },
    guard: async ({ shopId }) => {
      const [shop] = await db.select().from(shops).where(eq(shops.id, shopId))
      if (!shop || shop.disabledAt) return
      const runAt = await deps.guardPushes({ shopId })
      const now = clock.now()
      await enqueue(db, { queue: 'guard', key: shopId, payload: { shopId }, now, runAt, when: 'later' })
    },
    catalogue: (ref) => runCatalogue(deps, ref),
    embed: async ({ shopId }) => {
      const more = await deps.embedPending({ shopId })
      // Neighbours are found by their vectors: what changed is compared once it has them.
      const queue = more ? ('embed' as const) : ('findings' as const)
      await enqueue(db, { queue, key: shopId, payload: { shopId }, now: clock.now() })
    },
    findings: async ({ shopId }) => {
      const { more } = await checkFindings({ db, clock }, { shopId })
      if (!more) return
      // Polls and imports share the lane: whatever is due goes before the next batch.
      const now = clock.now()
      const runAt = new Date(now.getTime() + SLICE_PAUSE_MS)
      // `later`: the row keeps no place at the front of the lane.
      await enqueue(db, { queue: 'findings', key: shopId, payload: { shopId }, now, runAt, when: 'later' })
    },
    reembed: async (payload) => {
      if ((await deps.switchSpace(payload)) === 'done') return
      const now = clock.now()
      const runAt = new Date(now.getTime() + SLICE_PAUSE_MS)
      await enqueue(db, { queue: 'reembed', key: 'all', payload, now, runAt, when: 'later' })
    },
    import: async (ref) => {
      await readImport({ db, clock }, ref)
      await writeImport({ db, clock }, ref)
    },
    bench: async (ref) => {
      if ((await deps.runBench(ref)) === 'done') return
      await enqueue(db, { queue: 'bench', key: benchKey(ref), payload: ref, now: clock.now(), when: 'later' })
    },
    figures: async (ref) => {
      const more = (await runFigures(deps, ref)) === 'more'
      const now = clock.now()
      const runAt = new Date(now.getTime() + (more ? SLICE_PAUSE_MS : deps.figuresEveryMs))
      await enqueue(db, { queue: 'figures', key: ref.shopId, payload: ref, now, runAt, when: 'later' })
    },
    ratings: async (ref) => {
      await readOzonRatings(deps, ref)
      const now = clock.now()
      const runAt = new Date(now.getTime() + RATINGS_EVERY_MS)
      await enqueue(db, { queue: 'ratings', key: ref.shopId, payload: ref, now, runAt, when: 'later' })
    },
    alert_scan: async (ref) => {
      if (!(await deps.alerts?.scan(ref))) return
      const now = clock.now()
      const runAt = new Date(now.getTime() + SCAN_EVERY_MS[ref.part])
      const key = `${ref.shopId}/${ref.part}`
      await enqueue(db, { queue: 'alert_scan', key, payload: ref, now, runAt, when: 'later' })
    },
    alert_tell: async (ref) => {
      await deps.alerts?.tell(ref)
      await askAgain(db, { ...ref, now: clock.now() })
    },
    tidy: async () => {
      await tidy({ db, clock })
      const runAt = new Date(clock.now().getTime() + deps.tidyEveryMs)
      await enqueue(db, { queue: 'tidy', key: 'all', payload: {}, now: clock.now(), runAt, when: 'later' })
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
