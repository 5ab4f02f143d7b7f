const UNITS: [RegExp, number][] = [
  [/^(?:г(?:од(?:а|у)?)?|лет)$/u, 12],
  [/^мес(?:\.|яц(?:а|ев)?)?$/u, 1],
]

/**
 * Months of a warranty as a product card states it («1 год», «12 мес.», «полгода», «нет»). Undefined for whatever
 * could mean several things: a number without a unit, days, a range, two terms.
 */
export function warrantyMonthsOf(text: string): number | undefined {
  const words = text.trim().toLowerCase().replaceAll('ё', 'е').replace(/\.$/, '')
  if (/^(?:нет|без гарантии|отсутствует|не предусмотрен[ао]?)$/u.test(words)) return 0
  if (words === 'полгода') return 6
  if (words === 'год') return 12
  if (words === 'полтора года') return 18
  const [, amount, unit] = /^(\d{1,3}(?:[.,]5)?)\s*-?\s*(\p{L}+\.?)$/u.exec(words) ?? []
  if (!amount || !unit) return undefined
  const months = UNITS.find(([pattern]) => pattern.test(unit))?.[1]
  const total = months === undefined ? undefined : Number(amount.replace(',', '.')) * months
  return total !== undefined && Number.isInteger(total) && total <= 600 ? total : undefined
}
