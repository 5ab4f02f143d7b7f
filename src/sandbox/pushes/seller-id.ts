import type { World } from '../world.ts'

/** A number by the documentation, a string in its examples: both occur. */
export function sellerIdFor(world: World, clientId: string): bigint | string {
  const sellerId = world.shops.get(clientId)?.sellerId ?? '0'
  return world.random('quirk:seller-id') < world.quirks.sellerIdAsString ? sellerId : BigInt(sellerId)
}
