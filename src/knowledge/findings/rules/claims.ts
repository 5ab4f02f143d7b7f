import type { Claim } from '../claims.ts'
import type { PlacedFact } from '../facts.ts'
import { partyOf } from '../parties.ts'
import type { Verdict } from './verdict.ts'

/**
 * «подходит» and «не подходит», «бесплатно» and «платно», «да» and «нет». Claims by different words («примерки нет»,
 * «примерить можно») meet only where each is the answer itself, not something said beside it.
 */
export function compareClaims(a: PlacedFact & Claim, b: PlacedFact & Claim): Verdict {
  if (a.topic !== b.topic) return 'apart'
  if (a.topic === 'property' && a.sense !== b.sense) return 'apart'
  if (a.topic === 'yes' && a.sense !== b.sense && !(a.isMain && b.isMain)) return 'apart'
  if (a.isPositive === b.isPositive) return 'same'
  return doOthersAct(a, b) ? 'apart' : 'differ'
}

/** «магазин баллы не начисляет», «баллы начисляет Ozon» */
function doOthersAct(a: PlacedFact, b: PlacedFact): boolean {
  const [one, other] = [partyOf(a.clause.words)?.party, partyOf(b.clause.words)?.party]
  return (one === 'ozon' && other === 'seller') || (one === 'seller' && other === 'ozon')
}
