import { DOUBT_FEATURES, DOUBT_LIMIT } from '../src/drafting/evidence/doubt.ts'
import { checkCase, EVIDENCE_SETS, type EvidenceSet, readEvidenceCases, share } from './evidence.ts'
import { fitChance, type Group } from './regression.ts'

const FOLDS = 10
const PENALTY = 0.005
const ROUNDS = 1_500
const LIMITS = [0.2, 0.3, 0.4, 0.5, 0.6]

/** A sentence: its row where no hard rule decides it, else what is decided. */
type Seen = {
  set: EvidenceSet
  source: string
  holds: boolean
  row: readonly number[] | undefined
  isFallen: boolean
}

export type EvidenceFit = {
  weights: number[]
  sets: { set: string; limit: number; folds: Found; fitted: Found }[]
}
type Found = { found: { hit: number; of: number }; false: { hit: number; of: number } }

/**
 * Fits the weights of `doubt.ts` on the sets that are read. `folds` are the figures under weights that saw no sentence of
 * the same evidence: the honest ones as far as the weights go, though the hard rules have seen all of these sets.
 */
export function fitEvidence(): EvidenceFit {
  const sets = EVIDENCE_SETS.filter((set) => set.startsWith('dev'))
  const seen = sets.flatMap(see)
  const sources = [...new Set(seen.map(({ source }) => source))]
  const foldOf = new Map(sources.map((source, i) => [source, i % FOLDS]))
  const weigh = (some: readonly Seen[]) =>
    fitChance(some.flatMap(asGroup), { penalty: PENALTY, rounds: ROUNDS })
  const weights = weigh(seen)
  const unseen = new Map<Seen, number>()
  for (let fold = 0; fold < FOLDS; fold++) {
    const own = weigh(seen.filter(({ source }) => foldOf.get(source) !== fold))
    for (const one of seen) if (foldOf.get(one.source) === fold) unseen.set(one, chance(one, own))
  }
  return {
    weights,
    sets: [...sets.map((set) => [set]), sets].flatMap((some) =>
      [...LIMITS, DOUBT_LIMIT]
        .toSorted((a, b) => a - b)
        .map((limit) => {
          const own = seen.filter(({ set }) => some.includes(set))
          return {
            set: some.join(' + '),
            limit,
            folds: foundIn(own, (one) => (unseen.get(one) ?? 0) >= limit),
            fitted: foundIn(own, (one) => chance(one, weights) >= limit),
          }
        }),
    ),
  }
}

function see(set: EvidenceSet): Seen[] {
  return readEvidenceCases(set).map((one) => {
    let row: readonly number[] | undefined
    const checked = checkCase(one, undefined, (seen) => {
      row = seen
      return 0
    })
    const source = one.evidence.map(({ text }) => text).join('\n')
    return { set, source, holds: one.holds, row, isFallen: checked?.class === 'inferred' }
  })
}

const asGroup = ({ row, holds }: Seen): Group[] =>
  row ? [{ weight: 1, rows: [[...row]], isRight: [!holds] }] : []

const chance = ({ row, isFallen }: Seen, weights: readonly number[]): number =>
  row ? 1 / (1 + Math.exp(-row.reduce((sum, x, i) => sum + x * (weights[i] ?? 0), 0))) : isFallen ? 1 : 0

function foundIn(all: readonly Seen[], isFound: (one: Seen) => boolean): Found {
  const count = (some: readonly Seen[]) => ({ hit: some.filter(isFound).length, of: some.length })
  return { found: count(all.filter(({ holds }) => !holds)), false: count(all.filter(({ holds }) => holds)) }
}

export function evidenceFitText({ weights, sets }: EvidenceFit): string {
  return [
    `by ${FOLDS} folds of evidence, and (in brackets at the end) with all of it seen:`,
    ...sets.map(
      ({ set, limit, folds, fitted }) =>
        `${set.padEnd(28)} limit ${limit.toFixed(2)}  found ${share(folds.found)}  false ${share(folds.false)}  (${(fitted.found.hit / fitted.found.of).toFixed(3)}, ${(fitted.false.hit / fitted.false.of).toFixed(3)})`,
    ),
    `const WEIGHTS = [${weights.map((one) => Number(one.toFixed(3))).join(', ')}]`,
    ...DOUBT_FEATURES.map((name, i) => `  ${name.padEnd(30)} ${(weights[i] ?? 0).toFixed(3)}`),
  ].join('\n')
}
