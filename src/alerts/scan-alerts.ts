import { and, eq, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import { insertRows } from '../db/insert-rows.ts'
import { alertDeliveries, alerts, alertTargets } from '../db/schema/alerts.ts'
import { shops } from '../db/schema/shops.ts'
import { ALERT_KINDS, type AlertKind } from '../domain/alert-kinds.ts'
import { enqueue } from '../queue/enqueue.ts'
import type { Clock } from '../shared/clock.ts'
import { newId } from '../shared/ids.ts'
import type { Condition, FindDeps } from './find/condition.ts'
import { FINDERS } from './find/finders.ts'
import { hears, isNewsTo, type Recipient, readRecipients, tellAt } from './recipients.ts'

/** Bursts are counted over weeks: by the hour. All else is looked for every minute. */
export const SCAN_PARTS = ['now', 'bursts'] as const
export type ScanPart = (typeof SCAN_PARTS)[number]

export const SCAN_EVERY_MS: Record<ScanPart, number> = { now: 60_000, bursts: 3_600_000 }
/** What comes near until the scan after next is put down now, so that it is told to the second. */
const AHEAD_MS = 2 * SCAN_EVERY_MS.now

const partOfKind = (kind: AlertKind): ScanPart => (kind === 'burst' ? 'bursts' : 'now')

/**
 * Finds what is to be told of a shop and puts it down once, with a delivery for each target that is to hear of it.
 * Done again, or twice at once, it adds nothing: alert and delivery have unique keys. Answers whether the shop is open.
 */
export async function scanAlerts(
  deps: FindDeps,
  { shopId, part }: { shopId: string; part: ScanPart },
): Promise<boolean> {
  const { db, clock } = deps
  const [shop] = await db
    .select({ id: shops.id })
    .from(shops)
    .where(and(eq(shops.id, shopId), isNull(shops.disabledAt)))
  if (!shop) return false
  const recipients = await readRecipients(db)
  for (const kind of ALERT_KINDS.filter((one) => partOfKind(one) === part)) {
    const listening = recipients.filter((one) => hears(one, { shopId, kind }))
    if (listening.length === 0) continue
    const now = clock.now()
    const until = new Date(now.getTime() + AHEAD_MS + longestLeadMs(listening))
    const found = await FINDERS[kind](deps, { shopId, now, until })
    await putDown(db, { shopId, kind, found, listening, now })
  }
  if (part === 'now') await wakeForgotten({ db, clock }, shopId)
  return true
}

const longestLeadMs = (listening: Recipient[]) =>
  Math.max(...listening.map(({ settings }) => settings.leadMinutes)) * 60_000

type Found = { shopId: string; kind: AlertKind; found: Condition[]; listening: Recipient[]; now: Date }

/** What is written in one piece: on the embedded database everybody else waits for it. */
const AT_ONCE = 100

async function putDown(db: Database, { found, listening, now, ...of }: Found): Promise<void> {
  const wanted = found.flatMap((condition) => {
    const told = listening
      .filter((one) => isNewsTo(one, condition))
      .map((one) => ({ targetId: one.target.id, nextAt: tellAt(one, condition, now) }))
      .filter(({ nextAt }) => nextAt.getTime() <= now.getTime() + AHEAD_MS)
    return told.length > 0 ? [{ condition, told }] : []
  })
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const piece = wanted.slice(from, from + AT_ONCE)
    const known = await knownDeliveries(db, { ...of, found: piece.map(({ condition }) => condition) })
    // Most of it was put down by an earlier scan. The unique keys hold all the same.
    const news = piece
      .map(({ condition, told }) => ({
        condition,
        told: told.filter(({ targetId }) => !known.has(`${keyOf(condition)} ${targetId}`)),
      }))
      .filter(({ told }) => told.length > 0)
    if (news.length > 0) await addNews(db, { ...of, news, now })
  }
}

type Of = { shopId: string; kind: AlertKind }
type News = { condition: Condition; told: { targetId: string; nextAt: Date }[] }[]

