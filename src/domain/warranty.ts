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
