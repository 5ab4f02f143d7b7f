import { htmlToText } from '../../domain/text/html-text.ts'
import { warrantyMonthsOf } from '../../domain/warranty-text.ts'
import { type Clock, systemClock } from '../../shared/clock.ts'
import { conflict } from '../../shared/errors.ts'
import type { CataloguePage, CatalogueProduct, CatalogueReader, ProductRef } from '../catalogue-reader.ts'
import { type AttributeDirectory, createAttributeDirectory, unlessRefused } from './attribute-directory.ts'
import { cardTexts, knownAttributes } from './attribute-names.ts'
import { OzonError } from './client/errors.ts'
import type { OzonClient } from './client/method.ts'
import { type ProductInfo, type ProductKeys, readProductInfo } from './client/product-info.ts'
import {
  listProducts,
  type ProductAttributes,
  readProductAttributes,
  readProductDescription,
} from './client/products.ts'
import { readProductPrices, readProductStocks } from './client/stock-and-price.ts'
import { priceOf, stockOf } from './product-figures.ts'

/**
 * The marketplace would give 1000 at once. A page is also what is written in one transaction, and on the embedded
 * database everybody waits for that.
 */
const PAGE = 200
/** One call each: a few at a time, so that buyers' chats do not queue behind them. */
const DESCRIPTIONS_AT_ONCE = 4

type Deps = { client: OzonClient; directory: AttributeDirectory; pageSize: number }

/** Reads the whole catalogue of a shop of Ozon, page by page, or the products that a push named. */
export function createOzonCatalogue(
  client: OzonClient,
  clock: Clock = systemClock,
  pageSize = PAGE,
): CatalogueReader {
  const deps = { client, directory: createAttributeDirectory(client, () => clock.now()), pageSize }
  return {
    readPage: (cursor) => readPage(deps, cursor),
    readMarked: (refs, part) => readCards(deps, keysOf(refs), part),
  }
}

async function readPage(deps: Deps, cursor: string | undefined): Promise<CataloguePage> {
  const { products, lastId, total } = await listPage(deps, cursor)
  const listedIds = products.map(({ productId }) => productId)
  return {
    products: listedIds.length > 0 ? await readCards(deps, { productIds: listedIds }, 'all') : [],
    listedIds,
    total,
    // The last page may carry a cursor too; one that stands still would be followed for ever.
    nextCursor: listedIds.length > 0 && lastId !== cursor ? lastId : undefined,
  }
}

async function listPage({ client, pageSize }: Deps, cursor: string | undefined) {
  try {
    return await listProducts(client, { limit: pageSize, ...(cursor ? { lastId: cursor } : {}) })
  } catch (error) {
    if (cursor && error instanceof OzonError && error.code === 'bad_request')
      throw conflict('catalogue_cursor_refused', `The marketplace refused its own cursor: ${error.message}`)
    throw error
  }
}

function keysOf(refs: readonly ProductRef[]): ProductKeys {
  const values = (kind: ProductRef['idKind']) =>
    refs
      .filter(({ idKind, value }) => idKind === kind && (kind === 'offer_id' || /^\d{1,20}$/.test(value)))
      .map(({ value }) => value)
  return { skus: values('sku'), productIds: values('product_id'), offerIds: values('offer_id') }
}

async function readCards(
  { client, directory }: Deps,
  keys: ProductKeys,
  part: 'all' | 'stock-price',
): Promise<CatalogueProduct[]> {
  if (Object.values(keys).every((ids) => ids.length === 0)) return []
  const { products } = await readProductInfo(client, keys)
  const productIds = [...new Set(products.map(({ productId }) => productId))]
  if (productIds.length === 0) return []
  const [stocks, prices, attributes] = await Promise.all([
    unlessRefused(readProductStocks(client, { productIds })),
    unlessRefused(readProductPrices(client, { productIds })),
    part === 'all' ? unlessRefused(readProductAttributes(client, { productIds })) : undefined,
  ])
  const cards = new Map(attributes?.products.map((card) => [card.productId, card]))
  const written = products.filter(({ productId }) => !cardTexts(cards.get(productId)).annotationHtml)
  const descriptions = part === 'all' ? await readDescriptions(client, written) : new Map<string, string>()
  return Promise.all(
    products.flatMap((info) => {
      const sku = info.sku ?? info.skus[0]
      if (!sku) return []
      return [withCard(directory, info, cards.get(info.productId), descriptions)].map(async (told) => ({
        sku,
        otherSkus: info.skus.filter((other) => other !== sku),
        productId: info.productId,
        offerId: info.offerId,
        name: info.name ?? info.offerId,
        isArchived: info.isArchived,
        pictureUrl: info.images[0],
        stock: stockOf(info, stocks),
        price: priceOf(info, prices),
        ...(await told),
      }))
    }),
  )
}

type FromCard = Pick<CatalogueProduct, 'brand' | 'category' | 'description' | 'attributes' | 'warrantyMonths'>

async function withCard(
  directory: AttributeDirectory,
  info: ProductInfo,
  card: ProductAttributes | undefined,
  descriptions: ReadonlyMap<string, string>,
): Promise<FromCard> {
  const { category, annotationHtml, warranty } = cardTexts(card)
  const html = annotationHtml ?? descriptions.get(info.productId)
  const description = html === undefined ? {} : { description: htmlToText(html) }
  if (!card) return description
  const { descriptionCategoryId: categoryId, typeId } = info
  const names = categoryId && typeId ? await directory.namesOf({ categoryId, typeId }) : undefined
  const { brand, attributes: told } = knownAttributes(card, names)
  return {
    ...description,
    brand,
    category,
    attributes: { told, isWhole: names !== undefined },
    warrantyMonths: warranty === undefined ? undefined : warrantyMonthsOf(warranty),
  }
}

/** The annotation among the attributes is the same text for nothing; asked for only where that is missing. */
async function readDescriptions(client: OzonClient, products: readonly ProductInfo[]) {
  const texts = new Map<string, string>()
  const waiting = [...products]
  const readOn = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const answer = await unlessRefused(readProductDescription(client, { productId: next.productId }))
      if (answer) texts.set(next.productId, answer.descriptionHtml)
    }
  }
  await Promise.all(Array.from({ length: DESCRIPTIONS_AT_ONCE }, readOn))
  return texts
}
