import type { Shop } from '../world.ts'

export function hasChatSubscription(shop: Shop): boolean {
  return shop.subscription === 'PREMIUM_PLUS' || shop.subscription === 'PREMIUM_PRO'
}
