/** Numbers of orders, parcels and tracks, and words that tie a text to one buyer's order. */
const NUMBERS = /(?<!\d)\d{6,12}-\d{4}(?:-\d{1,3})?(?!\d)/gu
const NAMED =
  /(?:ваш\p{L}*\s+)?(?:заказ\p{L}*|посылк\p{L}*|отправлени\p{L}*|трек(?:-номер)?\p{L}*)\s*(?:№|номер|n°?|:)\s*[\p{L}\d-]{5,}/giu

/** Where a text names an order or a parcel: nothing for a place where everybody reads it. */
export const orderNumbersIn = (text: string): { from: number; to: number }[] =>
  [NUMBERS, NAMED].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length })),
  )
