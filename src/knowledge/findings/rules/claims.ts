import type { Claim } from '../claims.ts'
import type { Verdict } from './verdict.ts'

/** «подходит» and «не подходит», «бесплатно» and «платно», «да» and «нет». */
export function compareClaims(a: Claim, b: Claim): Verdict {
  if (a.topic !== b.topic) return 'apart'
  if (
    a.verb !== undefined &&
    b.verb !== undefined &&
    a.verb !== b.verb &&
    !(a.answersQuestion || b.answersQuestion)
  )
    return a.isPositive === b.isPositive ? 'same' : 'apart'
  return a.isPositive === b.isPositive ? 'same' : 'differ'
}
