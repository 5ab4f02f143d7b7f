import type { Executor } from '../db/client.ts'
import { insertRows } from '../db/insert-rows.ts'
import { auditRecords } from '../db/schema/access.ts'
import { newId } from '../shared/ids.ts'

type AuditInput = {
  shopId?: string | undefined
  actor: string
  action: string
  subject: string
  before?: unknown
  after?: unknown
  now: Date
}

/** Writes down who changed what, inside the transaction of the change. */
export async function recordAudit(tx: Executor, input: AuditInput): Promise<void> {
  await recordAudits(tx, [input])
}

export async function recordAudits(tx: Executor, inputs: AuditInput[]): Promise<void> {
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
