import type { Claim } from './claims.ts'
import type { PlacedFact } from './facts.ts'
import { compareDates, compareHours, compareWeekdays } from './rules/calendar.ts'
import { compareClaims } from './rules/claims.ts'
import { compareNone, comparePrice } from './rules/none.ts'
import { comparePlaces, compareRoles, compareSchemes, compareStarts } from './rules/parties.ts'
import { compareQuantities } from './rules/quantities.ts'
import { compareSizes } from './rules/sizes.ts'
import { compareValues } from './rules/values.ts'
import type { Verdict } from './rules/verdict.ts'

/** The rule for the kind of the two facts; of two kinds only a denial or «бесплатно» meets a number. */
export function compareFacts(a: PlacedFact, b: PlacedFact): Verdict {
  switch (a.kind) {
    case 'quantity':
      if (b.kind === 'claim') return againstNumber(b, a)
      return b.kind === 'quantity' ? compareQuantities(a, b) : 'apart'
    case 'size':
      return b.kind === 'size' ? compareSizes(a, b) : 'apart'
    case 'date':
      return b.kind === 'date' ? compareDates(a, b) : 'apart'
    case 'hours':
      return b.kind === 'hours' ? compareHours(a, b) : 'apart'
    case 'weekdays':
      return b.kind === 'weekdays' ? compareWeekdays(a, b) : 'apart'
    case 'claim':
      if (b.kind === 'quantity') return againstNumber(a, b)
      return b.kind === 'claim' ? compareClaims(a, b) : 'apart'
    case 'role':
      return b.kind === 'role' ? compareRoles(a, b) : 'apart'
    case 'place':
      return b.kind === 'place' ? comparePlaces(a, b) : 'apart'
    case 'scheme':
      return b.kind === 'scheme' ? compareSchemes(a, b) : 'apart'
    case 'start':
      return b.kind === 'start' ? compareStarts(a, b) : 'apart'
    case 'value':
      return b.kind === 'value' ? compareValues(a, b) : 'apart'
  }
}

const againstNumber = (claim: PlacedFact & Claim, number: PlacedFact & { kind: 'quantity' }): Verdict =>
  claim.topic === 'free' ? comparePrice(claim, number) : compareNone(claim, number)

/** What stands in a later sentence than the first is said beside the answer: it must be surer. */
const BESIDE = 0.15

/** How surely two facts must speak of the same before a difference counts. */
export function sureEnough(one: PlacedFact, other: PlacedFact): number {
  const isBeside = one.clause.sentence > 0 || other.clause.sentence > 0
  return SURE_ENOUGH[one.kind] + (isBeside ? BESIDE : 0)
}

const SURE_ENOUGH: Record<PlacedFact['kind'], number> = {
  quantity: 0.45,
  size: 0.45,
  date: 0.45,
  hours: 0.45,
  weekdays: 0.45,
  claim: 0.5,
  role: 0.5,
  place: 0.5,
  scheme: 0.45,
  start: 0.45,
  value: 0.45,
}
