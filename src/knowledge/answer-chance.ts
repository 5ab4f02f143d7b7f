import { isAddressed, mattersOfTrade, namesIn } from '../domain/text/buyer-speech.ts'
import { stem } from '../domain/text/tokens.ts'
import { knownShares, type ReadQuery } from './likeness.ts'
import { best, NONE, type RankedUnit } from './rank-candidates.ts'

/** What tells whether anything here answers the question; the first is the bias. */
export const MATTER_FEATURES = [
  'bias',
  'best:asked:covered',
  'best:asked:coveredBack',
  'best:asked:trigram',
  'best:whole:covered',
  'best:asked:cosine',
  'best:whole:cosine',
  'rank',
  'is:own',
  'words',
  'known',
  'nearlyKnown',
  'heard',
  'unknownNames',
  'isAddressed',
  'mattersOfTrade',
] as const

/** What tells whether a candidate is the one that answers, if any does; the first is the bias. */
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

/** Weights in the order of the features of the two. */
export type ChanceWeights = { matter: readonly number[]; candidate: readonly number[] }

/** Fitted with `npm run eval -- calibrate`; without cosines, which mean something else in every space. */
const BY_WORDS: ChanceWeights = {
  matter: [-11.64, 1.06, -0.8, 9.25, 6.54, 0, 0, -0.12, -0.1, 2.78, 0.88, -3.48, 7.37, -1.76, 1.87, -0.17],
  candidate: [-3.79, 1.05, 1.45, 1.44, 0.11, -13.26, 0, 0, 0.13, -0.62, 0.37, 1.16, 1.08, 0.56, 0.64, 0.96],
}
/** The same of spaces that everybody has. */
const SHIPPED: Readonly<Record<string, ChanceWeights>> = {
  'builtin-hash-v1': {
    matter: [
      -10.74, 1.6, 0.42, 8.39, 5, -3.47, 11.1, -0.22, -0.02, 2.27, 0.19, -2.25, 5.98, -1.76, 1.91, -0.12,
    ],
    candidate: [
      -4.4, 0.4, 1.7, 4.5, 2.72, -12.8, -1.89, -3.83, 0.65, -0.52, -0.29, 1.26, 0.94, 0.35, 0.81, 0.8,
    ],
  },
}

/** The weights of a space: its own (`embedding_spaces.calibration`), the shipped ones, else those of words alone. */
export function weightsOf(space: string, stored: readonly number[] | null): ChanceWeights {
  if (stored?.length === MATTER_FEATURES.length + CHANCE_FEATURES.length) {
    const [matter, candidate] = [
      stored.slice(0, MATTER_FEATURES.length),
      stored.slice(MATTER_FEATURES.length),
    ]
    return { matter, candidate }
  }
  return SHIPPED[space] ?? BY_WORDS
}

export type Judged = { matter: number[]; candidates: number[][] }

/** The chances, 0 to 1, that each candidate answers: that anything here does, times that it is this one. */
export function answerChances({ matter, candidates }: Judged, weights: ChanceWeights): number[] {
  const isKnown = chanceOf(matter, weights.matter)
  return candidates.map((features) => isKnown * chanceOf(features, weights.candidate))
}

function chanceOf(features: readonly number[], weights: readonly number[]): number {
  const sum = features.reduce((total, x, i) => total + x * (weights[i] ?? 0), 0)
  return 1 / (1 + Math.exp(-sum))
}

/** So many of the first candidates are asked for the best of each likeness. */
const LOOKED_AT = 5
const MOST_LEAD = 3
const MOST_NAMES = 3
/** From here on a word is another spelling of one that is known. */
const HEARD = 0.7

/**
 * Of candidates in the order of their rank. `isUsed`: whether the shop uses a word anywhere; a question full of words
 * and names that nobody here ever used is hardly for this shop. `lead`: how far the first stands before the second;
 * for the others 0.
 */
export function judge(
  { text, query, isUsed }: { text: string; query: ReadQuery; isUsed: (stem: string) => boolean },
  ranked: readonly RankedUnit[],
): Judged {
  const { known, nearlyKnown, heard } = knownShares(query, isUsed)
  const unknownNames = namesIn(text).filter((name) => (heard.get(stem(name)) ?? 1) < HEARD)
  const words = Math.log(1 + query.words.length)
  const likest = ranked.slice(0, LOOKED_AT).map(({ near }) => near)
  const most = (of: (near: RankedUnit['near']) => number) => Math.max(0, ...likest.map(of))
  const askedOf = ({ way, past }: RankedUnit['near']) => best(way, past)
  const shares = [...heard.values()]
  return {
    matter: [
      1,
      most((near) => askedOf(near).covered),
      most((near) => askedOf(near).coveredBack),
      most((near) => askedOf(near).trigram),
      most(({ whole }) => whole.covered),
      most((near) => askedOf(near).cosine),
      most(({ whole }) => whole.cosine),
      ranked[0]?.rank ?? 0,
      ranked.slice(0, LOOKED_AT).some(isOwn) ? 1 : 0,
      words,
      known,
      nearlyKnown,
      shares.length === 0 ? 0 : shares.reduce((sum, x) => sum + x, 0) / shares.length,
      Math.min(MOST_NAMES, unknownNames.length),
      isAddressed(text) ? 1 : 0,
      mattersOfTrade(text),
    ],
    candidates: candidateFeatures(ranked, { words, known, nearlyKnown }),
  }
}

function candidateFeatures(
  ranked: readonly RankedUnit[],
  { words, known, nearlyKnown }: Record<'words' | 'known' | 'nearlyKnown', number>,
): number[][] {
  const lead = (ranked[0]?.rank ?? 0) - (ranked[1]?.rank ?? 0)
  return ranked.map((one, place) => {
    const { way, past, whole } = one.near
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
      words,
      known,
      nearlyKnown,
      place === 0 ? 1 : 0,
      place === 0 ? Math.min(MOST_LEAD, lead) : 0,
      isOwn(one) ? 1 : 0,
      one.unit.source === 'product' ? 1 : 0,
      way === NONE ? 1 : 0,
    ]
  })
}

const isOwn = ({ unit }: RankedUnit): boolean => unit.places.own !== undefined
