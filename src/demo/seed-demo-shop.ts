import { and, eq } from 'drizzle-orm'
import type { Database, Transaction } from '../db/client.ts'
import { products } from '../db/schema/knowledge.ts'
import { entryContentSchema } from '../knowledge/entry-content.ts'
import { productContentSchema } from '../knowledge/product-content.ts'
import { writeEntries } from '../knowledge/write-entries.ts'
import { writeProducts } from '../knowledge/write-products.ts'
import type { Clock } from '../shared/clock.ts'
import { loadDemoData } from './load-demo-data.ts'
import { seedPastReviews } from './seed-past-reviews.ts'
import type { DemoEntry, DemoProduct } from './shop-data.ts'

/** Puts the demo's products and knowledge into a shop. Again: what a person changed since is left alone. */
export async function seedDemoShop(
  { db, clock }: { db: Database; clock: Clock },
  { shopId }: { shopId: string },
): Promise<{ products: number; entries: number }> {
  const data = loadDemoData()
  const now = clock.now()
  return db.transaction(async (tx) => {
    const seeded = await tx
      .select({ sku: products.sku })
      .from(products)
      .where(eq(products.shopId, shopId))
      .limit(1)
    if (seeded.length > 0) return { products: 0, entries: 0 }
    const changed = { shopId, changedBy: 'demo', now }
    const cards = data.products.map((product) => ({
      content: productContentSchema.parse(productContent(product)),
      before: undefined,
    }))
    await writeProducts(tx, { ...changed, products: cards })
    for (const product of data.products) await setShelf(tx, { shopId, product, now })
    const entries = data.entries.map((entry) => ({
      id: entry.id,
      content: entryContentSchema.parse(entryContent(entry, data.products, now)),
      version: 1,
      before: undefined,
    }))
    await writeEntries(tx, { ...changed, entries })
    await seedPastReviews(tx, { shopId, reviews: data.pastReviews, now })
    return { products: data.products.length, entries: data.entries.length }
  })
}

async function setShelf(
  tx: Transaction,
  { shopId, product, now }: { shopId: string; product: DemoProduct; now: Date },
): Promise<void> {
  const { sku, price, oldPrice = null, stock } = product
  await tx
    .update(products)
    .set({ price, oldPrice, priceAsOf: now, stockFbo: stock.fbo, stockFbs: stock.fbs, stockAsOf: now })
    .where(and(eq(products.shopId, shopId), eq(products.sku, sku)))
}

function productContent(product: DemoProduct) {
  const { sku, productId, offerId, name, brand, category, description } = product
  const { attributes, sizes, compatibility, warranty } = product
  return {
    sku,
    productId,
    offerId,
    nameRu: name.ru,
    nameZh: name.zh,
    brand,
    categoryRu: category.ru,
    categoryZh: category.zh,
    descriptionRu: description.ru,
    descriptionZh: description.zh,
    attributes,
    sizes,
    compatibility,
    warranty,
    pictureUrl: `/pictures/${sku}`,
  }
}

const DAY_MS = 86_400_000
/** Policies are looked at every quarter; what is said of promotions should have been looked at by now. */
function upkeep({ kind, topic }: DemoEntry, now: Date) {
  const days = topic === 'promotion' ? -5 : kind === 'policy' ? 90 : undefined
  return {
    owner: kind === 'policy' ? 'Ольга Смирнова' : null,
    reviewBy: days === undefined ? null : new Date(now.getTime() + days * DAY_MS).toISOString(),
  }
}

function entryContent(entry: DemoEntry, all: DemoProduct[], now: Date) {
  const { kind, topic, question, answer, variants, scope } = entry
  // A group of the demo is no category of the marketplace: the entry names its goods.
  const ofGroup = scope.group ? all.filter(({ group }) => group === scope.group).map(({ sku }) => sku) : []
  return {
    kind,
    topic,
    questionRu: question.ru,
    answerRu: answer.ru,
    questionZh: question.zh,
    answerZh: answer.zh,
    questionEn: null,
    answerEn: null,
    variants,
    schemes: scope.schemes,
    brand: null,
    category: scope.category ?? null,
    skus: scope.skus.length > 0 ? scope.skus : scope.category ? [] : ofGroup,
    warranty: null,
    restsOn: [],
    machineFilled: [],
    status: 'live' as const,
    validFrom: null,
    validUntil: null,
    ...upkeep(entry, now),
  }
}
