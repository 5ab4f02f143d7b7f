import { foldInPlace } from './fold-in-place.ts'
import { unitAt } from './measure-units.ts'
import { NUMBER_PATTERN, numberOf } from './number-words.ts'

/** Sides in millimetres, in the order in which they are written. */
export type Size = { sides: number[]; start: number; end: number }

const TIMES = '(?: ?[x×х*] ?| на )'
const SIZE = new RegExp(
  `(?<![\\p{L}\\p{N}.,])(${NUMBER_PATTERN})(?: ?(?:см|мм|м))?${TIMES}(${NUMBER_PATTERN})(?:(?: ?(?:см|мм|м))?${TIMES}(${NUMBER_PATTERN}))?(?![\\p{N}])`,
  'gu',
)
const CENTIMETRE = 10

/** «80×120», «80 на 200 см», «1,5 на 2 метра», «90 х 45 х 20 см»: centimetres where no unit is said. */
export function readSizes(text: string): Size[] {
  const folded = foldInPlace(text)
  return [...folded.matchAll(SIZE)].flatMap((match) => {
    const [all, ...numbers] = match
    const end = match.index + all.length
    const gap = folded[end] === ' ' ? 1 : 0
    const unit = unitAt(folded, text, end + gap)
    // «2 на 500 Вт», «1920×1080 пикселей»: no lengths.
    if (unit && unit.dimension !== 'length') return []
    if (!unit && (all.includes(' на ') || /^ ?(?:пикс|px|точ)/u.test(folded.slice(end)))) return []
    const sides = numbers
      .filter((one) => one !== undefined)
      .map((one) => numberOf(one) * (unit?.factor ?? CENTIMETRE))
    return [{ sides, start: match.index, end: unit?.end ?? end }]
  })
}
