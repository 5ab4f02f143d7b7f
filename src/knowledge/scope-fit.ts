/** What of an entry says where and when it holds. */
type Scope = {
  status: string
  validFrom: string | null
  validUntil: string | null
  schemes: string[]
  skus: string[]
  brand: string | null
  category: string | null
}
type Context = {
  sku?: string | undefined
  brand?: string | undefined
  category?: string | undefined
  scheme?: string | undefined
  now: Date
}

/** What is said for one scheme or product is less sure where we do not know which one it is. */
const UNSURE = 0.7

/** How well an entry's scope fits the case: 1 it does, 0 it does not, between where the case does not say. */
export function scopeFit(entry: Scope, { sku, brand, category, scheme, now }: Context): number {
  const isOutOfDate =
    (entry.validFrom !== null && new Date(entry.validFrom) > now) ||
    (entry.validUntil !== null && new Date(entry.validUntil) <= now)
  if (entry.status !== 'live' || isOutOfDate) return 0
  return (
    fitOf(entry.schemes, scheme) *
    fitOf(entry.skus, sku) *
    fitOf(listOf(entry.brand), brand) *
    fitOf(listOf(entry.category), category)
  )
}

const listOf = (one: string | null): string[] => (one === null ? [] : [one])

function fitOf(allowed: string[], actual: string | undefined): number {
  if (allowed.length === 0) return 1
  if (actual === undefined) return UNSURE
  return allowed.some((one) => one.toLowerCase() === actual.toLowerCase()) ? 1 : 0
}
