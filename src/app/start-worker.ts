import { planSend } from '../autonomy/plan-send.ts'
import { readCell } from '../autonomy/shop-rules.ts'
import { readRatingHistory } from '../channels/ozon/client/ratings.ts'
import { readEvent } from '../channels/read-event.ts'
import { listen } from '../db/listen.ts'
import { readCase } from '../drafting/reading/read-case.ts'
import { embedPending } from '../knowledge/embed-pending.ts'
import { refreshOldPassages } from '../knowledge/refresh-old-passages.ts'
import { switchSpace } from '../knowledge/spaces/switch-space.ts'
import { followWish } from '../knowledge/spaces/wish.ts'
import { freeAllJobs } from '../queue/claim-jobs.ts'
import { createHandlers, scheduleStanding } from '../worker/handlers.ts'
import { startWorker, type Worker } from '../worker/worker.ts'
import { bindTelling } from './bind-alerts.ts'
import { bindBenchRun } from './bind-benches.ts'
import { bindDrafting } from './bind-drafting.ts'
import { bindPushes } from './bind-pushes.ts'
import { bindReading } from './bind-reading.ts'
import { checkShop } from './check-shop.ts'
import type { App } from './create-app.ts'
import { embedderConnector, wantedEmbedder } from './embedders.ts'
import { budgetMicrosOf } from './language-models.ts'
import { publicBase } from './public-base.ts'

const EMBED_AT_ONCE = 512
const TIDY_EVERY_MS = 60_000
const FIGURES_EVERY_MS = 5 * 60_000
/** How often chats are looked through while pushes seem to be missing. */
const FAST_POLL_MS = 10_000

/** Runs the jobs of this database; several processes may, on one PostgreSQL. */
export async function startAppWorker(app: App): Promise<Worker> {
  const { db, clock, log, env, liveSpace } = app
  const wanted = wantedEmbedder(env)
  const connect = embedderConnector(env, { mayFetch: true })
  const slowMs = env.POLL_SECONDS * 1_000
  const defaultBudgetMicros = budgetMicrosOf(env)
  const drafting = bindDrafting(app)
  const handlers = createHandlers({
    db,
    clock,
    log,
    readEvent,
    openChannel: app.connections.openChannel,
    openCatalogue: app.connections.openCatalogue,
    readRatings: async ({ shopId, ...period }) =>
      readRatingHistory(await app.connections.openClient(shopId), period),
    checkShop: (input) => checkShop({ ...app, baseUrl: () => publicBase(env) }, input),
    guardPushes: bindPushes({ ...app, baseUrl: () => publicBase(env) }).guardPushes,
    burstQuietMs: env.BURST_QUIET_SECONDS * 1_000,
    poll: { slowMs, fastMs: Math.min(FAST_POLL_MS, slowMs) },
    tidyEveryMs: TIDY_EVERY_MS,
    figuresEveryMs: FIGURES_EVERY_MS,
    drafting: {
      ...drafting,
      wantsNone: async (cell) => (await readCell(db, cell)) === 'off',
      onSaved: (tx, saved) => planSend(tx, { ...saved, defaultBudgetMicros }),
    },
    defaultBudgetMicros,
    alerts: bindTelling(app),
    runBench: bindBenchRun(app, drafting),
    get readCase() {
      if (!app.models) return undefined
      return (ref: { shopId: string; conversationId: string }) =>
        readCase({ db, clock, ...bindReading(app) }, ref)
    },
    embedPending: async ({ shopId }) => {
      const old = await refreshOldPassages({ db, clock }, { shopId })
      const embedder = await liveSpace.embedderNow()
      return (await embedPending({ db, embedder }, EMBED_AT_ONCE)) === EMBED_AT_ONCE || old === 'more'
    },
    switchSpace: (input) => switchSpace({ db, clock, connect, wanted }, input),
  })
  // One process only: what is locked was held by one that is gone.
  if (app.database.kind === 'embedded') await freeAllJobs(db)
  await scheduleStanding({ db, clock })
  await followWish({ db, clock }, wanted)
  const worker = startWorker({ db, clock, handlers, log }, { concurrency: env.WORKER_CONCURRENCY })
  const stopListening = await listen(app.database.driver, 'otvet_jobs', worker.wake, log)
  return {
    ...worker,
    stop: async () => {
      await stopListening()
      await worker.stop()
    },
  }
}
