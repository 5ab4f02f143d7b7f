import { fileURLToPath } from 'node:url'
import { findShop, hasKey } from '../access/shops.ts'
import { askForScans } from '../alerts/ask-for-work.ts'
import { endPause } from '../catalogue/catalogue-pause.ts'
import { startChangeFeed } from '../http/change-feed.ts'
import { buildServer } from '../http/server.ts'
import { createEventRecorder } from '../intake/record-event.ts'
import { enqueue } from '../queue/enqueue.ts'
import { askForItems } from '../worker/polling.ts'
import { bindAlerts } from './bind-alerts.ts'
import { bindAutonomy } from './bind-autonomy.ts'
import { bindBenches } from './bind-benches.ts'
import { bindCatalogue } from './bind-catalogue.ts'
import { bindChatModel } from './bind-chat-model.ts'
import { bindFindings } from './bind-findings.ts'
import { bindKnowledge, embedSoon } from './bind-knowledge.ts'
import { bindPictures } from './bind-pictures.ts'
import { bindPushes } from './bind-pushes.ts'
import { bindReading } from './bind-reading.ts'
import { bindReview } from './bind-review.ts'
import { bindSpaces } from './bind-spaces.ts'
import { bindTransfer } from './bind-transfer.ts'
import { checkShop } from './check-shop.ts'
import type { App } from './create-app.ts'
import { budgetMicrosOf } from './language-models.ts'
import { publicBase } from './public-base.ts'
import { readReadiness, readStatus } from './read-status.ts'

/** The same from `src` and from `dist`. */
const CONSOLE_DIR = fileURLToPath(new URL('../../dist/console', import.meta.url))

type Options = {
  version: string
  /** What the rest of this process does, asked anew each time. */
  worker(): { wanted: boolean; running: boolean }
  sandboxUrl(): string | null
}

/** Listens for people, scripts and pushes. `close` finishes the requests under way. */
export async function startWeb(app: App, options: Options) {
  const { db, clock, log, env, masterKey, connections } = app
  const startedAt = clock.now()
  // Port 0 is any free one, known once we listen.
  let port = env.PORT
  const baseUrl = () => publicBase({ ...env, PORT: port })
  const feed = await startChangeFeed({ db, driver: app.database.driver, clock, log })
  const server = await buildServer(
    {
      db,
      clock,
      log,
      masterKey,
      baseUrl,
      feed,
      recorder: createEventRecorder({ db, clock }),
      review: bindReview({
        db,
        clock,
        undoMs: env.UNDO_SECONDS * 1_000,
        checkReply: app.checkReply,
        onKnowledge: embedSoon({ db, clock }),
        reading: bindReading(app),
      }),
      knowledge: bindKnowledge({
        db,
        clock,
        modelFor: (ref) => app.models?.forShop(ref),
        modelTimeoutMs: env.MODEL_TIMEOUT_SECONDS * 1_000,
      }),
      transfer: bindTransfer({ db, clock, maxBytes: env.IMPORT_MAX_MB * 1024 ** 2 }),
      spaces: bindSpaces(app),
      chatModel: bindChatModel(app),
      findings: bindFindings({ db, clock }),
      catalogue: bindCatalogue({ db, clock }),
      autonomy: bindAutonomy({ db, clock, defaultBudgetMicros: budgetMicrosOf(env) }),
      pictures: bindPictures({ db, connections }),
      pushes: bindPushes({ db, clock, masterKey, connections, baseUrl }),
      benches: bindBenches(app),
      alerts: bindAlerts(app),
      modelName: () => app.models?.known[0].name ?? null,
      checkShop: (input) => checkShop({ db, clock, masterKey, connections, baseUrl }, input),
      onShopAdded: async (shopId) => {
        const work = { key: shopId, payload: { shopId }, now: clock.now() }
        await enqueue(db, { queue: 'figures', ...work })
        await askForScans(db, { shopId, now: clock.now() })
        if (!hasKey(await findShop({ db }, shopId))) return
        await enqueue(db, { queue: 'poll', ...work })
        await askForItems(db, { shopId, now: clock.now() })
        await enqueue(db, { queue: 'guard', ...work })
        await endPause(db, shopId)
        for (const queue of ['catalogue', 'ratings'] as const) await enqueue(db, { queue, ...work })
      },
      readStatus: (scope) =>
        readStatus(app, {
          scope,
          version: options.version,
          startedAt,
          hasWorker: options.worker().running,
          sandboxUrl: options.sandboxUrl(),
        }),
      readReadiness: () => readReadiness(app, options.worker()),
    },
    {
      version: options.version,
      consoleDir: CONSOLE_DIR,
      publicUrl: env.PUBLIC_URL,
      trustProxy: env.TRUST_PROXY,
    },
  )
  try {
    const listening = await server.listen({ port: env.PORT, host: env.HOST })
    port = Number(new URL(listening).port)
    return {
      url: publicBase({ ...env, PUBLIC_URL: undefined, PORT: port }),
      baseUrl: baseUrl(),
      close: async () => {
        await server.close()
        await feed.stop()
      },
    }
  } catch (error) {
    await feed.stop()
    throw error
  }
}
