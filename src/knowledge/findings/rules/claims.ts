import type { Claim } from '../claims.ts'
import type { Verdict } from './verdict.ts'

/**
 * «подходит» and «не подходит», «бесплатно» and «платно», «да» and «нет». Claims by different words («примерки нет»,
 * «примерить можно») meet only where each is the answer itself, not something said beside it.
 */
export function compareClaims(a: Claim, b: Claim): Verdict {
  if (a.topic !== b.topic) return 'apart'
  if (a.topic === 'yes' && a.sense !== b.sense && !(a.isMain && b.isMain)) return 'apart'
  return a.isPositive === b.isPositive ? 'same' : 'differ'
}
