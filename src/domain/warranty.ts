import { addMonths, type Day, daysBetween, moscowDay } from './moscow-time.ts'
import type { WarrantyFacts } from './product.ts'

export type WarrantyTerm = {
  /** The day of the event the warranty counts from. */
  start: Day
  /** The last day on which it holds. */
  end: Day
  /** Days after today on which it still holds: 0 on the last day, negative once it is over. */
  daysLeft: number
}

type Moments = { deliveredAt: Date | null; purchasedAt: Date | null }

/** Undefined without a manufacturer's warranty, or while the day it counts from is not known. */
export function warrantyTerm(
  { months, startEvent }: Pick<WarrantyFacts, 'months' | 'startEvent'>,
  { deliveredAt, purchasedAt }: Moments,
  now: Date,
): WarrantyTerm | undefined {
  const startsAt = startEvent === 'delivery' ? deliveredAt : purchasedAt
  if (months <= 0 || !startsAt) return undefined
  const start = moscowDay(startsAt)
  const end = addMonths(start, months)
  return { start, end, daysLeft: daysBetween(moscowDay(now), end) }
}

/** Consumer Protection Law, art. 19: without a set warranty a defect may be claimed for two years from receipt. */
const DEFECT_CLAIM_MONTHS = 24

export function defectClaimTerm(deliveredAt: Date, now: Date): WarrantyTerm {
  const start = moscowDay(deliveredAt)
  const end = addMonths(start, DEFECT_CLAIM_MONTHS)
  return { start, end, daysLeft: daysBetween(moscowDay(now), end) }
}

/** A set of warranty terms and what it holds for; an empty part of the scope holds for all. */
export type ScopedWarranty = {
  skus: readonly string[]
  category: string | null
  brand: string | null
  schemes: readonly string[]
  validFrom: Date | null
  validUntil: Date | null
  updatedAt: Date
}
type Goods = { sku: string; category: string | null; brand: string | null; scheme?: string | undefined }

/**
 * The terms that hold for a product, the most specific first: named by SKU before by category before by brand.
 * Terms that hold for one scheme only are not taken where the scheme is not known. Of equals the newest.
 */
export function mostSpecificWarranty<T extends ScopedWarranty>(
  all: readonly T[],
  goods: Goods,
  now: Date,
): T | undefined {
  return all
    .filter((one) => holdsFor(one, goods, now))
    .toSorted((a, b) => specificity(b) - specificity(a) || b.updatedAt.getTime() - a.updatedAt.getTime())[0]
}

function holdsFor(one: ScopedWarranty, { sku, category, brand, scheme }: Goods, now: Date): boolean {
  if (one.skus.length === 0 && !one.category && !one.brand) return false
  if ((one.validFrom && one.validFrom > now) || (one.validUntil && one.validUntil <= now)) return false
  if (one.schemes.length > 0 && !one.schemes.includes(scheme ?? '')) return false
  if (one.skus.length > 0 && !one.skus.includes(sku)) return false
  return isOf(one.category, category) && isOf(one.brand, brand)
}

const isOf = (wanted: string | null, actual: string | null): boolean =>
  !wanted || wanted.trim().toLowerCase() === actual?.trim().toLowerCase()

const specificity = ({ skus, category, brand }: ScopedWarranty): number =>
  (skus.length > 0 ? 4 : 0) + (category ? 2 : 0) + (brand ? 1 : 0)
