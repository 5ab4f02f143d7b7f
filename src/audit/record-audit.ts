import type { Executor } from '../db/client.ts'
import { insertRows } from '../db/insert-rows.ts'
import { auditRecords } from '../db/schema/access.ts'
import type { Recordable } from '../domain/audit-field.ts'
import { newId } from '../shared/ids.ts'

type Told = object | null | undefined
type AuditInput<Before extends Told, After extends Told> = {
  shopId?: string | undefined
  actor: string
  action: string
  subject: string
  before?: (Before & Recordable<Before>) | undefined
  after?: (After & Recordable<After>) | undefined
  now: Date
}

/** Writes down who changed what, inside the transaction of the change. */
export async function recordAudit<Before extends Told = undefined, After extends Told = undefined>(
  tx: Executor,
  input: AuditInput<Before, After>,
): Promise<void> {
  await recordAudits(tx, [input])
}

export async function recordAudits<Before extends Told = undefined, After extends Told = undefined>(
  tx: Executor,
  inputs: AuditInput<Before, After>[],
): Promise<void> {
  const rows = inputs.map(({ shopId = '', actor, action, subject, before, after, now }) => ({
    shopId,
    id: newId(now),
    actor,
    action,
    subject,
    before: before ?? null,
    after: after ?? null,
    at: now,
  }))
  if (rows.length > 0) await tx.execute(insertRows(auditRecords, rows))
}
