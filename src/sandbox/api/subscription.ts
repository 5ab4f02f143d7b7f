import type { Shop } from '../world.ts'

export type Access = 'chat' | 'review' | 'question'

/** Reviews have a subscription of their own, which no method names: only trying shows it. */
export function hasAccess(shop: Shop, to: Access): boolean {
  if (to === 'review' && shop.reviewManagement !== undefined) return shop.reviewManagement
  return shop.subscription === 'PREMIUM_PLUS' || shop.subscription === 'PREMIUM_PRO'
}
