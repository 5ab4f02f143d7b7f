/**
 * Of which shops somebody may see anything: all of them, or these alone. Every query over several shops takes one,
 * so that none forgets whom it answers.
 */
export type ShopScope = 'all' | ReadonlySet<string>

export const seesShop = (scope: ShopScope, shopId: string): boolean => scope === 'all' || scope.has(shopId)

/** Of a person: an admin sees all shops; others those that are listed, or all without a list. */
export function shopScopeOf({
  role,
  shopIds,
}: {
  role: string
  shopIds: readonly string[] | null
}): ShopScope {
  return role === 'admin' || shopIds === null ? 'all' : new Set(shopIds)
}
