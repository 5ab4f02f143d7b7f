import { and, eq, inArray, lt, or } from 'drizzle-orm'
import type { Database } from '../../../db/client.ts'
import { importRuns } from '../../../db/schema/upkeep.ts'
import { forgetRows } from './settle-import.ts'

const HOUR_MS = 3_600_000
/** An upload that came to nothing: its process is gone. */
const UPLOADING_KEPT_MS = 6 * HOUR_MS
/** What was read a week ago says little of what would change today. */
const UNCONFIRMED_KEPT_MS = 7 * 24 * HOUR_MS
const RUNS_KEPT_MS = 90 * 24 * HOUR_MS
const AT_ONCE = 50

/** Ends imports that nobody finished, and forgets old ones. */
export async function clearImports({ db }: { db: Database }, now: Date): Promise<void> {
  const before = (keptMs: number) => lt(importRuns.startedAt, new Date(now.getTime() - keptMs))
  const stale = await db
    .select({ shopId: importRuns.shopId, runId: importRuns.id })
    .from(importRuns)
    .where(
      or(
        and(eq(importRuns.status, 'uploading'), before(UPLOADING_KEPT_MS)),
        and(inArray(importRuns.status, ['reading', 'ready']), before(UNCONFIRMED_KEPT_MS)),
      ),
    )
    .limit(AT_ONCE)
  for (const ref of stale) {
    await db.transaction(async (tx) => {
      const [ended] = await tx
        .update(importRuns)
        .set({ status: 'cancelled', finishedAt: now })
        .where(
          and(
            eq(importRuns.shopId, ref.shopId),
            eq(importRuns.id, ref.runId),
            inArray(importRuns.status, ['uploading', 'reading', 'ready']),
          ),
        )
        .returning({ id: importRuns.id })
      if (ended) await forgetRows(tx, ref)
    })
  }
  await db
    .delete(importRuns)
    .where(and(inArray(importRuns.status, ['done', 'failed', 'cancelled']), before(RUNS_KEPT_MS)))
}
