import type { Readable } from 'node:stream'
import { and, asc, eq, gt, isNotNull } from 'drizzle-orm'
import type { Database } from '../../db/client.ts'
import { knowledgeEntries, products } from '../../db/schema/knowledge.ts'
import { shops } from '../../db/schema/shops.ts'
import type { Clock } from '../../shared/clock.ts'
import { invalid, notFound } from '../../shared/errors.ts'
import { entryOfRow } from '../entry-content.ts'
import { productContentSchema } from '../product-content.ts'
import type { Language } from './reasons.ts'
import type { OutRow, TransferFormat, TransferKind } from './shapes.ts'
import { textStream, writeFile } from './write-file.ts'
import { writeYml } from './yml/write-yml.ts'

const PAGE = 500

/** All entries or products of a shop as a file, streamed. Importing it again changes nothing. */
export async function exportKnowledge(
  { db, clock }: { db: Database; clock: Clock },
  input: { shopId: string; what: TransferKind; format: TransferFormat; language: Language },
): Promise<Readable> {
  const { shopId, what, format, language } = input
  const [shop] = await db.select({ name: shops.name }).from(shops).where(eq(shops.id, shopId))
  if (!shop) throw notFound('shop_not_found', `There is no shop ${shopId}`)
  if (format !== 'yml')
    return writeFile(what === 'entries' ? allEntries(db, shopId) : allContents(db, shopId), {
      what,
      format,
      language,
    })
  if (what === 'entries')
    throw invalid('format_not_for_entries', 'A Yandex Market catalogue holds products, no entries')
  const categories = await categoriesOf(db, shopId)
  return textStream(writeYml(allProducts(db, shopId), { name: shop.name, categories, now: clock.now() }))
}

async function* allEntries(db: Database, shopId: string): AsyncGenerator<OutRow> {
  for (let after = ''; ; ) {
    const page = await db
      .select()
      .from(knowledgeEntries)
      .where(and(eq(knowledgeEntries.shopId, shopId), gt(knowledgeEntries.id, after)))
      .orderBy(asc(knowledgeEntries.id))
      .limit(PAGE)
    for (const row of page) {
      const { shopId: _, version: __, updatedAt: ___, id, ...content } = entryOfRow(row)
      yield { id, ...content }
    }
    const last = page.at(-1)
    if (page.length < PAGE || !last) return
    after = last.id
  }
}

async function* allContents(db: Database, shopId: string): AsyncGenerator<OutRow> {
  for await (const product of allProducts(db, shopId)) yield productContentSchema.parse(product)
}

async function* allProducts(db: Database, shopId: string): AsyncGenerator<typeof products.$inferSelect> {
  for (let after = ''; ; ) {
    const page = await db
      .select()
      .from(products)
      .where(and(eq(products.shopId, shopId), gt(products.sku, after)))
      .orderBy(asc(products.sku))
      .limit(PAGE)
    yield* page
    const last = page.at(-1)
    if (page.length < PAGE || !last) return
    after = last.sku
  }
}

async function categoriesOf(db: Database, shopId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ name: products.categoryRu })
    .from(products)
    .where(and(eq(products.shopId, shopId), isNotNull(products.categoryRu)))
    .orderBy(asc(products.categoryRu))
  return rows.flatMap(({ name }) => name ?? [])
}
