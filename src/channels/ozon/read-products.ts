import { htmlToText } from '../../domain/text/html-text.ts'
import { AppError } from '../../shared/errors.ts'
import type { ProductSnapshot } from '../channel-adapter.ts'
import { knownAttributes } from './attribute-names.ts'
import type { CallOptions, OzonClient } from './client/method.ts'
import { readProductInfo } from './client/product-info.ts'
import { readProductAttributes, readProductDescription } from './client/products.ts'
import { readProductPrices, readProductStocks } from './client/stock-and-price.ts'
import { priceOf, stockOf } from './product-figures.ts'

/** For all calls together: a draft waits for this. */
const BUDGET_MS = 12_000
const CALL_TIMEOUT_MS = 6_000

/** Only the card itself must be read; texts, stock and price are taken as far as the marketplace gives them. */
export async function readProducts(
  client: OzonClient,
  skus: readonly string[],
  part: 'all' | 'stock-price' = 'all',
): Promise<ProductSnapshot[]> {
  const wanted = [...new Set(skus)].filter((sku) => /^\d{1,20}$/.test(sku))
  if (wanted.length === 0) return []
  const options = {
    signal: AbortSignal.timeout(BUDGET_MS),
    timeoutMs: CALL_TIMEOUT_MS,
    maxWaitMs: CALL_TIMEOUT_MS,
  }
  const { products } = await readProductInfo(client, { skus: wanted }, options)
  const found = wanted.flatMap((sku) => {
    const info = products.find((product) => product.skus.includes(sku))
    return info ? [{ sku, info }] : []
  })
  if (found.length === 0) return []

  const productIds = [...new Set(found.map(({ info }) => info.productId))]
  const [stocks, prices, attributes, descriptions] = await Promise.all([
    orUndefined(readProductStocks(client, { productIds }, options)),
    orUndefined(readProductPrices(client, { productIds }, options)),
    part === 'all' ? orUndefined(readProductAttributes(client, { productIds }, options)) : undefined,
    part === 'all' ? readDescriptions(client, productIds, options) : new Map<string, string>(),
  ])
  return found.map(({ sku, info }) => ({
    sku,
    productId: info.productId,
    offerId: info.offerId,
    name: info.name ?? info.offerId,
    isArchived: info.isArchived,
    pictureUrl: info.images[0],
    description: descriptions.get(info.productId),
    stock: stockOf(info, stocks),
    price: priceOf(info, prices),
    ...knownAttributes(attributes?.products.find((one) => one.productId === info.productId)),
  }))
}

async function readDescriptions(client: OzonClient, productIds: string[], options: CallOptions) {
  const texts = new Map<string, string>()
  await Promise.all(
    productIds.map(async (productId) => {
      const answer = await orUndefined(readProductDescription(client, { productId }, options))
      if (answer?.descriptionHtml) texts.set(productId, htmlToText(answer.descriptionHtml))
    }),
  )
  return texts
}

async function orUndefined<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
