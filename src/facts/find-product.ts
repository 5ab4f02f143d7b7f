import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { products } from '../db/schema/knowledge.ts'
import { contentStems } from '../domain/text/tokens.ts'
import { EMPHATIC, namedProduct } from './match-product.ts'
import { mentionedArticles, mentionedSkus } from './mentions.ts'
import type { OrderRow } from './rows.ts'

type Input = {
  shopId: string
  turnText: string
  /** The SKU that the marketplace put beside a message of this chat. */
  contextSku: string | null
  parcels: readonly OrderRow[]
}

/** How the product was found: `said` in the buyer's words, or by what the chat is about. */
export type FoundProduct = { sku: string; by: 'code' | 'context' | 'order' | 'name' }

/**
 * Which product the turn is about: a SKU or article in the text, else what the chat or the order is about (unless
 * the text clearly names another), else a clear name. Undefined when there is none, or several equally.
 */
export async function findProduct(db: Database, input: Input): Promise<FoundProduct | undefined> {
  const { shopId, turnText, contextSku } = input
  const coded = await byCode(db, shopId, turnText)
  if (coded) return { sku: coded, by: 'code' }

  const ordered = distinct(input.parcels.flatMap((parcel) => parcel.products.map(({ sku }) => sku)))
  const expected = contextSku ?? (ordered.length === 1 ? ordered[0] : undefined)
  const candidates = await productsWithWords(db, shopId, turnText)
  if (expected !== undefined) {
    const other = namedProduct(turnText, candidates, EMPHATIC)
    if (other && other.sku !== expected) return { sku: other.sku, by: 'name' }
    return { sku: expected, by: contextSku ? 'context' : 'order' }
  }
  const amongOrdered = ordered.length > 0 ? candidates.filter(({ sku }) => ordered.includes(sku)) : []
  const named = namedProduct(turnText, amongOrdered, 0.1) ?? namedProduct(turnText, candidates)
  return named && { sku: named.sku, by: 'name' }
}

/** A SKU or article of this shop in the text, if exactly one product has it. */
async function byCode(db: Database, shopId: string, text: string): Promise<string | undefined> {
  const skus = mentionedSkus(text)
  const articles = mentionedArticles(text)
  if (skus.length + articles.length === 0) return undefined
  const found = await db
    .select({ sku: products.sku })
    .from(products)
    .where(
      and(
        eq(products.shopId, shopId),
        or(
          skus.length > 0 ? inArray(products.sku, skus) : undefined,
          skus.length > 0 ? inArray(products.productId, skus) : undefined,
          articles.length > 0 ? inArray(sql`upper(${products.offerId})`, articles) : undefined,
        ),
      ),
    )
    .limit(2)
  return found.length === 1 ? found[0]?.sku : undefined
}

const MOST_CANDIDATES = 500

/** Products that share a word with the text, those with most first. */
async function productsWithWords(db: Database, shopId: string, text: string) {
  const starts = distinct(
    contentStems(text)
      .filter((word) => /^\p{L}{3,}$/u.test(word))
      .map((word) => (word.length > 5 ? word.slice(0, Math.max(5, word.length - 1)) : word)),
  ).slice(0, 40)
  if (starts.length === 0) return []
  const name = sql`replace(lower(${products.nameRu}), 'ё', 'е')`
  const hits = sql.join(
    starts.map((start) => sql`(position(${start} in ${name}) > 0)::int`),
    sql` + `,
  )
  return db
    .select({ sku: products.sku, name: products.nameRu })
    .from(products)
    .where(and(eq(products.shopId, shopId), isNull(products.retiredAt), sql`(${hits}) > 0`))
    .orderBy(sql`(${hits}) desc`, products.sku)
    .limit(MOST_CANDIDATES)
}

const distinct = <T>(items: T[]): T[] => [...new Set(items)]
