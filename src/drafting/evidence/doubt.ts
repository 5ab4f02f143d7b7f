import type { Alignment } from './alignment.ts'
import type { RuleFinding } from './rule.ts'

/** What a doubt is weighed from, in the order of `WEIGHTS`; the first is always 1. */
export const DOUBT_FEATURES = [
  'bias',
  'foreign share',
  'foreign nouns',
  'foreign verbs',
  'foreign share beside a value',
  'words',
  'nothing met',
  'value',
  'nearer rival',
  'said no',
  'yes over no',
  'allowed over no',
  'turned',
  'adds',
  'polarity found',
  'parity found',
] as const

/** The soft rules' findings are no verdict here: they weigh as much as they proved right. */
export type SoftFound = { polarity: readonly RuleFinding[]; parity: readonly RuleFinding[] }

/** Undefined where nothing speaks against the sentence: all of its words are known, and no part is turned round. */
export function doubtRow(alignment: Alignment, { polarity, parity }: SoftFound): number[] | undefined {
  const { foreign, words, isMet, parts, hasValue, adds, hasNearerRival } = alignment
  const share = words === 0 ? 0 : foreign.length / words
  const count = (is: (part: Alignment['parts'][number]) => boolean) => parts.filter(is).length
  const flag = (is: boolean) => (is ? 1 : 0)
  const isTurned = (count(({ isDenied }) => isDenied) + count(({ isOverDenial }) => isOverDenial)) % 2 === 1
  const signs = [foreign.length, polarity.length, parity.length].some((one) => one > 0)
  if (!signs && !isTurned && !adds && !hasNearerRival) return undefined
  return [
    1,
    share,
    foreign.filter((one) => !one.isVerb).length,
    foreign.filter((one) => one.isVerb).length,
    hasValue ? share : 0,
    Math.log1p(words),
    flag(!isMet),
    flag(hasValue),
    flag(hasNearerRival),
    flag(count(({ isDenied }) => isDenied) > 0),
    flag(count(({ isDenied, isOverDenial }) => !isDenied && isOverDenial) > 0),
    flag(count(({ isDenied, isOverDenial, allows }) => !isDenied && isOverDenial && allows) > 0),
    flag(isTurned),
    flag(adds),
    flag(polarity.length > 0),
    flag(parity.length > 0),
  ]
}

/**
 * Fitted by `npm run eval -- evidence --fit` on the sentences of the dev sets that no hard rule decides; the limit is the
 * one where found less false was greatest on sentences of evidence that the fit had not seen.
 */
const WEIGHTS: readonly number[] = [
  3.901, -0.215, 0.508, -0.055, -2.234, -3.203, 1.643, -1.63, 2.253, -1.513, 0.378, 0.722, 0.681, 0.797, 2.24,
  1.914,
]
export const DOUBT_LIMIT = 0.33

/** How likely a sentence with this row is not carried by what it cites, 0 to 1. */
export const chanceOfDoubt = (row: readonly number[], weights: readonly number[] = WEIGHTS): number =>
  1 / (1 + Math.exp(-row.reduce((sum, x, i) => sum + x * (weights[i] ?? 0), 0)))
