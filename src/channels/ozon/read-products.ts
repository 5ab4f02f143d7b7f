import { htmlToText } from '../../domain/text/html-text.ts'
import { AppError } from '../../shared/errors.ts'
import type { ProductPrice, ProductSnapshot, ProductStock } from '../channel-adapter.ts'
import { knownAttributes } from './attribute-names.ts'
import type { CallOptions, OzonClient } from './client/method.ts'
import { type ProductInfo, readProductInfo } from './client/product-info.ts'
import { readProductAttributes, readProductDescription } from './client/products.ts'
import { readProductPrices, readProductStocks } from './client/stock-and-price.ts'

/** For all calls together: a draft waits for this. */
const BUDGET_MS = 12_000
const CALL_TIMEOUT_MS = 6_000

type Answer<Read extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<Read>> | undefined

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

/** What may still be sold; the card's own figures stand in when the list of stocks could not be read. */
function stockOf(info: ProductInfo, answer: Answer<typeof readProductStocks>): ProductStock {
  const listed = answer?.items.find((item) => item.productId === info.productId)?.stocks
  const lines = listed ?? info.stocks.map((line) => ({ ...line, type: line.source?.toLowerCase() }))
  const free = (isOurs: boolean) =>
    lines
      .filter((line) => (line.type === 'fbo') === !isOurs)
      .reduce((sum, line) => sum + Math.max(0, line.present - line.reserved), 0)
  return { fbo: free(false), fbs: free(true) }
}

/** With the shop's own promotions; what the marketplace adds on top is not known to the seller. */
function priceOf(info: ProductInfo, answer: Answer<typeof readProductPrices>): ProductPrice | undefined {
  const listed = answer?.items.find((item) => item.productId === info.productId)
  const amount = [listed?.promotionPrice, listed?.price, info.price].map(Number).find((price) => price > 0)
  if (amount === undefined) return undefined
  const oldAmount = Number(listed?.oldPrice ?? info.oldPrice)
  return {
    amount,
    oldAmount: oldAmount > amount ? oldAmount : undefined,
    currency: listed?.currency ?? info.currency ?? 'RUB',
  }
}

async function orUndefined<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
