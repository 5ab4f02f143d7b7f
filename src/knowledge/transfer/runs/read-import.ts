import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows, type Transaction } from '../../../db/client.ts'
import { insertRows, setExcluded } from '../../../db/insert-rows.ts'
import { importRows, importRuns } from '../../../db/schema/upkeep.ts'
import type { Clock } from '../../../shared/clock.ts'
import { type Decision, decideRows, type SeenIds } from '../decide-rows.ts'
import { FileProblem } from '../file-problem.ts'
import { readFile } from '../read-file.ts'
import { type Reason, reason } from '../reasons.ts'
import type { FileRow } from '../shapes.ts'
import { loadRun, ofRun, type RunRef } from './run-rows.ts'
import { dropFile, FileGone, storedFile } from './stored-file.ts'

type Deps = { db: Database; clock: Clock }

const BATCH = 500
const MOST_ROWS = 1_000_000
const MOST_NOTES = 20

/**
 * The dry run: reads the file and keeps what each row would do. Killed, it starts from the beginning and comes to
 * the same rows; cancelled, it stops at the next batch. Answers nothing where the run is not to be read.
 */
export async function readImport({ db, clock }: Deps, ref: RunRef): Promise<void> {
  const run = await loadRun(db, ref)
  if (run.status !== 'reading') return
  const notes: Reason[] = []
  const note = (one: Reason) => {
    if (notes.length < MOST_NOTES) notes.push(one)
  }
  const seen: SeenIds = new Map()
  let rowsRead = 0
  try {
    const source = storedFile(db, ref, run.bytes)
    for await (const rows of batchesOf(readFile(source, run, note))) {
      rowsRead += rows.length
      if (rowsRead > MOST_ROWS) throw new FileProblem(reason('too_many_rows', { max: MOST_ROWS }))
      const decisions = await decideRows(db, { what: run.what, shopId: run.shopId, rows, seen })
      const goesOn = await db.transaction(async (tx) => {
        const [still] = await tx
          .update(importRuns)
          .set({ rowsRead })
          .where(and(ofRun(ref), eq(importRuns.status, 'reading')))
          .returning({ id: importRuns.id })
        if (still) await keep(tx, ref, decisions)
        return still !== undefined
      })
      if (!goesOn) return
    }
    await finish(db, ref, { notes, rowsRead })
  } catch (error) {
    if (error instanceof FileGone) return
    if (!(error instanceof FileProblem)) throw error
    await fail(db, ref, { problem: error.reason, notes, at: clock.now() })
  }
}

/** A second reader of the same file writes the same over it. */
async function keep(tx: Transaction, { shopId, runId }: RunRef, decisions: Decision[]): Promise<void> {
  const rows = decisions.map((decision) => ({ ...decision, shopId, runId }))
  const set = setExcluded(importRows, ['outcome', 'subject', 'reason', 'content', 'base'])
  await tx.execute(insertRows(importRows, rows, sql`on conflict (shop_id, run_id, row) do update set ${set}`))
}

async function finish(db: Database, ref: RunRef, done: { notes: Reason[]; rowsRead: number }): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(importRuns)
      .set({ ...done, ...(await countOutcomes(tx, ref)), status: 'ready' })
      .where(and(ofRun(ref), eq(importRuns.status, 'reading')))
    await dropFile(tx, ref)
  })
}

async function fail(
  db: Database,
  ref: RunRef,
  { problem, notes, at }: { problem: Reason; notes: Reason[]; at: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(importRuns)
      .set({ status: 'failed', failure: JSON.stringify(problem), notes, finishedAt: at })
      .where(and(ofRun(ref), eq(importRuns.status, 'reading')))
    await dropFile(tx, ref)
  })
}

const countRow = z.object({
  outcome: z.enum(['added', 'changed', 'unchanged', 'rejected']),
  count: z.coerce.number(),
})

/** Counted from the rows themselves: no restart can count one twice. */
export async function countOutcomes(tx: Transaction, { shopId, runId }: RunRef) {
  const rows = await queryRows(
    tx,
    countRow,
    sql`select outcome, count(*) as count from import_rows where shop_id = ${shopId} and run_id = ${runId} group by outcome`,
  )
  const counts = { added: 0, changed: 0, unchanged: 0, rejected: 0 }
  for (const { outcome, count } of rows) counts[outcome] = count
  return counts
}

async function* batchesOf(rows: AsyncIterable<FileRow>): AsyncGenerator<FileRow[]> {
  let batch: FileRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
