import { and, desc, eq, max } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database, Executor, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { shops } from '../db/schema/shops.ts'
import { catalogueSyncs, productMarks } from '../db/schema/upkeep.ts'
import { enqueue } from '../queue/enqueue.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, notFound } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { endPause } from './catalogue-pause.ts'
import { nextDailyAt } from './daily-time.ts'

type Deps = { db: Database; clock: Clock }
export type CatalogueSync = typeof catalogueSyncs.$inferSelect

/** Begins to read the whole catalogue at once, pause or not; the one under way, when there is one. */
export async function startSync(
  { db, clock }: Deps,
  { shopId, actor }: { shopId: string; actor: string },
): Promise<CatalogueSync> {
  const now = clock.now()
  return db.transaction(async (tx) => {
    await endPause(tx, shopId)
    const { sync, isNew } = await beginFullSync(tx, { shopId, startedBy: actor, now })
    if (isNew)
      await recordAudit(tx, {
        shopId,
        actor,
        action: 'catalogue.sync',
        subject: `catalogue-sync/${sync.id}`,
        now,
      })
    await enqueue(tx, { queue: 'catalogue', key: shopId, payload: { shopId }, now })
    return sync
  })
}

/** At most one at a time in a shop: whoever comes second gets the first one's. */
export async function beginFullSync(
  tx: Transaction,
  { shopId, startedBy, now }: { shopId: string; startedBy: string; now: Date },
): Promise<{ sync: CatalogueSync; isNew: boolean }> {
  const [shop] = await tx
    .select({ disabledAt: shops.disabledAt })
    .from(shops)
    .where(eq(shops.id, shopId))
    .for('update')
  if (!shop) throw notFound('shop_not_found', 'There is no such shop.')
  if (shop.disabledAt) throw conflict('shop_disabled', 'This shop is switched off.')
  const [running] = await tx
    .select()
    .from(catalogueSyncs)
    .where(and(eq(catalogueSyncs.shopId, shopId), isRunningFull))
  if (running) return { sync: running, isNew: false }
  const row = {
    shopId,
    id: newId(now),
    kind: 'full',
    status: 'running',
    step: 'products',
    startedBy,
    startedAt: now,
  }
  const [sync] = await tx.insert(catalogueSyncs).values(row).returning()
  if (!sync) throw conflict('sync_not_started', 'The sync could not be started.')
  await recordChange(tx, { shopId, kind: 'shop', now })
  return { sync, isNew: true }
}

/** Ends a sync where it stands: what was written stays, nothing is retired. */
export async function cancelSync(
  { db, clock }: Deps,
  { shopId, syncId, actor }: { shopId: string; syncId: string; actor: string },
): Promise<CatalogueSync> {
  const now = clock.now()
  return db.transaction(async (tx) => {
    const ofSync = and(eq(catalogueSyncs.shopId, shopId), eq(catalogueSyncs.id, syncId))
    const [sync] = await tx
      .update(catalogueSyncs)
      .set({ status: 'cancelled', finishedAt: now })
      .where(and(ofSync, eq(catalogueSyncs.status, 'running')))
      .returning()
    if (!sync) {
      const [ended] = await tx.select().from(catalogueSyncs).where(ofSync)
      if (!ended) throw notFound('sync_not_found', 'There is no such sync.')
      throw conflict('sync_ended', `This sync is ${ended.status} already.`, { status: ended.status })
    }
    await recordAudit(tx, {
      shopId,
      actor,
      action: 'catalogue.cancel',
      subject: `catalogue-sync/${syncId}`,
      now,
    })
    await recordChange(tx, { shopId, kind: 'shop', now })
    return sync
  })
}

/** The newest first, with how many products wait to be read again and when the next whole reading is due. */
export async function listSyncs({ db, clock }: Deps, { shopId, limit }: { shopId: string; limit: number }) {
  const [shop] = await db.select({ id: shops.id }).from(shops).where(eq(shops.id, shopId))
  if (!shop) throw notFound('shop_not_found', 'There is no such shop.')
  const syncs = await db
    .select()
    .from(catalogueSyncs)
    .where(eq(catalogueSyncs.shopId, shopId))
    .orderBy(desc(catalogueSyncs.id))
    .limit(limit)
  const marked = await db.$count(productMarks, eq(productMarks.shopId, shopId))
  return { syncs, marked, nextFullAt: await nextFullAt(db, shopId, clock.now()) }
}

/** Now when there was none yet. */
export async function nextFullAt(db: Executor, shopId: string, now: Date): Promise<Date> {
  const [last] = await db
    .select({ startedAt: max(catalogueSyncs.startedAt) })
    .from(catalogueSyncs)
    .where(and(eq(catalogueSyncs.shopId, shopId), eq(catalogueSyncs.kind, 'full')))
  return last?.startedAt ? nextDailyAt(shopId, last.startedAt) : now
}

export const isRunningFull = and(eq(catalogueSyncs.kind, 'full'), eq(catalogueSyncs.status, 'running'))
