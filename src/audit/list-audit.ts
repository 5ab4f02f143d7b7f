import { and, desc, eq, lt, lte } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { auditRecords, users } from '../db/schema/access.ts'
import { invalid } from '../shared/errors.ts'

export type AuditFilter = {
  shopId?: string | undefined
  subject?: string | undefined
  actor?: string | undefined
}
type Query = AuditFilter & {
  cursor?: string | undefined
  limit: number
}

/** Newest first. The last id of a page is the cursor to the next: an id of version 7 starts with its time. */
export async function listAudit(db: Database, { shopId, subject, actor, cursor, limit }: Query) {
  const rows = await db
    .select({ record: auditRecords, name: users.name })
    .from(auditRecords)
    .leftJoin(users, eq(users.id, auditRecords.actor))
    .where(
      and(
        shopId === undefined ? undefined : eq(auditRecords.shopId, shopId),
        subject === undefined ? undefined : eq(auditRecords.subject, subject),
        actor === undefined ? undefined : eq(auditRecords.actor, actor),
        cursor === undefined ? undefined : before(cursor),
      ),
    )
    .orderBy(desc(auditRecords.at), desc(auditRecords.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const nextCursor = rows.length > limit ? (page.at(-1)?.record.id ?? null) : null
  return {
    records: page.map(({ record, name }) => ({ ...record, actorName: name ?? record.actor })),
    nextCursor,
  }
}

const WALKED = 500

/** Every record that a filter leaves, newest first, a page in memory at a time. */
export async function* walkAudit(db: Database, filter: AuditFilter) {
  let cursor: string | undefined
  do {
    const page = await listAudit(db, { ...filter, cursor, limit: WALKED })
    yield* page.records
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

function before(cursor: string) {
  if (!/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/.test(cursor))
    throw invalid('bad_cursor', 'The page cursor is not one of ours; start from the first page.')
  const time = new Date(Number.parseInt(cursor.slice(0, 8) + cursor.slice(9, 13), 16))
  return and(lte(auditRecords.at, time), lt(auditRecords.id, cursor))
}
