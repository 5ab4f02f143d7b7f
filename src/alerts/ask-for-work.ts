import { sql } from 'drizzle-orm'
import type { Database, Executor } from '../db/client.ts'
import { enqueue } from '../queue/enqueue.ts'
import { nextAtOf } from './batches.ts'
import { SCAN_PARTS } from './scan-alerts.ts'

/** Has a shop looked through for what is to be told; harmless when already asked for. */
export async function askForScans(
  db: Executor,
  { shopId, now }: { shopId: string; now: Date },
): Promise<void> {
  for (const part of SCAN_PARTS)
    await enqueue(db, { queue: 'alert_scan', key: `${shopId}/${part}`, payload: { shopId, part }, now })
}

/**
 * Asks for the next telling at a target. The job's row is held while the table is read: a scan that puts something
 * down meanwhile either is seen here or asks after us, so that its earlier time is never moved away.
 */
export async function askAgain(
  db: Database,
  { targetId, now }: { targetId: string; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from jobs where queue = 'alert_tell' and key = ${targetId} for update`)
    const next = await nextAtOf(tx, targetId)
    if (!next) return
    const runAt = new Date(Math.max(next.getTime(), now.getTime()))
    await enqueue(tx, {
      queue: 'alert_tell',
      key: targetId,
      payload: { targetId },
      now,
      runAt,
      when: 'later',
    })
  })
}
