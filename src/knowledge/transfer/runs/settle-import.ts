import { and, eq, inArray, ne } from 'drizzle-orm'
import { recordAudit } from '../../../audit/record-audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import { importRows, importRuns } from '../../../db/schema/upkeep.ts'
import type { ImportRun } from '../../../http/contracts/transfer.ts'
import { enqueue } from '../../../queue/enqueue.ts'
import { importKey } from '../../../queue/jobs.ts'
import type { Clock } from '../../../shared/clock.ts'
import { conflict } from '../../../shared/errors.ts'
import { loadRun, ofRun, type RunRef } from './run-rows.ts'
import { dropFile } from './stored-file.ts'

type Deps = { db: Database; clock: Clock }

/** Lets the rows that were found good be written. Only a run that was read whole can be confirmed, and once. */
export async function confirmImport(
  { db, clock }: Deps,
  { actor, isAlone = false, ...ref }: RunRef & { actor: string; isAlone?: boolean },
): Promise<ImportRun> {
  const now = clock.now()
  await db.transaction(async (tx) => {
    const [run] = await tx
      .update(importRuns)
      .set({ status: 'writing' })
      .where(and(ofRun(ref), eq(importRuns.status, 'ready')))
      .returning()
    if (!run) throw await whyNot(tx, ref)
    const { what, format, fileName, added, changed, rejected } = run
    await recordAudit(tx, {
      shopId: ref.shopId,
      actor,
      action: 'knowledge.import_confirmed',
      subject: `import/${ref.runId}`,
      after: { what, format, fileName, added, changed, rejected },
      now,
    })
    if (!isAlone) await enqueue(tx, { queue: 'import', key: importKey(ref), payload: ref, now })
  })
  return loadRun(db, ref)
}

/** Ends a run that is not over. What was written already stays, the rest is not written. */
export async function cancelImport(
  { db, clock }: Deps,
  { actor, ...ref }: RunRef & { actor: string },
): Promise<ImportRun> {
  const now = clock.now()
  await db.transaction(async (tx) => {
    const [run] = await tx
      .update(importRuns)
      .set({ status: 'cancelled', finishedAt: now })
      .where(and(ofRun(ref), inArray(importRuns.status, ['uploading', 'reading', 'ready', 'writing'])))
      .returning()
    if (!run) throw await whyNot(tx, ref)
    await forgetRows(tx, ref)
    await recordAudit(tx, {
      shopId: ref.shopId,
      actor,
      action: 'knowledge.import_cancelled',
      subject: `import/${ref.runId}`,
      after: { fileName: run.fileName, rowsWritten: run.rowsWritten },
      now,
    })
  })
  return loadRun(db, ref)
}

/** Of a run that is over only what was not taken is of use. */
export async function forgetRows(tx: Transaction, ref: RunRef): Promise<void> {
  const { shopId, runId } = ref
  await dropFile(tx, ref)
  await tx
    .delete(importRows)
    .where(
      and(eq(importRows.shopId, shopId), eq(importRows.runId, runId), ne(importRows.outcome, 'rejected')),
    )
}

async function whyNot(tx: Transaction, ref: RunRef) {
  const { status } = await loadRun(tx, ref)
  return conflict('import_not_ready', `The import is ${status} by now`, { what: status })
}
