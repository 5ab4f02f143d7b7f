import { and, asc, desc, eq, inArray, lt, or, sql } from 'drizzle-orm'
import type { CatalogueReader, ProductMark } from '../channels/catalogue-reader.ts'
import type { Database, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { products } from '../db/schema/knowledge.ts'
import { catalogueSyncs, productMarks } from '../db/schema/upkeep.ts'
import type { Clock } from '../shared/clock.ts'
import { newId } from '../shared/ids.ts'
import { storeProducts } from './store-products.ts'

type Deps = { db: Database; clock: Clock }
type MarkRow = typeof productMarks.$inferSelect

const AT_ONCE = 100
/** Small readings follow every sale: of those only the last ones are kept on record. */
const KEPT = 20

/** Reads again what pushes marked, a batch of it; answers how many marks it settled. Absence retires nothing here. */
export async function readMarked({ db, clock }: Deps, reader: CatalogueReader, shopId: string) {
  const marks = await db
    .select()
    .from(productMarks)
    .where(eq(productMarks.shopId, shopId))
    .orderBy(asc(productMarks.markedAt))
    .limit(AT_ONCE)
  if (marks.length === 0) return 0
  const readAt = clock.now()
  const isLight = await areKnown(db, shopId, marks)
  const refs = marks.map(({ idKind, value }) => ({ idKind: idKind as ProductMark['idKind'], value }))
  const told = await reader.readMarked(refs, isLight ? 'stock-price' : 'all')
  await db.transaction(async (tx) => {
    const now = clock.now()
    const counts = await storeProducts(tx, { shopId, told, readAt, now })
    await settleMarks(tx, shopId, marks)
    const done = { total: marks.length, done: marks.length, ...counts }
    await tx.insert(catalogueSyncs).values({
      shopId,
      id: newId(now),
      kind: 'marked',
      status: 'done',
      step: 'products',
      ...done,
      startedBy: 'push',
      startedAt: readAt,
      finishedAt: now,
    })
    await forgetOld(tx, shopId)
    if (counts.added + counts.changed + counts.retired > 0)
      await recordChange(tx, { shopId, kind: 'shop', now })
  })
  return marks.length
}

/** Figures alone are enough where only they changed and every card is there already. */
async function areKnown(db: Database, shopId: string, marks: readonly MarkRow[]): Promise<boolean> {
  if (marks.some(({ reason }) => reason !== 'stock')) return false
  const ids = (kind: string) => marks.filter(({ idKind }) => idKind === kind).map(({ value }) => value)
  const [skus, productIds, offerIds] = [ids('sku'), ids('product_id'), ids('offer_id')]
  const known = await db
    .select({ sku: products.sku, productId: products.productId, offerId: products.offerId })
    .from(products)
    .where(
      and(
        eq(products.shopId, shopId),
        or(
          skus.length > 0 ? inArray(products.sku, skus) : undefined,
          productIds.length > 0 ? inArray(products.productId, productIds) : undefined,
          offerIds.length > 0 ? inArray(products.offerId, offerIds) : undefined,
        ),
      ),
    )
  const names = new Set(known.flatMap((row) => [`s${row.sku}`, `p${row.productId}`, `o${row.offerId}`]))
  return marks.every(({ idKind, value }) => names.has(`${idKind.charAt(0)}${value}`))
}

/** One that was made anew while we read stays for the next batch. */
async function settleMarks(tx: Transaction, shopId: string, marks: readonly MarkRow[]): Promise<void> {
  const read = marks.map(({ idKind, value, markedAt }) => ({
    id_kind: idKind,
    value,
    marked_at: markedAt.toISOString(),
  }))
  await tx.execute(sql`
    delete from product_marks p using jsonb_to_recordset(${JSON.stringify(read)}::jsonb)
      as r(id_kind text, value text, marked_at timestamptz)
    where p.shop_id = ${shopId} and p.id_kind = r.id_kind and p.value = r.value
      and date_trunc('milliseconds', p.marked_at) = r.marked_at`)
}

async function forgetOld(tx: Transaction, shopId: string): Promise<void> {
  const marked = and(eq(catalogueSyncs.shopId, shopId), eq(catalogueSyncs.kind, 'marked'))
  const [oldest] = await tx
    .select({ id: catalogueSyncs.id })
    .from(catalogueSyncs)
    .where(marked)
    .orderBy(desc(catalogueSyncs.id))
    .offset(KEPT - 1)
    .limit(1)
  if (oldest) await tx.delete(catalogueSyncs).where(and(marked, lt(catalogueSyncs.id, oldest.id)))
}
