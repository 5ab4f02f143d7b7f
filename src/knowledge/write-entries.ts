import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { recordAudits } from '../audit/record-audit.ts'
import { queryRows, type Transaction } from '../db/client.ts'
import { insertRows, setExcluded } from '../db/insert-rows.ts'
import { recordChange } from '../db/record-change.ts'
import { knowledgeEntries, knowledgeVersions } from '../db/schema/knowledge.ts'
import { columnsOfContent, type Entry, type EntryContent, entryContentSchema } from './entry-content.ts'
import { piecesOfEntry } from './passages.ts'
import { refreshPassages } from './refresh-passages.ts'

type Write = {
  id: string
  content: EntryContent
  /** The number that this content gets: one more than what the caller read, 1 for a new entry. */
  version: number
  /** For the record: what was stored. */
  before: Partial<Entry> | undefined
  /** How the change came about, when not by writing. */
  action?: string | undefined
}

const idRow = z.object({ id: z.string() })

/** What the row holds besides (what a past answer rests on) is not the writer's. */
const CONTENT = Object.keys(entryContentSchema.shape)

/**
 * Writes entries with their new versions, passages and audit rows, in the caller's transaction and a handful of
 * statements. Answers the ids that were written: not among them is one that somebody else wrote since it was read.
 * Vectors come later, by `embedPending`.
 */
export async function writeEntries(
  tx: Transaction,
  { shopId, entries, changedBy, now }: { shopId: string; entries: Write[]; changedBy: string; now: Date },
): Promise<Set<string>> {
  if (entries.length === 0) return new Set()
  const columns = entries.map(({ id, content, version }) => ({
    shopId,
    id,
    ...columnsOfContent(content),
    version,
    updatedAt: now,
  }))
  const set = setExcluded(knowledgeEntries, ['version', 'updatedAt', ...CONTENT])
  // The next number only: two who write the same version make one.
  const orUpdate = sql`on conflict (shop_id, id) do update set ${set}
    where knowledge_entries.version = excluded.version - 1 returning knowledge_entries.id`
  const rows = await queryRows(tx, idRow, insertRows(knowledgeEntries, columns, orUpdate))
  const ids = new Set(rows.map(({ id }) => id))
  const written = entries.filter(({ id }) => ids.has(id))
  if (written.length === 0) return ids
  const versions = written.map(({ id, content, version }) => ({
    shopId,
    entryId: id,
    version,
    content,
    changedBy,
    changedAt: now,
  }))
  await tx.execute(insertRows(knowledgeVersions, versions))
  const sources = await Promise.all(
    written.map(async ({ id, content }) => ({ sourceId: id, pieces: await piecesOfEntry(content) })),
  )
  await refreshPassages(tx, { shopId, source: 'entry', now }, sources)
  await recordAudits(
    tx,
    written.map(({ id, content, before, action }) => ({
      shopId,
      actor: changedBy,
      action: action ?? (before ? 'knowledge.changed' : 'knowledge.created'),
      subject: `knowledge/${id}`,
      before,
      after: content,
      now,
    })),
  )
  await recordChange(tx, { shopId, kind: 'knowledge', now })
  return ids
}
