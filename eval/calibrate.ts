import { answerChance, CHANCE_FEATURES } from '../src/knowledge/answer-chance.ts'
import { asGroups, foldsOf } from './fit.ts'
import type { Observation } from './observations.ts'
import { fitChance, type Group } from './regression.ts'
import { areaUnderRoc, calibrationOf } from './statistics.ts'

const FOLDS = 5
const PENALTY = 1e-3
/** How many of a message's candidates are learned from: the chance of the hundredth tells nothing. */
const LOOKED_AT = 5

export type CalibrationReport = {
  /** Out of fold: of the best candidate of each message of the set. */
  sets: { set: string; cases: number; brier: number; ece: number }[]
  /** Own shop's answerable questions against its unanswerable ones, and against off-topic ones. */
  auroc: { ownUnanswerable: number; offTopic: number }
  weights: number[]
  /** The same without cosines, for spaces that nobody has calibrated. */
  byWords: number[]
}

/** Fits the chance that a candidate answers, for the space that made the observations. */
export function calibrate(seen: Observation[]): CalibrationReport {
  const groups = asGroups(
    seen.map((one) => ({ ...one, candidates: one.candidates.slice(0, LOOKED_AT) })),
    ({ chance }) => chance,
  )
  const chances = outOfFold(groups, foldsOf(seen))
  const best = seen.map((one, i) => {
    const own = chances[i] ?? []
    const chance = Math.max(0, ...own)
    return { ...one, chance, isRight: one.candidates[own.indexOf(chance)]?.isRight ?? false }
  })
  const of = (set: string, isWanted: (one: (typeof best)[number]) => boolean) =>
    best.filter((one) => one.set === set && isWanted(one)).map(({ chance }) => chance)
  const answerable = of('own', (one) => one.case.gold.length > 0)
  return {
    sets: [...Map.groupBy(best, ({ set }) => set)].map(([set, some]) => {
      const { brier, ece } = calibrationOf(some)
      return { set, cases: some.length, brier, ece }
    }),
    auroc: {
      ownUnanswerable: areaUnderRoc(
        answerable,
        of('own', (one) => one.case.gold.length === 0 && one.case.class !== 'off topic'),
      ),
      offTopic: areaUnderRoc(
        answerable,
        of('own', (one) => one.case.class === 'off topic'),
      ),
    },
    weights: rounded(fitChance(groups, { penalty: PENALTY })),
    byWords: rounded(fitChance(groups.map(withoutCosines), { penalty: PENALTY })),
  }
}

function outOfFold(groups: Group[], folds: number[]): number[][] {
  const chances: number[][] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = fitChance(
      groups.filter((_, i) => folds[i] !== fold),
      { penalty: PENALTY },
    )
    for (const [i, group] of groups.entries())
      if (folds[i] === fold) chances[i] = group.rows.map((row) => answerChance(row, weights))
  }
  return chances
}

const withoutCosines = (group: Group): Group => ({
  ...group,
  rows: group.rows.map((row) => row.map((x, i) => (CHANCE_FEATURES[i]?.startsWith('cosine') ? 0 : x))),
})

const rounded = (weights: number[]) => weights.map((weight) => Number(weight.toFixed(2)))

export function calibrationText({ sets, auroc, weights, byWords }: CalibrationReport): string {
  return [
    'chance of the best candidate, each message by weights that were fitted without it:',
    ...sets.map(
      ({ set, cases, brier, ece }) =>
        `  ${set.padEnd(24)} ${String(cases).padStart(5)} cases  Brier ${brier.toFixed(3)}  ECE ${ece.toFixed(3)}`,
    ),
    `own shop's questions against those it cannot answer: AUROC ${auroc.ownUnanswerable.toFixed(3)}, against off-topic ones ${auroc.offTopic.toFixed(3)}`,
    `of this space: [${weights.join(', ')}]`,
    `by words alone: [${byWords.join(', ')}]`,
    CHANCE_FEATURES.map((name, i) => `  ${name.padEnd(20)} ${weights[i]}`).join('\n'),
  ].join('\n')
}