async function addNews(
  db: Database,
  { shopId, kind, news, now }: Of & { news: News; now: Date },
): Promise<void> {
  const rows = news.map(({ condition: { facts, ...condition } }) => ({
    shopId,
    id: newId(now),
    kind,
    ...condition,
    facts,
    createdAt: now,
  }))
  await db.transaction(async (tx) => {
    await tx.execute(
      insertRows(alerts, rows, sql`on conflict (shop_id, kind, subject, threshold) do nothing`),
    )
    const ids = await idsOf(tx, { shopId, kind, found: news.map(({ condition }) => condition) })
    const deliveries = news.flatMap(({ condition, told }) => {
      const alertId = ids.get(keyOf(condition))
      return alertId === undefined ? [] : told.map((one) => ({ shopId, alertId, ...one }))
    })
    const added = await insertDeliveries(tx, deliveries)
    // In one order, so that two scans do not wait for each other in a circle.
    for (const [targetId, runAt] of [...added].sort(([a], [b]) => (a < b ? -1 : 1)))
      await enqueue(tx, { queue: 'alert_tell', key: targetId, payload: { targetId }, now, runAt })
  })
}

async function knownDeliveries(db: Database, of: Of & { found: Condition[] }): Promise<Set<string>> {
  const rows = await queryRows(
    db,
    z.object({ subject: z.string(), threshold: z.string(), target_id: z.string() }),
    sql`select a.subject, a.threshold, d.target_id from ${alertsLike(of)}
      join alert_deliveries d on d.shop_id = a.shop_id and d.alert_id = a.id`,
  )
  return new Set(rows.map(({ target_id, ...key }) => `${keyOf(key)} ${target_id}`))
}

/** The alerts, as `a`, of these subjects and thresholds. */
function alertsLike({ shopId, kind, found }: Of & { found: Condition[] }): SQL {
  const keys = found.map(({ subject, threshold }) => ({ subject, threshold }))
  return sql`jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k (subject text, threshold text)
    join alerts a on a.shop_id = ${shopId} and a.kind = ${kind} and a.subject = k.subject
      and a.threshold = k.threshold`
}

export const keyOf = ({ subject, threshold }: Pick<Condition, 'subject' | 'threshold'>): string =>
  JSON.stringify([subject, threshold])

type Tx = Parameters<Parameters<Database['transaction']>[0]>[0]

async function idsOf(tx: Tx, of: Of & { found: Condition[] }): Promise<Map<string, string>> {
  const rows = await queryRows(
    tx,
    z.object({ id: z.string(), subject: z.string(), threshold: z.string() }),
    sql`select a.id, a.subject, a.threshold from ${alertsLike(of)}`,
  )
  return new Map(rows.map((row) => [keyOf(row), row.id]))
}

type NewDelivery = { shopId: string; alertId: string; targetId: string; nextAt: Date }

/** Answers the targets that got something new, each with when to tell the first of it. */
async function insertDeliveries(tx: Tx, deliveries: NewDelivery[]): Promise<Map<string, Date>> {
  if (deliveries.length === 0) return new Map()
  const rows = deliveries.map((one) => ({ ...one, status: 'waiting', attempts: 0 }))
  // A target that was taken away meanwhile takes its deliveries with it: those of the others must not fail.
  const present = await tx.select({ id: alertTargets.id }).from(alertTargets).for('key share')
  const there = new Set(present.map(({ id }) => id))
  const kept = rows.filter(({ targetId }) => there.has(targetId))
  if (kept.length === 0) return new Map()
  const result = await queryRows(
    tx,
    z.object({ target_id: z.string(), next_at: z.coerce.date() }),
    insertRows(alertDeliveries, kept, sql`on conflict do nothing returning target_id, next_at`),
  )
  const first = new Map<string, Date>()
  for (const { target_id, next_at } of result) {
    const known = first.get(target_id)
    if (!known || next_at < known) first.set(target_id, next_at)
  }
  return first
}

/** The table says what is to be told; should a job ever be missing, it is asked for again from it. */
async function wakeForgotten({ db, clock }: { db: Database; clock: Clock }, shopId: string): Promise<void> {
  const now = clock.now()
  const overdue = await db
    .selectDistinct({ targetId: alertDeliveries.targetId })
    .from(alertDeliveries)
    .where(
      and(
        eq(alertDeliveries.shopId, shopId),
        eq(alertDeliveries.status, 'waiting'),
        lte(alertDeliveries.nextAt, new Date(now.getTime() - SCAN_EVERY_MS.now)),
        sql`not exists (select 1 from jobs where queue = 'alert_tell' and key = ${alertDeliveries.targetId}
          and run_at <= ${now.toISOString()}::timestamptz)`,
      ),
    )
  for (const { targetId } of overdue)
    await enqueue(db, { queue: 'alert_tell', key: targetId, payload: { targetId }, now })
}
