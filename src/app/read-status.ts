import { and, isNull, max, sql } from 'drizzle-orm'
import { z } from 'zod'
import { queryRows } from '../db/client.ts'
import { pendingMigrations } from '../db/migrate.ts'
import { shops } from '../db/schema/shops.ts'
import { withinShops } from '../db/within-shops.ts'
import { keyEnd } from '../domain/key-end.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { Status } from '../http/contracts/status.ts'
import type { Readiness } from '../http/routes/system.ts'
import { promptMisfits } from '../prompting/prompt-misfits.ts'
import type { App } from './create-app.ts'
import { readModelSpending, readModels } from './read-model-status.ts'

const waitingRow = z.object({ count: z.coerce.number(), late: z.coerce.number() })
/** A due job that nobody takes for this long: no worker runs anywhere. */
const LATE_SECONDS = 60

type Parts = {
  scope: ShopScope
  hasWorker: boolean
  sandboxUrl: string | null
  startedAt: Date
  version: string
}

/** What runs here; of shops what the asker may see. */
export async function readStatus(app: App, parts: Parts): Promise<Status> {
  const { db, env, models, liveSpace, clock } = app
  const embedder = await liveSpace.embedder()
  const now = sql`${clock.now().toISOString()}::timestamptz`
  const [waiting] = await queryRows(
    db,
    waitingRow,
    sql`select count(*) as count,
        count(*) filter (where run_at < ${now} - make_interval(secs => ${LATE_SECONDS})
          and (locked_until is null or locked_until < ${now})) as late
      from jobs where run_at <= ${now}`,
  )
  const [intake] = await db
    .select({ lastPushAt: max(shops.lastPushAt), lastPollAt: max(shops.lastPollAt) })
    .from(shops)
    .where(withinShops(parts.scope, shops.id))
  return {
    version: parts.version,
    startedAt: parts.startedAt.toISOString(),
    demo: parts.sandboxUrl !== null,
    sandboxUrl: parts.sandboxUrl,
    undoSeconds: env.UNDO_SECONDS,
    database: { kind: app.database.kind, ok: true },
    drafter: models
      ? { composer: 'model', name: models.known[0].name }
      : { composer: 'built-in', name: 'built-in' },
    ...readModels(app),
    spending: models ? await readModelSpending(app, parts.scope) : [],
    embedder: { name: embedder.space, dimensions: embedder.dimensions, error: liveSpace.health().error },
    // The workers may be other processes: what they leave undone shows whether there are any.
    worker: { running: parts.hasWorker || waiting?.late === 0, jobsWaiting: waiting?.count ?? 0 },
    shopWarnings: await shopWarnings(app, parts.scope),
    promptMisfits: await promptMisfits(db, parts.scope),
    intake: {
      lastPushAt: intake?.lastPushAt?.toISOString() ?? null,
      lastPollAt: intake?.lastPollAt?.toISOString() ?? null,
    },
  }
}

async function shopWarnings({ db, clock }: App, scope: ShopScope): Promise<Status['shopWarnings']> {
  const open = await db
    .select({ shopId: shops.id, name: shops.name, capabilities: shops.capabilities })
    .from(shops)
    .where(and(isNull(shops.disabledAt), withinShops(scope, shops.id)))
  return open.flatMap(({ shopId, name, capabilities }) => {
    if (!capabilities) return []
    const { keyExpiresAt, findings = [] } = capabilities
    const end = keyExpiresAt ? keyEnd(new Date(keyExpiresAt), clock.now()) : undefined
    const topics = findings.filter(({ status }) => status !== 'ok').map(({ topic }) => topic)
    const keyDays = end && end.level !== 'ok' ? end.days : null
    return keyDays === null && topics.length === 0 ? [] : [{ shopId, name, keyDays, topics }]
  })
}

/** Ready = the database answers and knows every migration, and the worker that this process should run runs. */
export async function readReadiness(
  app: App,
  worker: { wanted: boolean; running: boolean },
): Promise<Readiness> {
  const checks: Record<string, boolean> = { worker: !worker.wanted || worker.running }
  try {
    checks.migrations = (await pendingMigrations(app.db)) === 0
    checks.database = true
  } catch (error) {
    app.log.warn({ err: error }, 'the database does not answer')
    checks.database = false
  }
  return { ready: Object.values(checks).every(Boolean), checks }
}
