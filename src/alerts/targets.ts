import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { seal, sealContext } from '../access/seal.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { users } from '../db/schema/access.ts'
import { alertSettings, alertTargets } from '../db/schema/alerts.ts'
import type { Actor } from '../domain/actor.ts'
import { ALERT_TARGETS } from '../domain/alert-kinds.ts'
import type { AddTarget, AlertTrial, TargetAdded } from '../http/contracts/alerts.ts'
import { languageSchema } from '../http/contracts/common.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, notFound } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { scanAll } from './my-alerts.ts'
import { testParcel } from './parcel.ts'
import { type SendDeps, sendParcel } from './senders.ts'
import { webhookUrl } from './targets/public-address.ts'
import { newWebhookSecret } from './targets/sign-webhook.ts'

type Deps = SendDeps & { clock: Clock }

const MOST_TARGETS = 10

/** Adds a target of a person. The secret of a webhook is made here and answered this once. */
export async function addTarget(
  { db, clock, masterKey, allowedHosts }: Deps,
  { kind, address: given, actor }: AddTarget & { actor: Actor },
): Promise<TargetAdded> {
  const now = clock.now()
  const address = kind === 'webhook' ? webhookUrl(given, allowedHosts).href : given
  const id = newId(now)
  const secret = kind === 'webhook' ? newWebhookSecret() : null
  await db.transaction(async (tx) => {
    // The person's row stands for the list: two additions at once cannot pass the limit together.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, actor.id)).for('update')
    const mine = await tx
      .select({ id: alertTargets.id })
      .from(alertTargets)
      .where(eq(alertTargets.userId, actor.id))
    if (mine.length >= MOST_TARGETS)
      throw conflict('too_many_targets', `Expected at most ${MOST_TARGETS} targets.`, { what: 'targets' })
    const added = await tx
      .insert(alertTargets)
      .values({
        id,
        userId: actor.id,
        kind,
        address,
        sealedSecret: secret === null ? null : seal(masterKey, secret, sealContext.alertTarget(id)),
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: alertTargets.id })
    if (added.length === 0)
      throw conflict('target_taken', 'This target is already there.', { what: 'target' })
    await recordAudit(tx, {
      actor: actor.id,
      action: 'alerts.add_target',
      subject: `user/${actor.id}`,
      after: { kind, address: hostOnly(kind, address) },
      now,
    })
    await scanAll(tx, now)
  })
  return { id, secret }
}

/** The path of a webhook may be a secret of its receiver. */
export const hostOnly = (kind: string, address: string): string =>
  kind === 'webhook' ? new URL(address).host : address

type OfTarget = { targetId: string; actor: Actor }

/** Takes away a target of one's own, and with it what waits there. */
export async function removeTarget(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { targetId, actor }: OfTarget,
): Promise<void> {
  const now = clock.now()
  await db.transaction(async (tx) => {
    const [gone] = await tx.delete(alertTargets).where(isMine(targetId, actor)).returning()
    if (!gone) throw noSuchTarget()
    await recordAudit(tx, {
      actor: actor.id,
      action: 'alerts.remove_target',
      subject: `user/${actor.id}`,
      before: { kind: gone.kind, address: hostOnly(gone.kind, gone.address) },
      now,
    })
  })
}

/** Sends a test at once, quiet hours or not: the person asked for it. One that gets through mends a broken target. */
export async function tryTarget(deps: Deps, { targetId, actor }: OfTarget): Promise<AlertTrial> {
  const { db, clock } = deps
  const [found] = await db
    .select({ target: alertTargets, language: alertSettings.language, own: users.language })
    .from(alertTargets)
    .innerJoin(users, eq(users.id, alertTargets.userId))
    .leftJoin(alertSettings, eq(alertSettings.userId, alertTargets.userId))
    .where(isMine(targetId, actor))
  if (!found) throw noSuchTarget()
  const now = clock.now()
  const language = languageSchema.catch('en').parse(found.language ?? found.own)
  const target = { ...found.target, kind: z.enum(ALERT_TARGETS).parse(found.target.kind) }
  const outcome = await sendParcel(deps, target, testParcel({ id: newId(now), at: now, language }))
  const at = clock.now()
  if (outcome.result === 'delivered')
    await db
      .update(alertTargets)
      .set({ lastDeliveredAt: at, brokenAt: null, brokenCode: null, brokenAnswer: null })
      .where(eq(alertTargets.id, targetId))
  if (outcome.result === 'refused')
    await db
      .update(alertTargets)
      .set({ brokenAt: at, brokenCode: outcome.code, brokenAnswer: outcome.answer })
      .where(eq(alertTargets.id, targetId))
  return { outcome: outcome.result, answer: outcome.answer }
}

const isMine = (targetId: string, actor: Actor) =>
  and(eq(alertTargets.id, targetId), eq(alertTargets.userId, actor.id))

const noSuchTarget = () => notFound('target_not_found', 'There is no such target.')
