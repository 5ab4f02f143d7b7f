import { and, inArray, lt, notInArray } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { alerts } from '../db/schema/alerts.ts'
import type { AlertKind } from '../domain/alert-kinds.ts'

const DAY_MS = 24 * 3_600_000
const KEPT_MS = 30 * DAY_MS
/** What may stand longer than that must be remembered for as long, or it would be told again. */
const STANDING: AlertKind[] = ['channel_stopped', 'key_expiring', 'budget']
const STANDING_KEPT_MS = 400 * DAY_MS

/** Clears alerts that nobody can be told of again, with what became of them. */
export async function tidyAlerts(db: Database, now: Date): Promise<void> {
  const before = (ms: number) => lt(alerts.createdAt, new Date(now.getTime() - ms))
  await db.delete(alerts).where(and(notInArray(alerts.kind, STANDING), before(KEPT_MS)))
  await db.delete(alerts).where(and(inArray(alerts.kind, STANDING), before(STANDING_KEPT_MS)))
}
