import { and, eq } from 'drizzle-orm'
import type { Database, Transaction } from '../db/client.ts'
import { knowledgeEntries } from '../db/schema/knowledge.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, invalid } from '../shared/errors.ts'
import {
  type Entry,
  type EntryContent,
  entryContentSchema,
  entryOfRow,
  requireKeepable,
  sameContent,
} from './entry-content.ts'
import { writeEntries } from './write-entries.ts'

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
  const write = { id, content: parsed, version, before: stored, action }
  const written = await writeEntries(tx, { shopId, entries: [write], changedBy, now })
  // Nothing to lock yet: somebody else made the same entry between our look and our insert.
  const entry = written.has(id) ? await lockEntry(tx, { shopId, id }) : undefined
  if (!entry) throw moved(undefined)
  return { entry, outcome: stored ? 'changed' : 'created' }
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
