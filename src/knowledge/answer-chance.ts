import { knownShares, type ReadQuery } from './likeness.ts'
import { best, NONE, type RankedUnit } from './rank-candidates.ts'

/** What the chance is judged by; the first is the bias. */
export const CHANCE_FEATURES = [
  'bias',
  'asked:covered',
  'asked:coveredBack',
  'asked:trigram',
  'whole:covered',
  'name:keysMissed',
  'asked:cosine',
  'whole:cosine',
  'words',
  'known',
  'nearlyKnown',
  'first',
  'lead',
  'is:own',
  'is:product',
  'is:nameless',
] as const

/**
 * Fitted with `npm run eval -- calibrate` for the built-in space, in the order of `CHANCE_FEATURES`. A space with
 * weights of its own (`embedding_spaces.calibration`) goes by those.
 */
const BUILT_IN: readonly number[] = CHANCE_FEATURES.map(() => 0)
/** For a space that nobody has calibrated: by words alone, because its cosines mean what nobody has measured. */
const BY_WORDS: readonly number[] = CHANCE_FEATURES.map(() => 0)

/** The weights for the vectors of a space; `stored` are its own, if it has any that fit. */
export function chanceWeights(space: string, stored: readonly number[] | null): readonly number[] {
  if (stored?.length === CHANCE_FEATURES.length) return stored
  return space.startsWith('builtin-hash') ? BUILT_IN : BY_WORDS
}

/** The chance, 0 to 1, that a candidate answers what was asked. */
export function answerChance(features: readonly number[], weights: readonly number[]): number {
  const sum = features.reduce((total, x, i) => total + x * (weights[i] ?? 0), 0)
  return 1 / (1 + Math.exp(-sum))
}

/**
 * Of candidates in the order of their rank. `known`: what share of the question's meaning is known anywhere among
 * them; a question full of words that nobody here ever used is hardly for this shop. `lead`: how far the first
 * stands before the second; for the others 0.
 */
export function chanceFeatures(query: ReadQuery, ranked: readonly RankedUnit[]): number[][] {
  const lead = (ranked[0]?.rank ?? 0) - (ranked[1]?.rank ?? 0)
  const { known, nearlyKnown } = knownShares(query)
  return ranked.map(({ unit, near: { way, past, whole } }, place) => {
    const asked = best(way, past)
    return [
      1,
      asked.covered,
      asked.coveredBack,
      asked.trigram,
      whole.covered,
      Math.min(way.keysMissed, whole.keysMissed),
      asked.cosine,
      whole.cosine,
      Math.log(1 + query.words.length),
      known,
      nearlyKnown,
      place === 0 ? 1 : 0,
      place === 0 ? Math.min(MOST_LEAD, lead) : 0,
      unit.places.own === undefined ? 0 : 1,
      unit.source === 'product' ? 1 : 0,
      way === NONE ? 1 : 0,
    ]
  })
}

const MOST_LEAD = 3
