import { DAMPING, type FoundUnit, LISTS, type List } from './find-candidates.ts'
import { type Likeness, likenessOf, type ReadQuery } from './likeness.ts'

/** A candidate with what is known about how well it fits one question. */
export type RankedUnit = {
  unit: FoundUnit
  /** In the order of `RANK_FEATURES`. */
  features: number[]
  /** Only of use beside the others of the same question. */
  rank: number
  near: NearOfUnit
}
/** How near the question comes to the ways of asking for it, to what was asked before, to the text itself. */
export type NearOfUnit = { way: Near; past: Near; whole: Near }
export type Near = Likeness & { cosine: number }

/** Of what names the matter, a question or the name of a product, or of the text where nothing does. */
const OF_NAME = ['keysMet', 'keysMissed', 'keysExtra', 'namesMet', 'namesExtra'] as const
const OWN_LISTS = LISTS.filter((list) => list !== 'past')

/** All of them mean the same in every embedding space: places in rankings, and likeness of words. */
export const RANK_FEATURES = [
  ...OWN_LISTS.map((list) => `place:${list}`),
  'place:asked',
  'asked:covered',
  'asked:trigram',
  'way:coveredBack',
  'whole:covered',
  ...OF_NAME.map((kind) => `name:${kind}`),
  'is:product',
  'is:own',
  'is:card',
]

/** Fitted with `npm run eval -- fit`, in the order of `RANK_FEATURES`. */
const RANK_WEIGHTS: readonly number[] = [
  4.32, 4.14, 4.9, 6.04, 1.69, 9.03, 9.79, 0.14, 3.19, 0.68, 3.58, 1.29, -1.94, -0.54, 0.58, -0.36, 0.71,
  1.46, -0.94,
]

/** Whoever names an article, a SKU or a model means it. Set by hand: no questions to learn it from. */
const NAMED = 4

/** The candidates of one question, best first: places in the rankings and close likeness, weighed together. */
export function rankCandidates(query: ReadQuery, units: FoundUnit[]): RankedUnit[] {
  return units
    .map((unit) => {
      const near = nearOf(query, unit)
      const features = featuresOf(unit, near)
      const named = Math.max(near.way.codesMet, near.whole.codesMet) * NAMED
      const rank = features.reduce((sum, x, i) => sum + x * (RANK_WEIGHTS[i] ?? 0), named)
      return { unit, features, rank, near }
    })
    .sort((a, b) => b.rank - a.rank || (keyOf(a.unit) < keyOf(b.unit) ? -1 : 1))
}

export const keyOf = ({ source, sourceId, fact }: FoundUnit): string => `${source}\n${sourceId}\n${fact}`

function featuresOf({ source, fact, places }: FoundUnit, { way, past, whole }: NearOfUnit): number[] {
  const worth = (list: List) => {
    const place = places[list]
    return place === undefined ? 0 : 1 / (DAMPING + place)
  }
  const asked = best(way, past)
  const name = way === NONE ? whole : way
  return [
    ...OWN_LISTS.map(worth),
    Math.max(worth('question'), worth('past')),
    asked.covered,
    asked.trigram,
    way.coveredBack,
    whole.covered,
    ...OF_NAME.map((kind) => name[kind]),
    source === 'product' ? 1 : 0,
    places.own === undefined ? 0 : 1,
    fact === 'name' || fact === 'card' ? 1 : 0,
  ]
}

function nearOf(query: ReadQuery, { pieces }: FoundUnit): NearOfUnit {
  const near = { way: NONE, past: NONE, whole: NONE }
  for (const piece of pieces) {
    const kind = kindOf(piece.part)
    const likeness = likenessOf(query, { ...piece, isAsked: kind !== 'whole' })
    near[kind] = best(near[kind], { ...likeness, cosine: piece.cosine ?? 0 })
  }
  return near
}

/** Nothing to compare with. */
export const NONE: Near = {
  covered: 0,
  coveredBack: 0,
  trigram: 0,
  keysMet: 0,
  keysMissed: 0,
  keysExtra: 0,
  codesMet: 0,
  namesMet: 0,
  namesExtra: 0,
  cosine: 0,
}

/** Of several ways of asking the likest counts, each kind of likeness for itself; of misses and extras the fewest. */
export function best(a: Near, b: Near): Near {
  if (a === NONE) return b
  if (b === NONE) return a
  return {
    covered: Math.max(a.covered, b.covered),
    coveredBack: Math.max(a.coveredBack, b.coveredBack),
    trigram: Math.max(a.trigram, b.trigram),
    keysMet: Math.max(a.keysMet, b.keysMet),
    keysMissed: Math.min(a.keysMissed, b.keysMissed),
    keysExtra: Math.min(a.keysExtra, b.keysExtra),
    codesMet: Math.max(a.codesMet, b.codesMet),
    namesMet: Math.max(a.namesMet, b.namesMet),
    namesExtra: Math.min(a.namesExtra, b.namesExtra),
    cosine: Math.max(a.cosine, b.cosine),
  }
}

function kindOf(part: string): keyof NearOfUnit {
  if (part === 'past') return 'past'
  return part === 'question' || part === 'name' || part.startsWith('variant-') ? 'way' : 'whole'
}
