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

/** A space's own weights (`embedding_spaces.calibration`), if it has any that fit; null = judge by `supportScore`. */
export const ownWeights = (stored: readonly number[] | null): readonly number[] | null =>
  stored?.length === CHANCE_FEATURES.length ? stored : null

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
