import { foldInPlace } from '../../domain/text/fold-in-place.ts'
import { unitAt } from '../../domain/text/measure-units.ts'
import { NUMBER_PATTERN, numberOf } from '../../domain/text/number-words.ts'
import { type Quantity, readQuantities } from '../../domain/text/quantities.ts'

const PERIOD = '(?:секунд\\p{L}{0,2}|сек|минут\\p{L}{0,2}|мин|час|ч|день|сутки|неделю|месяц|год)'
const LEAD = new RegExp(
  `(?<!\\p{L})(?:за|в) (?:один |одну |каждый |каждую )?${PERIOD}(?![\\p{L}\\p{N}])`,
  'gu',
)
const SLASHED = new RegExp(
  `(?<![\\p{L}\\p{N}.,])(${NUMBER_PATTERN})(?: ?- ?(${NUMBER_PATTERN}))? ?(\\p{L}{1,9}\\.?) ?\\/ ?${PERIOD}(?![\\p{L}\\p{N}])`,
  'gu',
)

/**
 * So much of something in a time, «600 л/ч», which no plain quantity is: the amount itself, so that «за час — 600 литров»
 * is carried by it.
 */
export function readRates(text: string): Quantity[] {
  const folded = foldInPlace(text)
  return [...folded.matchAll(SLASHED)].flatMap((match) => {
    const [all, first = '', second, unit = ''] = match
    const found = readQuantities(`${second ?? first} ${unit.replace(/\.$/u, '')}`)[0]
    const factor = found ? found.to / numberOf(second ?? first) : undefined
    if (!found || factor === undefined || unitAt(folded, text, match.index)) return []
    const [from, to] = [numberOf(first) * factor, numberOf(second ?? first) * factor]
    const bound = second === undefined ? ('exact' as const) : ('range' as const)
    return [{ ...found, from, to, bound, start: match.index, end: match.index + all.length }]
  })
}

/** «за час», «в минуту»: the time of a rate, no time of its own. */
export const periodsIn = (text: string): { start: number; end: number }[] =>
  [...foldInPlace(text).matchAll(LEAD)].map(({ index, 0: words }) => ({
    start: index,
    end: index + words.length,
  }))
