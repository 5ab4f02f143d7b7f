import { eq } from 'drizzle-orm'
import { recordAudit } from '../../audit/record-audit.ts'
import type { Database, Transaction } from '../../db/client.ts'
import { procedures } from '../../db/schema/policy.ts'
import { shops } from '../../db/schema/shops.ts'
import type { Category } from '../../domain/category.ts'
import { type Procedure, type ProcedureContent, procedureContentSchema } from '../../domain/procedure.ts'
import { procedureChanges } from '../../domain/procedure-changes.ts'
import type { Clock } from '../../shared/clock.ts'
import { bug, conflict, notFound } from '../../shared/errors.ts'
import { loadProcedures, loadVersion, SHIPPED } from './load-procedures.ts'

type Deps = { db: Database; clock: Clock }
type Ref = { shopId: string; category: Category }
type Write = Ref & {
  /** The version that was read as the newest; 0 = the shipped one, never changed yet. */
  version: number
  actor: { id: string }
}

/** Writes a new version; refused when somebody else wrote one since. The same content again changes nothing. */
export async function saveProcedure(
  { db, clock }: Deps,
  { content, ...input }: Write & { content: ProcedureContent },
): Promise<Procedure> {
  const parsed = procedureContentSchema.parse(content)
  return db.transaction((tx) =>
    write(tx, { ...input, action: 'procedure.saved', stored: parsed, now: clock.now() }),
  )
}

/**
 * Makes an earlier version the newest. 0 goes back to the shipped procedure, and so to what a later release ships,
 * too.
 */
export async function restoreProcedure(
  { db, clock }: Deps,
  { restore, ...input }: Write & { restore: number },
): Promise<Procedure> {
  return db.transaction(async (tx) => {
    const earlier = await loadVersion(tx, { ...input, version: restore })
    const stored = earlier.isShipped ? SHIPPED : earlier.content
    return write(tx, { ...input, action: 'procedure.restored', stored, now: clock.now() })
  })
}

async function write(
  tx: Transaction,
  {
    shopId,
    category,
    version,
    actor,
    action,
    stored,
    now,
  }: Write & { action: string; stored: ProcedureContent | typeof SHIPPED; now: Date },
): Promise<Procedure> {
  const [shop] = await tx.select({ id: shops.id }).from(shops).where(eq(shops.id, shopId))
  if (!shop) throw notFound('shop_not_found', 'There is no such shop.')
  const before = await newest(tx, { shopId, category })
  if (before.version !== version) throw moved(before.version)
  if (isSame(before, stored)) return before
  // The key makes one of two that come at once; nothing is there to be locked before the first version.
  const [row] = await tx
    .insert(procedures)
    .values({
      shopId,
      category,
      version: version + 1,
      content: stored,
      changedBy: actor.id,
      changedAt: now,
    })
    .onConflictDoNothing()
    .returning({ version: procedures.version })
  if (!row) throw moved(version + 1)
  const after = await newest(tx, { shopId, category })
  await recordAudit(tx, {
    shopId,
    actor: actor.id,
    action,
    subject: `procedure/${category}`,
    before: { version: before.version, isShipped: before.isShipped, content: before.content },
    after: { version: after.version, isShipped: after.isShipped, content: after.content },
    now,
  })
  return after
}

function isSame(before: Procedure, stored: ProcedureContent | typeof SHIPPED): boolean {
  if ('shipped' in stored) return before.isShipped
  return procedureChanges(before.content, stored).length === 0
}

async function newest(tx: Transaction, { shopId, category }: Ref): Promise<Procedure> {
  const [procedure] = await loadProcedures(tx, { shopId, categories: [category] })
  if (!procedure) throw bug('procedure_missing', `No procedure holds for ${category}`)
  return procedure
}

const moved = (version: number) =>
  conflict('procedure_moved', `The procedure is at version ${version}, another one was edited`, { version })
