import { and, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { products } from '../db/schema/knowledge.ts'
import { replyChannel } from '../domain/reply-channel.ts'
import { namesSize } from '../domain/text/named-size.ts'
import { normalise } from '../domain/text/normalise.ts'
import { contentStems } from '../domain/text/tokens.ts'
import type { FactsDeps } from './facts-deps.ts'
import { isInStock, isNamed, rankAlternatives, type Want } from './rank-alternatives.ts'
import { type RefreshedProducts, refreshProducts } from './refresh-product.ts'
import type { ProductRow } from './rows.ts'

type Input = { channel: string; product: ProductRow; turnText: string }

export type FoundAlternative = { product: ProductRow; want: Want; freshness: RefreshedProducts['freshness'] }

const MOST_CANDIDATES = 100
/** So many of the nearest are looked up before one is offered: it must still be there. */
const LOOKED_UP = 3

/**
 * Another product of the shop in place of one that is sold out, has not the wanted size, or does not go together
 * with what the buyer names. Of the same category and in stock. Never for an answer that everyone reads.
 */
export async function findAlternative(
  deps: FactsDeps,
  { channel, product, turnText }: Input,
): Promise<FoundAlternative | undefined> {
  const want = whatIsLacking(product, turnText)
  if (!want || !product.categoryRu || replyChannel(channel).isPublic) return undefined
  const near = rankAlternatives(product, await sameCategory(deps.db, product), want).slice(0, LOOKED_UP)
  if (near.length === 0) return undefined
  const skus = near.map(({ sku }) => sku)
  const refreshed = await refreshProducts(deps, { shopId: product.shopId, channel, skus })
  const [best] = rankAlternatives(product, refreshed.products, want)
  return best && { product: best, want, freshness: refreshed.freshness }
}

/** Undefined when the product itself will do. */
function whatIsLacking(product: ProductRow, turnText: string): Want | undefined {
  const { sizes, compatibility, stockFbo, stockFbs } = product
  const words = normalise(turnText)
  const askStems = contentStems(turnText)
  const size = sizes.find(({ label }) => namesSize(words, normalise(label)))
  const unfit = compatibility.find(({ fits, other }) => !fits && isNamed(other.ru, askStems))
  const isCounted = stockFbo !== null || stockFbs !== null
  const isSoldOut = isCounted && !isInStock(product)
  if (!isSoldOut && !unfit && size?.stock !== 0) return undefined
  return { size: size?.label, fits: unfit && askStems }
}

function sameCategory(db: Database, { shopId, sku, categoryRu }: ProductRow): Promise<ProductRow[]> {
  return db
    .select()
    .from(products)
    .where(
      and(
        eq(products.shopId, shopId),
        ne(products.sku, sku),
        isNull(products.retiredAt),
        eq(products.categoryRu, categoryRu ?? ''),
        gt(sql<number>`coalesce(${products.stockFbo}, 0) + coalesce(${products.stockFbs}, 0)`, 0),
      ),
    )
    .orderBy(products.sku)
    .limit(MOST_CANDIDATES)
}
