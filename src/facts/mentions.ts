/** «заказ 12345678-0001», «отправление 12345678-0001-1»; nothing longer, so that no part of a phone is taken. */
const ORDER_NUMBER = /(?<![\p{L}\p{N}-])(\d{4,12}-\d{4})(?:-(\d{1,3}))?(?![\p{L}\p{N}]|-\d)/gu

export type OrderMention = { orderNumber: string; postingNumber?: string | undefined }

/** Order numbers in a buyer's words, each once, at most three. */
export function mentionedOrders(text: string): OrderMention[] {
  const found = new Map<string, OrderMention>()
  for (const [, orderNumber, parcel] of plainDashes(text).matchAll(ORDER_NUMBER)) {
    if (!orderNumber || found.size >= 3) continue
    const postingNumber = parcel ? `${orderNumber}-${parcel}` : found.get(orderNumber)?.postingNumber
    found.set(orderNumber, { orderNumber, postingNumber })
  }
  return [...found.values()]
}

/** The first part of an order number is the buyer's account: orders of one buyer share it. */
export const isSameBuyer = (a: string, b: string): boolean => a.split('-')[0] === b.split('-')[0]

/** Numbers that may be SKUs, in order, each once. */
export function mentionedSkus(text: string): string[] {
  return [...new Set(text.match(/(?<![\p{L}\p{N}-])\d{8,12}(?![\p{L}\p{N}]|-\d)/gu) ?? [])].slice(0, 10)
}

/** Words that may be articles: Latin letters or digits, a sign between them, compared in upper case. */
export function mentionedArticles(text: string): string[] {
  const words = plainDashes(text).match(
    /(?<![\p{L}\p{N}])[A-Za-z0-9]+(?:[-_./][A-Za-z0-9]+)+(?![\p{L}\p{N}])/gu,
  )
  return [...new Set((words ?? []).map((word) => word.toUpperCase()))].slice(0, 20)
}

const plainDashes = (text: string): string => text.replace(/[‐‑‒–—−]/g, '-')
