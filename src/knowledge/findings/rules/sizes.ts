import type { Size } from '../../../domain/text/sizes.ts'
import type { Verdict } from './verdict.ts'

const TOLERANCE = 0.01

/** «80×120» and «120×80» are one size; two and three sides are not compared. */
export function compareSizes(a: Size, b: Size): Verdict {
  if (a.sides.length !== b.sides.length) return 'apart'
  const sorted = (sides: number[]) => sides.toSorted((x, y) => x - y)
  const other = sorted(b.sides)
  const isSame = sorted(a.sides).every((side, i) => {
    const twin = other[i] ?? 0
    return Math.abs(side - twin) <= TOLERANCE * Math.max(side, twin)
  })
  return isSame ? 'same' : 'differ'
}
