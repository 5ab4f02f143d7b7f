import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import type { Database } from '../../db/client.ts'
import { users } from '../../db/schema/access.ts'
import { procedures } from '../../db/schema/policy.ts'
import { CATEGORIES, type Category } from '../../domain/category.ts'
import type { EntryChange } from '../../domain/entry-changes.ts'
import type { Procedure } from '../../domain/procedure.ts'
import { procedureChanges } from '../../domain/procedure-changes.ts'
import { invalid } from '../../shared/errors.ts'
import { loadProcedures, loadVersion, procedureOf } from './load-procedures.ts'

type Ref = { shopId: string; category: Category }

export type ProcedureVersion = {
  version: number
  isShipped: boolean
  changedBy: string
  /** The person's name, as far as there still is one. */
  changedByName: string
  changedAt: string
  /** The parts that differ from the version before. */
  fields: string[]
}
type Changed = { changedByName: string; changedAt: string } | null

/** Every category's procedure as it holds, and who changed it last; null = nobody ever did. */
export async function listProcedures(
  db: Database,
  shopId: string,
): Promise<(Procedure & { changed: Changed })[]> {
  const held = await loadProcedures(db, { shopId, categories: CATEGORIES })
  const changed = await changesOf(db, shopId, held)
  return held.map((procedure) => ({ ...procedure, changed: changed.get(procedure.category) ?? null }))
}

async function changesOf(db: Database, shopId: string, held: Procedure[]): Promise<Map<string, Changed>> {
  const rows = await db
    .select({ stored: procedures, name: users.name })
    .from(procedures)
    .leftJoin(users, eq(users.id, procedures.changedBy))
    .where(
      and(
        eq(procedures.shopId, shopId),
        inArray(
          procedures.category,
          held.filter(({ version }) => version > 0).map(({ category }) => category),
        ),
      ),
    )
    .orderBy(procedures.version)
  return new Map(
    rows.map(({ stored, name }) => [
      stored.category,
      { changedByName: name ?? stored.changedBy, changedAt: stored.changedAt.toISOString() },
    ]),
  )
}

/** The versions of a procedure, newest first, a page at a time; the cursor is the last version of a page. */
export async function listProcedureVersions(
  db: Database,
  { shopId, category, cursor, limit }: Ref & { cursor?: string | undefined; limit: number },
): Promise<{ versions: ProcedureVersion[]; nextCursor: string | null }> {
  const rows = await db
    .select({ stored: procedures, name: users.name })
    .from(procedures)
    .leftJoin(users, eq(users.id, procedures.changedBy))
    .where(
      and(
        eq(procedures.shopId, shopId),
        eq(procedures.category, category),
        cursor === undefined ? undefined : lt(procedures.version, numberOf(cursor)),
      ),
    )
    .orderBy(desc(procedures.version))
    .limit(limit + 1)
  const versions = rows.slice(0, limit).map(({ stored, name }, index): ProcedureVersion => {
    const held = procedureOf(category, stored)
    const earlier = procedureOf(category, rows[index + 1]?.stored)
    return {
      version: stored.version,
      isShipped: held.isShipped,
      changedBy: stored.changedBy,
      changedByName: name ?? stored.changedBy,
      changedAt: stored.changedAt.toISOString(),
      fields: procedureChanges(earlier.content, held.content).map(({ field }) => field),
    }
  })
  return { versions, nextCursor: rows.length > limit ? String(versions.at(-1)?.version) : null }
}

/** What changed from one version to another, part by part; 0 is the shipped procedure. */
export async function diffProcedure(
  db: Database,
  { from, to, ...ref }: Ref & { from: number; to: number },
): Promise<{ from: number; to: number; changes: EntryChange[] }> {
  const before = await loadVersion(db, { ...ref, version: from })
  const after = await loadVersion(db, { ...ref, version: to })
  return { from, to, changes: procedureChanges(before.content, after.content) }
}

function numberOf(cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor)
  throw invalid('bad_cursor', 'The page cursor is not one of ours; start from the first page.')
}
