import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Executor } from '../db/client.ts'
import { users } from '../db/schema/access.ts'
import { alertSettings, alertTargets } from '../db/schema/alerts.ts'
import { ALERT_TARGETS, type AlertKind, mayHear } from '../domain/alert-kinds.ts'
import { clockMinutes, momentOf } from '../domain/local-time.ts'
import { addDays, dayOfIso } from '../domain/moscow-time.ts'
import { quietUntil } from '../domain/quiet-hours.ts'
import { seesShop, shopScopeOf } from '../domain/shop-scope.ts'
import { LANGUAGES } from '../http/contracts/common.ts'
import type { Condition } from './find/condition.ts'

const roleSchema = z.enum(['agent', 'lead', 'admin'])

/** A target with whom it tells and what they want to hear. */
export type Recipient = Awaited<ReturnType<typeof readRecipients>>[number]

/** Targets of people who can sign in, or that one; broken ones are left out unless they are asked for. */
export async function readRecipients(
  db: Executor,
  { targetId, withBroken = false }: { targetId?: string; withBroken?: boolean } = {},
) {
  const rows = await db
    .select({ target: alertTargets, settings: alertSettings, role: users.role, shopIds: users.shopIds })
    .from(alertTargets)
    .innerJoin(users, eq(users.id, alertTargets.userId))
    .innerJoin(alertSettings, eq(alertSettings.userId, alertTargets.userId))
    .where(
      and(
        isNull(users.disabledAt),
        targetId === undefined ? undefined : eq(alertTargets.id, targetId),
        withBroken ? undefined : isNull(alertTargets.brokenAt),
      ),
    )
  return rows.map(({ target, settings, role, shopIds }) => ({
    target: { ...target, kind: z.enum(ALERT_TARGETS).parse(target.kind) },
    settings: { ...settings, language: z.enum(LANGUAGES).parse(settings.language) },
    role: roleSchema.parse(role),
    scope: shopScopeOf({ role, shopIds }),
  }))
}

/** Whether this person wants to hear of this kind from this shop, and may. */
export function hears(
  { target, settings, role, scope }: Recipient,
  { shopId, kind }: { shopId: string; kind: AlertKind },
): boolean {
  return (
    settings.kinds[kind] !== undefined &&
    mayHear(role, kind) &&
    seesShop(scope, shopId) &&
    (settings.shopIds === null || settings.shopIds.includes(shopId)) &&
    (kind !== 'weekly_digest' || target.kind === 'email')
  )
}

/** What was before they asked to hear of it is no news. */
export function isNewsTo({ target, settings }: Recipient, { happenedAt, facts }: Condition): boolean {
  const since = settings.kinds[facts.kind]
  if (since === undefined) return false
  return happenedAt === null || (happenedAt >= new Date(since) && happenedAt >= target.createdAt)
}

const MINUTE_MS = 60_000
const DIGEST_AT = clockMinutes('09:00')
const WEEK = 7

/** When to tell, quiet hours apart: in the person's own lead time, on a Monday morning, else at once. */
export function tellAt({ settings }: Recipient, { facts }: Condition, now: Date): Date {
  const at =
    facts.kind === 'nearly_due'
      ? Date.parse(facts.dueAt) - settings.leadMinutes * MINUTE_MS
      : facts.kind === 'weekly_digest'
        ? momentOf(addDays(dayOfIso(facts.monday), WEEK), DIGEST_AT, settings.timeZone).getTime()
        : now.getTime()
  return new Date(Math.max(at, now.getTime()))
}

/** When this person's quiet hours end; null = they may be told now. */
export function quietEndOf({ settings }: Recipient, at: Date): Date | null {
  const { quietFrom, quietTo, timeZone } = settings
  return quietFrom === null || quietTo === null
    ? null
    : quietUntil({ from: quietFrom, to: quietTo, timeZone }, at)
}
