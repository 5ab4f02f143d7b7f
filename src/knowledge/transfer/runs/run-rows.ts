import { and, desc, eq, sql } from 'drizzle-orm'
import type { Database, Executor } from '../../../db/client.ts'
import { users } from '../../../db/schema/access.ts'
import { importRows, importRuns } from '../../../db/schema/upkeep.ts'
import type {
  ImportList,
  ImportListQuery,
  ImportRows,
  ImportRowsQuery,
  ImportRun,
} from '../../../http/contracts/transfer.ts'
import { importRowsSchema, importRunSchema } from '../../../http/contracts/transfer.ts'
import { invalid, notFound } from '../../../shared/errors.ts'
import { reasonOf, wordsOfReason } from '../reasons.ts'
import { columnLabel } from '../tables/labels.ts'

export type RunRef = { shopId: string; runId: string }

export const ofRun = ({ shopId, runId }: RunRef) =>
  and(eq(importRuns.shopId, shopId), eq(importRuns.id, runId))

export async function loadRun(db: Executor, ref: RunRef): Promise<ImportRun> {
  const [found] = await selectRuns(db).where(ofRun(ref))
  if (!found) throw notFound('import_not_found', `There is no import ${ref.runId} in this shop`)
  return viewOf(found)
}

/** The newest first. */
export async function listRuns(
  db: Database,
  { shopId, cursor, limit }: ImportListQuery,
): Promise<ImportList> {
  const rows = await selectRuns(db)
    .where(
      and(
        shopId === undefined ? undefined : eq(importRuns.shopId, shopId),
        cursor === undefined ? undefined : before(cursor),
      ),
    )
    .orderBy(desc(importRuns.id), desc(importRuns.shopId))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)?.run
  return {
    runs: page.map(viewOf),
    nextCursor: rows.length > limit && last ? `${last.id} ${last.shopId}` : null,
  }
}

/** What the reading found, in the order of the file; words in three languages. */
export async function listRows(
  db: Database,
  ref: RunRef,
  { outcome, after, limit }: ImportRowsQuery,
): Promise<ImportRows> {
  await loadRun(db, ref)
  const rows = await db
    .select({
      row: importRows.row,
      outcome: importRows.outcome,
      subject: importRows.subject,
      reason: importRows.reason,
    })
    .from(importRows)
    .where(
      and(
        eq(importRows.shopId, ref.shopId),
        eq(importRows.runId, ref.runId),
        outcome === undefined ? undefined : eq(importRows.outcome, outcome),
        sql`${importRows.row} > ${after}`,
      ),
    )
    .orderBy(importRows.row)
    .limit(limit + 1)
  const page = rows.slice(0, limit).map((one) => ({ ...one, reason: one.reason && inWords(one.reason) }))
  return importRowsSchema.parse({ rows: page, next: rows.length > limit ? (page.at(-1)?.row ?? null) : null })
}

const inWords = (stored: Record<string, unknown>) => wordsOfReason(reasonOf(stored), columnLabel)

const selectRuns = (db: Executor) =>
  db
    .select({ run: importRuns, name: users.name })
    .from(importRuns)
    .leftJoin(users, eq(users.id, importRuns.startedBy))
    .$dynamic()

function viewOf({ run, name }: { run: typeof importRuns.$inferSelect; name: string | null }): ImportRun {
  const { added, changed, unchanged, rejected } = run
  return importRunSchema.parse({
    ...run,
    counts: { added, changed, unchanged, rejected },
    notes: run.notes.map(inWords),
    failure: run.failure === null ? null : failureWords(run.failure),
    startedBy: { id: run.startedBy, name: name ?? run.startedBy },
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  })
}

function failureWords(failure: string) {
  const stored: unknown = JSON.parse(failure)
  return inWords(typeof stored === 'object' && stored !== null ? { ...stored } : {})
}

function before(cursor: string) {
  const [id, shopId] = cursor.split(' ')
  if (!id || !shopId)
    throw invalid('bad_cursor', 'The page cursor is not one of ours; start from the first page.')
  return sql`(${importRuns.id}, ${importRuns.shopId}) < (${id}, ${shopId})`
}
