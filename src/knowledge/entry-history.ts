import { and, desc, eq, lt } from 'drizzle-orm'
import type { Database, Transaction } from '../db/client.ts'
import { users } from '../db/schema/access.ts'
import { knowledgeVersions } from '../db/schema/knowledge.ts'
import { type EntryChange, entryChanges } from '../domain/entry-changes.ts'
import type { Clock } from '../shared/clock.ts'
import { invalid, notFound } from '../shared/errors.ts'
import { type Entry, type EntryContent, entryContentSchema } from './entry-content.ts'
import { loadEntry } from './read-entries.ts'
import { upsertEntry } from './save-entry.ts'

type Ref = { shopId: string; id: string }

export type EntryVersion = {
  version: number
  changedBy: string
  /** The person's name, or the word that stands for an import or the demo. */
  changedByName: string
  changedAt: string
  /** Names of the fields that differ from the version before. */
  fields: string[]
}

/** The versions of an entry, newest first, a page at a time; the cursor is the last version of a page. */
export async function listVersions(
  db: Database,
  { shopId, id, cursor, limit }: Ref & { cursor?: string | undefined; limit: number },
): Promise<{ versions: EntryVersion[]; nextCursor: string | null }> {
  await loadEntry(db, { shopId, id })
  const rows = await db
    .select({ stored: knowledgeVersions, name: users.name })
    .from(knowledgeVersions)
    .leftJoin(users, eq(users.id, knowledgeVersions.changedBy))
    .where(
      and(
        ofEntry({ shopId, id }),
        cursor === undefined ? undefined : lt(knowledgeVersions.version, numberOf(cursor)),
      ),
    )
    .orderBy(desc(knowledgeVersions.version))
    .limit(limit + 1)
  const versions = rows.slice(0, limit).map(({ stored, name }, index) => {
    const earlier = rows[index + 1]?.stored.content
    return {
      version: stored.version,
      changedBy: stored.changedBy,
      changedByName: name ?? stored.changedBy,
      changedAt: stored.changedAt.toISOString(),
      fields: earlier ? changesOf(earlier, stored.content).map(({ field }) => field) : [],
    }
  })
  const nextCursor = rows.length > limit ? String(versions.at(-1)?.version) : null
  return { versions, nextCursor }
}

/** What changed from one version to another, field by field; the order of the two is the caller's. */
export async function diffVersions(
  db: Database,
  { from, to, ...ref }: Ref & { from: number; to: number },
): Promise<{ from: number; to: number; changes: EntryChange[] }> {
  const before = await loadVersion(db, ref, from)
  const after = await loadVersion(db, ref, to)
  return { from, to, changes: changesOf(before, after) }
}

/** Makes an earlier version's content the newest one; refused like a save when the entry moved meanwhile. */
export async function restoreVersion(
  { db, clock }: { db: Database; clock: Clock },
  { restore, version, actor, ...ref }: Ref & { restore: number; version: number; actor: { id: string } },
): Promise<Entry> {
  return db.transaction(async (tx) => {
    const content = entryContentSchema.parse(await loadVersion(tx, ref, restore))
    const write = { ...ref, content, expectedVersion: version, changedBy: actor.id, now: clock.now() }
    return (await upsertEntry(tx, { ...write, action: 'knowledge.restored' })).entry
  })
}

async function loadVersion(db: Database | Transaction, ref: Ref, version: number): Promise<unknown> {
  const [row] = await db
    .select({ content: knowledgeVersions.content })
    .from(knowledgeVersions)
    .where(and(ofEntry(ref), eq(knowledgeVersions.version, version)))
  if (!row) throw notFound('version_not_found', `This entry has no version ${version}`)
  return row.content
}

const ofEntry = ({ shopId, id }: Ref) =>
  and(eq(knowledgeVersions.shopId, shopId), eq(knowledgeVersions.entryId, id))

/** Versions of before a field existed read as if it had been empty. */
function changesOf(before: unknown, after: unknown): EntryChange[] {
  const content = (stored: unknown): EntryContent => entryContentSchema.parse(stored)
  return entryChanges(content(before), content(after))
}

function numberOf(cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor)
  throw invalid('bad_cursor', 'The page cursor is not one of ours; start from the first page.')
}
