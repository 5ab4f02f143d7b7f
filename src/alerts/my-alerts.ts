import { asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { knownShops } from '../access/known-shops.ts'
import { type Database, type Executor, queryRows } from '../db/client.ts'
import { users } from '../db/schema/access.ts'
import { alertSettings, alertTargets } from '../db/schema/alerts.ts'
import { shops } from '../db/schema/shops.ts'
import type { Actor } from '../domain/actor.ts'
import { ALERT_KINDS, ALERT_TARGETS, type AlertKind, BROKEN_CODES, mayHear } from '../domain/alert-kinds.ts'
import { type ShopScope, seesShop } from '../domain/shop-scope.ts'
import { type Alerts, type AlertTargetView, LEAD_MINUTES, type SaveAlerts } from '../http/contracts/alerts.ts'
import { LANGUAGES, languageSchema } from '../http/contracts/common.ts'
import type { Clock } from '../shared/clock.ts'
import { forbidden, notFound } from '../shared/errors.ts'
import { askForScans } from './ask-for-work.ts'
import { showHouse } from './house-settings.ts'

type Deps = { db: Database; clock: Clock }
type Asker = { actor: Actor; scope: ShopScope }

/** What a person is told of, and where. Shops they may not see any more are left out. */
export async function readAlerts({ db }: Pick<Deps, 'db'>, { actor, scope }: Asker): Promise<Alerts> {
  const [row] = await db.select().from(alertSettings).where(eq(alertSettings.userId, actor.id))
  const house = await showHouse(db)
  const kinds = ALERT_KINDS.filter((kind) => mayHear(actor.role, kind))
  return {
    settings: row ? settingsOf(row, kinds, scope) : null,
    standard: await standardOf(db, actor, kinds),
    kinds,
    targets: await listTargets(db, actor.id),
    ready: { email: house.mail !== null, telegram: house.bot !== null },
  }
}

type Row = typeof alertSettings.$inferSelect

function settingsOf(row: Row, kinds: AlertKind[], scope: ShopScope): SaveAlerts {
  const { quietFrom, quietTo, leadMinutes, timeZone } = row
  const seen = row.shopIds?.filter((id) => seesShop(scope, id)) ?? null
  return {
    kinds: kinds.filter((kind) => row.kinds[kind] !== undefined),
    shopIds: seen?.length === 0 ? null : seen,
    leadMinutes,
    quiet: quietFrom !== null && quietTo !== null ? { from: quietFrom, to: quietTo } : null,
    timeZone,
    language: z.enum(LANGUAGES).parse(row.language),
  }
}

async function standardOf(db: Executor, { id }: Actor, kinds: AlertKind[]): Promise<SaveAlerts> {
  const [user] = await db.select({ language: users.language }).from(users).where(eq(users.id, id))
  return {
    kinds,
    shopIds: null,
    leadMinutes: LEAD_MINUTES.standard,
    quiet: null,
    timeZone: 'Europe/Moscow',
    language: languageSchema.catch('en').parse(user?.language),
  }
}

const waitingRow = z.object({
  target_id: z.string(),
  waiting: z.coerce.number(),
  reason: z.string().nullable(),
})

async function listTargets(db: Executor, userId: string): Promise<AlertTargetView[]> {
  const targets = await db
    .select()
    .from(alertTargets)
    .where(eq(alertTargets.userId, userId))
    .orderBy(asc(alertTargets.createdAt), asc(alertTargets.id))
  const waiting = await queryRows(
    db,
    waitingRow,
    sql`select d.target_id, count(*) as waiting, max(d.reason) as reason
      from alert_deliveries d join alert_targets t on t.id = d.target_id
      where t.user_id = ${userId} and d.status = 'waiting' group by 1`,
  )
  const byTarget = new Map(waiting.map((one) => [one.target_id, one]))
  return targets.map((target) => ({
    id: target.id,
    kind: z.enum(ALERT_TARGETS).parse(target.kind),
    address: target.address,
    createdAt: target.createdAt.toISOString(),
    lastDeliveredAt: target.lastDeliveredAt?.toISOString() ?? null,
    broken: brokenOf(target),
    waiting: byTarget.get(target.id)?.waiting ?? 0,
    lastFailure: byTarget.get(target.id)?.reason ?? null,
  }))
}

export function brokenOf(target: typeof alertTargets.$inferSelect): AlertTargetView['broken'] {
  if (!target.brokenAt) return null
  return {
    at: target.brokenAt.toISOString(),
    code: z.enum(BROKEN_CODES).parse(target.brokenCode),
    answer: target.brokenAnswer ?? '',
  }
}

/** Keeps what a person wants to hear: of their own shops only, and only what their role may. */
export async function saveAlerts({ db, clock }: Deps, input: SaveAlerts & Asker): Promise<void> {
  const { actor, scope, kinds, shopIds, leadMinutes, quiet, timeZone, language } = input
  const now = clock.now()
  const denied = kinds.find((kind) => !mayHear(actor.role, kind))
  if (denied) throw forbidden('alert_kind_denied', `This role is not told of ${denied}.`, { kind: denied })
  if (shopIds?.some((id) => !seesShop(scope, id))) throw notFound('shop_not_found', 'There is no such shop.')
  await db.transaction(async (tx) => {
    const [before] = await tx
      .select()
      .from(alertSettings)
      .where(eq(alertSettings.userId, actor.id))
      .for('update')
    const values = {
      // A kind that was on keeps its beginning: what happened since is still told.
      kinds: Object.fromEntries(kinds.map((kind) => [kind, before?.kinds[kind] ?? now.toISOString()])),
      shopIds: await knownShops(tx, shopIds),
      leadMinutes,
      quietFrom: quiet?.from ?? null,
      quietTo: quiet?.to ?? null,
      timeZone,
      language,
      updatedAt: now,
    }
    await tx
      .insert(alertSettings)
      .values({ userId: actor.id, ...values })
      .onConflictDoUpdate({ target: alertSettings.userId, set: values })
    await scanAll(tx, now)
  })
}

/** What stands already is told soon, not at the next full hour. */
export async function scanAll(tx: Executor, now: Date): Promise<void> {
  const open = await tx.select({ id: shops.id }).from(shops).where(sql`${shops.disabledAt} is null`)
  for (const { id } of open) await askForScans(tx, { shopId: id, now })
}
