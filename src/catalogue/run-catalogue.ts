import { and, eq, sql } from 'drizzle-orm'
import type { OpenCatalogue } from '../channels/catalogue-reader.ts'
import type { Database, Executor } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { shops } from '../db/schema/shops.ts'
import { catalogueSyncs, productMarks } from '../db/schema/upkeep.ts'
import { enqueue } from '../queue/enqueue.ts'
import type { Clock } from '../shared/clock.ts'
import { errorWords } from '../shared/error-words.ts'
import { AppError } from '../shared/errors.ts'
import { endPause, notePause, readPause } from './catalogue-pause.ts'
import { readOn } from './read-all.ts'
import { readMarked } from './read-marked.ts'
import { beginFullSync, type CatalogueSync, isRunningFull, nextFullAt } from './start-sync.ts'

type Deps = { db: Database; clock: Clock; openCatalogue: OpenCatalogue }

const MARKS_GATHER_MS = 5_000
const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 15 * 60_000
/** What stands refused may be mended by a person; asking often would get the key cut off. */
const REFUSED_PAUSE_MS = 3_600_000
/** A reading that cannot go on for so long is given up: half of it is old news by then. */
const GIVEN_UP_AFTER_MS = 24 * 3_600_000

/**
 * One step of a shop's catalogue: what pushes marked first, then a page of the whole reading that is under way or
 * due. Asks for its own next run. May be killed anywhere and may run twice at once.
 */
export async function runCatalogue(deps: Deps, { shopId }: { shopId: string }): Promise<void> {
  const { db, clock } = deps
  const [shop] = await db.select({ disabledAt: shops.disabledAt }).from(shops).where(eq(shops.id, shopId))
  if (!shop || shop.disabledAt) return
  const pause = await readPause(db, shopId)
  if (!pause || pause.until <= clock.now()) await takeStep(deps, shopId, pause?.failures ?? 0)
  await askForNext(deps, shopId)
}

async function takeStep(deps: Deps, shopId: string, failures: number): Promise<void> {
  const { db, clock, openCatalogue } = deps
  try {
    const sync = await currentSync(deps, shopId)
    const reader = await openCatalogue(shopId)
    await readMarked(deps, reader, shopId)
    if (sync) await readOn(deps, reader, sync)
    if (failures > 0) await endPause(db, shopId)
  } catch (error) {
    if (!(error instanceof AppError) || (error.kind === 'bug' && error.code !== 'method_retired')) throw error
    const now = clock.now()
    await noteFailure(db, { shopId, error, now })
    const until = new Date(now.getTime() + pauseMs(error, failures, now))
    await notePause(db, shopId, { until, failures: failures + 1 }, now)
  }
}

function pauseMs(error: AppError, failures: number, now: Date): number {
  if (error.kind !== 'unavailable') return REFUSED_PAUSE_MS
  const asked = retryAt(error)?.getTime() ?? 0
  const growing = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10))
  return Math.max(asked - now.getTime(), growing)
}

function retryAt({ details }: AppError): Date | undefined {
  return details?.retryAt instanceof Date ? details.retryAt : undefined
}

/** The whole reading under way; a new one when that is due. */
async function currentSync({ db, clock }: Deps, shopId: string): Promise<CatalogueSync | undefined> {
  const now = clock.now()
  const [running] = await db
    .select()
    .from(catalogueSyncs)
    .where(and(eq(catalogueSyncs.shopId, shopId), isRunningFull))
  if (running) return running
  if ((await nextFullAt(db, shopId, now)) > now) return undefined
  return (await db.transaction((tx) => beginFullSync(tx, { shopId, startedBy: 'schedule', now }))).sync
}

/** What may pass is shown beside the progress; what stands refused ends the reading, and so does a day of waiting. */
async function noteFailure(
  db: Database,
  { shopId, error, now }: { shopId: string; error: AppError; now: Date },
): Promise<void> {
  const failure = errorWords(error).slice(0, 500)
  const giveUpBefore = sql`${new Date(now.getTime() - GIVEN_UP_AFTER_MS).toISOString()}::timestamptz`
  const ends = error.kind === 'unavailable' ? sql`${catalogueSyncs.startedAt} < ${giveUpBefore}` : sql`true`
  await db.transaction(async (tx) => {
    await tx
      .update(catalogueSyncs)
      .set({
        failure,
        status: sql`case when ${ends} then 'failed' else 'running' end`,
        finishedAt: sql`case when ${ends} then ${now.toISOString()}::timestamptz end`,
      })
      .where(and(eq(catalogueSyncs.shopId, shopId), isRunningFull))
    await recordChange(tx, { shopId, kind: 'shop', now })
  })
}

/** The job's row is held first: a push that marks a product meanwhile waits, and then has the last word. */
async function askForNext({ db, clock }: Deps, shopId: string): Promise<void> {
  const now = clock.now()
  await db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from jobs where queue = 'catalogue' and key = ${shopId} for update`)
    const pause = await readPause(tx, shopId)
    const runAt = pause && pause.until > now ? pause.until : await nextStepAt(tx, shopId, now)
    await enqueue(tx, { queue: 'catalogue', key: shopId, payload: { shopId }, now, runAt, when: 'later' })
  })
}

async function nextStepAt(db: Executor, shopId: string, now: Date): Promise<Date> {
  const running = await db.$count(catalogueSyncs, and(eq(catalogueSyncs.shopId, shopId), isRunningFull))
  if (running > 0) return now
  const marks = await db.$count(productMarks, eq(productMarks.shopId, shopId))
  if (marks > 0) return new Date(now.getTime() + MARKS_GATHER_MS)
  return nextFullAt(db, shopId, now)
}
