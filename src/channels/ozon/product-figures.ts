import type { ProductPrice, ProductStock } from '../channel-adapter.ts'
import type { ProductInfo } from './client/product-info.ts'
import type { readProductPrices, readProductStocks } from './client/stock-and-price.ts'

type Answer<Read extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<Read>> | undefined

/** What may still be sold; the card's own figures stand in when the list of stocks could not be read. */
export function stockOf(info: ProductInfo, answer: Answer<typeof readProductStocks>): ProductStock {
  const listed = answer?.items.find((item) => item.productId === info.productId)?.stocks
  const lines = listed ?? info.stocks.map((line) => ({ ...line, type: line.source?.toLowerCase() }))
  const free = (isOurs: boolean) =>
    lines
      .filter((line) => (line.type === 'fbo') === !isOurs)
      .reduce((sum, line) => sum + Math.max(0, line.present - line.reserved), 0)
  return { fbo: free(false), fbs: free(true) }
}

/** With the shop's own promotions; what the marketplace adds on top is not known to the seller. */
export function priceOf(
  info: ProductInfo,
  answer: Answer<typeof readProductPrices>,
): ProductPrice | undefined {
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
