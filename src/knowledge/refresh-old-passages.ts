import { and, eq, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { knowledgeEntries, passages, products } from '../db/schema/knowledge.ts'
import type { Clock } from '../shared/clock.ts'
import { entryOfRow } from './entry-content.ts'
import { PIECES_FORMAT, piecesOfEntry } from './passages.ts'
import { piecesOfProduct } from './product-pieces.ts'
import { refreshPassages } from './refresh-passages.ts'

const AT_ONCE = 200

/**
 * Cuts anew, a few hundred at most, what an earlier version of the program cut otherwise; answers whether that was
 * all of it. What comes out the same keeps its vectors.
 */
export async function refreshOldPassages(
  { db, clock }: { db: Database; clock: Clock },
  { shopId }: { shopId: string },
): Promise<'done' | 'more'> {
  const isOld = and(eq(passages.shopId, shopId), lt(passages.format, PIECES_FORMAT))
  const old = await db
    .selectDistinct({ source: passages.source, sourceId: passages.sourceId })
    .from(passages)
    .where(isOld)
    .limit(AT_ONCE)
  for (const { source, sourceId } of old) {
    await db.transaction(async (tx) => {
      const now = clock.now()
      if (source === 'entry') {
        const ofEntry = and(eq(knowledgeEntries.shopId, shopId), eq(knowledgeEntries.id, sourceId))
        const [row] = await tx.select().from(knowledgeEntries).where(ofEntry).for('update')
        const pieces = row ? await piecesOfEntry(entryOfRow(row)) : []
        await refreshPassages(tx, { shopId, source, now }, [{ sourceId, pieces }])
      } else if (source === 'product') {
        const ofProduct = and(eq(products.shopId, shopId), eq(products.sku, sourceId))
        const [row] = await tx.select().from(products).where(ofProduct).for('update')
        const pieces = row && !row.retiredAt ? await piecesOfProduct(row) : []
        await refreshPassages(tx, { shopId, source, now }, [{ sourceId, sku: sourceId, pieces }])
      }
    })
  }
  const [left] = await db.select({ one: sql`1` }).from(passages).where(isOld).limit(1)
  return left ? 'more' : 'done'
}
