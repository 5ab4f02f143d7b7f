import type { Category } from './category.ts'

/** What a shop may give a buyer to put things right. */
export const REMEDIES = [
  'exchange',
  'refund',
  'reshipment',
  'repair',
  'compensation',
  'coupon',
  'price_adjustment',
] as const
export type Remedy = (typeof REMEDIES)[number]

/** What a reply may promise without asking anybody, where no procedure of the shop says otherwise. */
const BY_CATEGORY: Partial<Record<Category, readonly Remedy[]>> = {
  defect: ['exchange', 'refund', 'reshipment', 'repair'],
  warranty: ['exchange', 'refund', 'repair'],
  missing_part: ['reshipment', 'exchange', 'refund'],
  return: ['refund'],
  exchange: ['exchange', 'refund'],
  cancellation: ['refund'],
  order_delivery: ['refund', 'reshipment'],
  complaint: ['exchange', 'refund', 'reshipment', 'repair'],
}
/** Money beyond the price, coupons and price changes are nobody's to promise in passing. */
const UNKNOWN_CATEGORY: readonly Remedy[] = ['exchange', 'refund', 'reshipment', 'repair']

export function remediesOf(category: Category | undefined): readonly Remedy[] {
  return category ? (BY_CATEGORY[category] ?? []) : UNKNOWN_CATEGORY
}
