import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { vector } from '@electric-sql/pglite-pgvector'
import { migrate } from '../src/db/migrate.ts'
import { fromPglite, type OpenDatabase } from '../src/db/open-database.ts'
import { embedPending } from '../src/knowledge/embed-pending.ts'
import { entryContentSchema } from '../src/knowledge/entry-content.ts'
import { productContentSchema } from '../src/knowledge/product-content.ts'
import { upsertEntry } from '../src/knowledge/save-entry.ts'
import type { Embedder } from '../src/llm/embedder.ts'
import { putProduct } from '../test/factories/put-product.ts'
import { putShop } from '../test/factories/put-shop.ts'

export type EvalEntry = {
  id: string
  question: string
  answer: string
  variants?: string[]
  schemes?: ('FBO' | 'FBS' | 'rFBS')[]
}

export type EvalProduct = { sku: string; name: string; offerId: string }

export const SHOP_ID = 'eval'

/** A fresh, migrated in-memory database. */
export async function emptyDatabase(): Promise<OpenDatabase> {
  const opened = fromPglite(await PGlite.create({ extensions: { vector, pg_trgm } }))
  await migrate(opened.db)
  return opened
}

/** The same with one shop that knows nothing yet. */
export async function emptyShop(): Promise<OpenDatabase> {
  const opened = await emptyDatabase()
  const { db } = opened
  await putShop(db, SHOP_ID, { name: 'Evaluation', clientId: '1', webhookKeyHash: '-' })
  return opened
}

/** A fresh in-memory database with one shop that knows these entries and products, embedded. */
export async function knowledgeBase(
  { entries = [], products = [] }: { entries?: EvalEntry[]; products?: EvalProduct[] },
  embedder: Embedder,
): Promise<OpenDatabase> {
  const opened = await emptyShop()
  const { db } = opened
  const now = new Date()
  await db.transaction(async (tx) => {
    for (const { id, question, answer, variants = [], schemes = [] } of entries) {
      const content = entryContentSchema.parse({
        kind: 'faq',
        questionRu: question,
        answerRu: answer,
        variants,
        schemes,
      })
      await upsertEntry(tx, { shopId: SHOP_ID, id, content, changedBy: 'eval', now })
    }
    for (const { sku, name, offerId } of products) {
      const content = productContentSchema.parse({ sku, offerId, nameRu: name })
      await putProduct(tx, { shopId: SHOP_ID, content, now })
    }
  })
  await embedPending({ db, embedder })
  return opened
}
