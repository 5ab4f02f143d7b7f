import { and, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { CatalogueReader } from '../channels/catalogue-reader.ts'
import type { Database, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { products } from '../db/schema/knowledge.ts'
import { catalogueSyncs } from '../db/schema/upkeep.ts'
import { refreshPassages } from '../knowledge/refresh-passages.ts'
import type { Clock } from '../shared/clock.ts'
import { AppError } from '../shared/errors.ts'
import type { CatalogueSync } from './start-sync.ts'
import { storeProducts } from './store-products.ts'

type Deps = { db: Database; clock: Clock }

const RETIRE_AT_ONCE = 200

/**
 * One step of a whole reading: a page, or some of what is to be retired. What it writes and where it stands change
 * in one transaction, guarded by where it stood: a step done twice counts once, and a kill costs one page.
 */
export async function readOn(deps: Deps, reader: CatalogueReader, sync: CatalogueSync): Promise<void> {
  if (sync.step === 'retire') return retireMissing(deps, sync)
  const { db, clock } = deps
  const { shopId } = sync
  const readAt = clock.now()
  const page = await readPage(deps, reader, sync)
  if (!page) return
  await db.transaction(async (tx) => {
    const now = clock.now()
    const isLast = page.nextCursor === undefined
    const moved = await move(tx, sync, {
      cursor: page.nextCursor ?? null,
      step: isLast ? 'retire' : sync.step,
      // Of products that come and go meanwhile the least total is the one that must have been seen.
      total: page.total === undefined ? sync.total : Math.min(sync.total ?? page.total, page.total),
      done: sync.done + page.listedIds.length,
      failure: null,
    })
    if (!moved) return
    const counts = await storeProducts(tx, { shopId, told: page.products, readAt, now })
    if (page.listedIds.length > 0)
      await tx
        .update(products)
        .set({ listedAt: readAt })
        .where(and(eq(products.shopId, shopId), inArray(products.productId, page.listedIds)))
    await addCounts(tx, sync, counts)
    await recordChange(tx, { shopId, kind: 'shop', now })
  })
}

/** A cursor that the marketplace does not take any more: from the first page once more, but not for ever. */
async function readPage({ db }: Deps, reader: CatalogueReader, sync: CatalogueSync) {
  try {
    return await reader.readPage(sync.cursor ?? undefined)
  } catch (error) {
    const isRefused = error instanceof AppError && error.code === 'catalogue_cursor_refused'
    if (!isRefused || sync.step !== 'products') throw error
    await move(db, sync, { cursor: null, step: 'products-again', done: 0, total: null })
    return undefined
  }
}

/** Only after the last page, and only when all that the marketplace counts was listed. */
async function retireMissing({ db, clock }: Deps, sync: CatalogueSync): Promise<void> {
  const { shopId, done, total } = sync
  const now = clock.now()
  await db.transaction(async (tx) => {
    const [held] = await tx
      .select({ id: catalogueSyncs.id })
      .from(catalogueSyncs)
      .where(and(asItStands(sync), eq(catalogueSyncs.status, 'running')))
      .for('update')
    if (!held) return
    const missing = await missingProducts(tx, sync)
    const doubt = reasonForDoubt({ done, total, missing: missing.length })
    if (doubt) {
      await move(tx, sync, { status: 'failed', failure: doubt, finishedAt: now })
    } else {
      const skus = missing.map(({ sku }) => sku)
      if (skus.length > 0)
        await tx
          .update(products)
          .set({ retiredAt: now, updatedAt: now })
          .where(and(eq(products.shopId, shopId), inArray(products.sku, skus)))
      const emptied = skus.map((sku) => ({ sourceId: sku, sku, pieces: [] }))
      await refreshPassages(tx, { shopId, source: 'product', now }, emptied)
      await addCounts(tx, sync, { added: 0, changed: 0, retired: skus.length })
      if (skus.length < RETIRE_AT_ONCE) await move(tx, sync, { status: 'done', finishedAt: now })
    }
    await recordChange(tx, { shopId, kind: 'shop', now })
  })
}

/** What came from the marketplace and was not listed by this reading; what a shop keeps on its own has no such id. */
function missingProducts(tx: Transaction, { shopId, startedAt }: CatalogueSync) {
  return tx
    .select({ sku: products.sku })
    .from(products)
    .where(
      and(
        eq(products.shopId, shopId),
        isNull(products.retiredAt),
        isNotNull(products.productId),
        or(isNull(products.listedAt), lt(products.listedAt, startedAt)),
      ),
    )
    .orderBy(products.sku)
    .limit(RETIRE_AT_ONCE)
    .for('update')
}

function reasonForDoubt(seen: { done: number; total: number | null; missing: number }): string | undefined {
  if (seen.missing === 0) return undefined
  if (seen.done === 0) return 'The marketplace listed no product at all; nothing was retired.'
  if (seen.total !== null && seen.done < seen.total)
    return `The marketplace listed ${seen.done} of ${seen.total} products; nothing was retired.`
  return undefined
}

type Change = Partial<typeof catalogueSyncs.$inferInsert>

/** False when the sync is not where it was: another worker was quicker, or a person cancelled it. */
async function move(db: Database | Transaction, sync: CatalogueSync, change: Change): Promise<boolean> {
  const moved = await db
    .update(catalogueSyncs)
    .set(change)
    .where(and(asItStands(sync), eq(catalogueSyncs.status, 'running')))
    .returning({ id: catalogueSyncs.id })
  return moved.length > 0
}

const asItStands = ({ shopId, id, step, cursor }: CatalogueSync) =>
  and(
    eq(catalogueSyncs.shopId, shopId),
    eq(catalogueSyncs.id, id),
    eq(catalogueSyncs.step, step),
    sql`${catalogueSyncs.cursor} is not distinct from ${cursor}`,
  )

async function addCounts(
  tx: Transaction,
  { shopId, id }: CatalogueSync,
  { added, changed, retired }: { added: number; changed: number; retired: number },
): Promise<void> {
  await tx
    .update(catalogueSyncs)
    .set({
      added: sql`${catalogueSyncs.added} + ${added}`,
      changed: sql`${catalogueSyncs.changed} + ${changed}`,
      retired: sql`${catalogueSyncs.retired} + ${retired}`,
    })
    .where(and(eq(catalogueSyncs.shopId, shopId), eq(catalogueSyncs.id, id)))
}
