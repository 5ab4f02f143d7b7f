import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Database, Transaction } from '../../../db/client.ts'
import { importRows, importRuns } from '../../../db/schema/upkeep.ts'
import { enqueue } from '../../../queue/enqueue.ts'
import type { Clock } from '../../../shared/clock.ts'
import { entryContentSchema } from '../../entry-content.ts'
import { productContentSchema } from '../../product-content.ts'
import { writeEntries } from '../../write-entries.ts'
import { writeProducts } from '../../write-products.ts'
import type { RowContent } from '../decide-rows.ts'
import { reason } from '../reasons.ts'
import type { TransferKind } from '../shapes.ts'
import { loadStored, type Stored } from '../stored.ts'
import { countOutcomes } from './read-import.ts'
import { ofRun, type RunRef } from './run-rows.ts'
import { forgetRows } from './settle-import.ts'

type Deps = { db: Database; clock: Clock }

const BATCH = 300

/**
 * Writes a confirmed run, a batch a transaction, and goes on after the last one written. A row whose entry or product
 * changed since it was read is not written but told: nobody has seen what it would undo.
 */
export async function writeImport(deps: Deps, ref: RunRef): Promise<void> {
  while (await deps.db.transaction((tx) => writeBatch(tx, ref, deps.clock.now())));
}

/** True while there may be more. */
async function writeBatch(tx: Transaction, ref: RunRef, now: Date): Promise<boolean> {
  const { shopId } = ref
  // Two writers at once take turns; the second finds the first's rows behind it.
  const [run] = await tx.select().from(importRuns).where(ofRun(ref)).for('update')
  if (run?.status !== 'writing') return false
  const rows = await nextRows(tx, ref, run.writtenThrough)
  const last = rows.at(-1)
  if (!last) {
    await tx
      .update(importRuns)
      .set({ status: 'done', finishedAt: now, ...(await countOutcomes(tx, ref)) })
      .where(ofRun(ref))
    await forgetRows(tx, ref)
    return false
  }
  const what = run.what === 'entries' ? 'entries' : 'products'
  const ids = rows.flatMap(({ subject }) => subject ?? [])
  const stored = await loadStored(tx, { what, shopId, ids, isForUpdate: true })
  const asRead = rows.filter(({ subject, base }) => base === (stored.get(subject ?? '')?.hash ?? ''))
  const written = await write(tx, { what, shopId, rows: asRead, stored, changedBy: run.startedBy, now })
  const moved = rows.filter(({ subject }) => !written.has(subject ?? '')).map(({ row }) => row)
  if (moved.length > 0) await reject(tx, ref, moved)
  await tx
    .update(importRuns)
    .set({
      writtenThrough: last.row,
      rowsWritten: sql`${importRuns.rowsWritten} + ${written.size}`,
      rejected: sql`${importRuns.rejected} + ${moved.length}`,
    })
    .where(ofRun(ref))
  if (written.size > 0) await enqueue(tx, { queue: 'embed', key: shopId, payload: { shopId }, now })
  return true
}

type Row = { row: number; subject: string | null; base: string | null; content: unknown }

function nextRows(tx: Transaction, { shopId, runId }: RunRef, after: number): Promise<Row[]> {
  return tx
    .select({
      row: importRows.row,
      subject: importRows.subject,
      base: importRows.base,
      content: importRows.content,
    })
    .from(importRows)
    .where(
      and(
        eq(importRows.shopId, shopId),
        eq(importRows.runId, runId),
        inArray(importRows.outcome, ['added', 'changed']),
        gt(importRows.row, after),
      ),
    )
    .orderBy(asc(importRows.row))
    .limit(BATCH)
}

type Write = {
  what: TransferKind
  shopId: string
  rows: Row[]
  stored: Map<string, Stored>
  changedBy: string
  now: Date
}

async function write(
  tx: Transaction,
  { what, shopId, rows, stored, changedBy, now }: Write,
): Promise<Set<string>> {
  const common = { shopId, changedBy, now }
  if (what === 'entries') {
    const entries = rows.map(({ subject, content }) => ({
      id: subject ?? '',
      content: entryContentSchema.parse(contentOf(content).content),
      version: (stored.get(subject ?? '')?.version ?? 0) + 1,
      before: stored.get(subject ?? '')?.content,
    }))
    return writeEntries(tx, { ...common, entries })
  }
  const products = rows.map(({ subject, content }) => ({
    content: productContentSchema.parse(contentOf(content).content),
    price: contentOf(content).price,
    before: stored.get(subject ?? '')?.content,
  }))
  return writeProducts(tx, { ...common, products })
}

/** As `decideRows` put it there. */
const contentOf = (content: unknown) => content as RowContent

async function reject(tx: Transaction, { shopId, runId }: RunRef, rows: number[]): Promise<void> {
  await tx
    .update(importRows)
    .set({ outcome: 'rejected', reason: reason('moved'), content: null })
    .where(and(eq(importRows.shopId, shopId), eq(importRows.runId, runId), inArray(importRows.row, rows)))
}
