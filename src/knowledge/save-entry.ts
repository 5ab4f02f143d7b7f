import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { knowledgeEntries, knowledgeVersions } from '../db/schema/knowledge.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, invalid } from '../shared/errors.ts'
import {
  columnsOfContent,
  type Entry,
  type EntryContent,
  entryContentSchema,
  entryOfRow,
  requireKeepable,
  sameContent,
} from './entry-content.ts'
import { piecesOfEntry, refreshPassages } from './passages.ts'

type Ref = { shopId: string; id: string }

/** A person's save: refused when somebody else saved since `content.version` was read. 0 makes a new entry. */
export async function saveEntry(
  { db, clock }: { db: Database; clock: Clock },
  input: Ref & { content: EntryContent & { version: number }; actor: { id: string } },
): Promise<Entry> {
  const { version, ...content } = input.content
  return db.transaction(async (tx) => {
    const write = { ...input, content, expectedVersion: version, changedBy: input.actor.id, now: clock.now() }
    return (await upsertEntry(tx, { ...write, marksMayOnlyGo: true })).entry
  })
}

type Write = Ref & {
  content: EntryContent
  /** Refused unless the stored version is this one; 0 = there is none yet. */
  expectedVersion?: number
  changedBy: string
  /** A person accepts what a machine wrote; that it wrote something only a machine says. */
  marksMayOnlyGo?: boolean
  /** How the change came about, when not by writing. */
  action?: 'knowledge.filled' | 'knowledge.restored'
  now: Date
}

/**
 * Writes an entry in the caller's transaction, with its new version, passages and audit row. The same content
 * again changes nothing. Vectors come later, by `embedPending`.
 */
export async function upsertEntry(
  tx: Transaction,
  { shopId, id, content, expectedVersion, changedBy, marksMayOnlyGo, action, now }: Write,
): Promise<{ entry: Entry; outcome: 'created' | 'changed' | 'same' }> {
  const parsed = entryContentSchema.parse(content)
  requireKeepable(parsed)
  const stored = await lockEntry(tx, { shopId, id })
  if (expectedVersion !== undefined && expectedVersion !== (stored?.version ?? 0))
    throw moved(stored?.version)
  const marked = parsed.machineFilled.find((field) => !stored?.machineFilled.includes(field))
  if (marksMayOnlyGo && marked)
    throw invalid('not_machine_filled', `No machine wrote ${marked}`, { field: marked })
  if (stored && sameContent(stored, parsed)) return { entry: stored, outcome: 'same' }
  const version = (stored?.version ?? 0) + 1
  const columns = { ...columnsOfContent(parsed), version, updatedAt: now }
  const ofEntry = and(eq(knowledgeEntries.shopId, shopId), eq(knowledgeEntries.id, id))
  const [row] = stored
    ? await tx.update(knowledgeEntries).set(columns).where(ofEntry).returning()
    : await tx
        .insert(knowledgeEntries)
        .values({ shopId, id, ...columns })
        .onConflictDoNothing()
        .returning()
  // Nothing to lock yet: somebody else made the same entry between our look and our insert.
  if (!row) throw moved(undefined)
  await tx
    .insert(knowledgeVersions)
    .values({ shopId, entryId: id, version, content: parsed, changedBy, changedAt: now })
  await refreshPassages(tx, { shopId, source: 'entry', sourceId: id, now }, piecesOfEntry(parsed))
  await recordAudit(tx, {
    shopId,
    actor: changedBy,
    action: action ?? (stored ? 'knowledge.changed' : 'knowledge.created'),
    subject: `knowledge/${id}`,
    before: stored,
    after: parsed,
    now,
  })
  await recordChange(tx, { shopId, kind: 'knowledge', now })
  return { entry: entryOfRow(row), outcome: stored ? 'changed' : 'created' }
}

async function lockEntry(tx: Transaction, { shopId, id }: Ref): Promise<Entry | undefined> {
  const [row] = await tx
    .select()
    .from(knowledgeEntries)
    .where(and(eq(knowledgeEntries.shopId, shopId), eq(knowledgeEntries.id, id)))
    .for('update')
  return row && entryOfRow(row)
}

const moved = (version = 0) =>
  conflict('entry_moved', `The entry is at version ${version}, another one was edited`, { version })
