import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, type Executor, queryRows } from '../db/client.ts'
import { alertDeliveries } from '../db/schema/alerts.ts'
import { ALERT_KINDS } from '../domain/alert-kinds.ts'
import { newId } from '../shared/ids.ts'
import { factsSchema } from './facts.ts'

/** What is sent as one message: a kind, a shop. */
const MOST_IN_BATCH = 500

const row = z.object({
  shop_id: z.string(),
  alert_id: z.string(),
  kind: z.enum(ALERT_KINDS),
  subject: z.string(),
  threshold: z.string(),
  conversation_id: z.string().nullable(),
  facts: factsSchema,
  batch_id: z.string().nullable(),
  attempts: z.number(),
  first_tried_at: z.coerce.date().nullable(),
})
export type DueDelivery = z.infer<typeof row>

export type Batch = {
  id: string
  shopId: string
  kind: DueDelivery['kind']
  rows: [DueDelivery, ...DueDelivery[]]
}

/**
 * What is due at a target, in messages. Which deliveries go together is put down before the first attempt: after a
 * crash the same ones go again under the same id, and what came since goes by itself.
 */
export async function takeBatches(
  db: Database,
  { targetId, now }: { targetId: string; now: Date },
): Promise<Batch[]> {
  const due = await readDue(db, { targetId, now })
  const groups = Map.groupBy(
    due,
    ({ batch_id, shop_id, kind }) => batch_id ?? JSON.stringify([shop_id, kind]),
  )
  const batches: Batch[] = []
  for (const group of groups.values()) {
    const [first] = group
    if (!first) continue
    const rows = group.slice(0, MOST_IN_BATCH)
    const id = first.batch_id ?? newId(now)
    if (first.batch_id === null) {
      const named = await db
        .update(alertDeliveries)
        .set({ batchId: id })
        .where(
          and(
            isThese(targetId, rows),
            isNull(alertDeliveries.batchId),
            eq(alertDeliveries.status, 'waiting'),
          ),
        )
        .returning({ alertId: alertDeliveries.alertId })
      const ours = new Set(named.map(({ alertId }) => alertId))
      rows.splice(0, rows.length, ...rows.filter(({ alert_id }) => ours.has(alert_id)))
    }
    const [head, ...tail] = rows
    if (head)
      batches.push({
        id,
        shopId: first.shop_id,
        kind: first.kind,
        rows: [head, ...tail],
      })
  }
  return batches
}

const readDue = (db: Database, { targetId, now }: { targetId: string; now: Date }) =>
  queryRows(
    db,
    row,
    sql`select d.shop_id, d.alert_id, a.kind, a.subject, a.threshold, a.conversation_id, a.facts, d.batch_id,
        d.attempts, d.first_tried_at
      from alert_deliveries d join alerts a on a.shop_id = d.shop_id and a.id = d.alert_id
      where d.target_id = ${targetId} and d.status = 'waiting' and d.next_at <= ${now.toISOString()}::timestamptz
      order by d.batch_id nulls last, a.created_at, a.id limit 2000`,
  )

/** Puts off everything that is due at a target. What was never tried may go with other news then. */
export async function putOff(
  db: Database,
  { targetId, now, until }: { targetId: string; now: Date; until: Date },
): Promise<void> {
  await db
    .update(alertDeliveries)
    .set({
      nextAt: until,
      batchId: sql`case when ${alertDeliveries.attempts} = 0 then null else ${alertDeliveries.batchId} end`,
    })
    .where(
      and(
        eq(alertDeliveries.targetId, targetId),
        eq(alertDeliveries.status, 'waiting'),
        lte(alertDeliveries.nextAt, now),
      ),
    )
}

/** The deliveries of these rows at a target. */
export const isThese = (targetId: string, rows: readonly DueDelivery[]) =>
  and(
    eq(alertDeliveries.targetId, targetId),
    inArray(
      sql`(${alertDeliveries.shopId}, ${alertDeliveries.alertId})`,
      rows.map(({ shop_id, alert_id }) => sql`(${shop_id}, ${alert_id})`),
    ),
  )

/** When the next thing is to be told at a target; null = nothing waits. */
export async function nextAtOf(db: Executor, targetId: string): Promise<Date | null> {
  const [next] = await queryRows(
    db,
    z.object({ at: z.coerce.date().nullable() }),
    sql`select min(next_at) as at from alert_deliveries where target_id = ${targetId} and status = 'waiting'`,
  )
  return next?.at ?? null
}
