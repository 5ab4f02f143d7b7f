import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { autoSends, switches } from '../db/schema/policy.ts'
import { shops } from '../db/schema/shops.ts'
import { lockSwitches, stopSwitchName } from '../db/stop-switch.ts'
import type { Clock } from '../shared/clock.ts'
import { notFound } from '../shared/errors.ts'

type Deps = { db: Database; clock: Clock }
type Input = {
  /** null = the whole installation. */
  shopId: string | null
  isOn: boolean
  reason?: string | undefined
  /** Who threw it, as the audit trail names them. */
  actor: string
}

/**
 * Stops everything that leaves by itself, or lets it begin again. Holds from the moment this returns: what waited is
 * stopped for good and stays with people, what was approved and has not left is given back by the delivery.
 * Answers how many drafts were stopped.
 */
export async function throwSwitch({ db, clock }: Deps, input: Input): Promise<{ stopped: number }> {
  const { shopId, isOn, reason, actor } = input
  return db.transaction(async (tx) => {
    const touched = await shopIds(tx, shopId)
    await lockSwitches(tx)
    // After the lock: whoever held it decided before this moment.
    const now = clock.now()
    const name = stopSwitchName(shopId)
    const [before] = await tx.select().from(switches).where(eq(switches.name, name))
    const next = { isOn, reason: reason ?? null, changedBy: actor, changedAt: now }
    await tx
      .insert(switches)
      .values({ name, ...next })
      .onConflictDoUpdate({ target: switches.name, set: next })
    const stopped = isOn ? await stopWaiting(tx, { shopId, actor, now }) : 0
    await recordAudit(tx, {
      ...(shopId === null ? {} : { shopId }),
      actor,
      action: isOn ? 'auto_send.stop_all' : 'auto_send.resume',
      subject: shopId === null ? 'installation' : `shop/${shopId}`,
      before: { isOn: before?.isOn ?? false },
      after: { isOn, reason, stopped },
      now,
    })
    for (const id of touched) await recordChange(tx, { shopId: id, kind: 'shop', now })
    return { stopped }
  })
}

async function shopIds(tx: Transaction, shopId: string | null): Promise<string[]> {
  const rows = await tx
    .select({ id: shops.id })
    .from(shops)
    .where(shopId === null ? undefined : eq(shops.id, shopId))
  if (shopId !== null && rows.length === 0) throw notFound('shop_not_found', 'There is no such shop.')
  return rows.map(({ id }) => id)
}

async function stopWaiting(
  tx: Transaction,
  { shopId, actor, now }: { shopId: string | null; actor: string; now: Date },
): Promise<number> {
  const stopped = await tx
    .update(autoSends)
    .set({
      status: 'stopped',
      reasons: [shopId === null ? 'stop_all' : 'stop_shop'],
      settledBy: actor,
      settledAt: now,
    })
    .where(and(eq(autoSends.status, 'waiting'), shopId === null ? undefined : eq(autoSends.shopId, shopId)))
    .returning({ draftId: autoSends.draftId })
  return stopped.length
}
