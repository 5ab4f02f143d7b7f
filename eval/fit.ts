import { LISTS } from '../src/knowledge/find-candidates.ts'
import { RANK_FEATURES } from '../src/knowledge/rank-candidates.ts'
import type { Observation } from './observations.ts'
import { type Recall, recallOf, recallText } from './recall.ts'
import { fitRanking, type Group } from './regression.ts'

const FOLDS = 5
const PENALTY = 0.05

export type FitReport = {
  /** Of each set: as ranked now, and by weights that were fitted without the message. */
  sets: { set: string; now: Recall; fitted: Recall }[]
  weights: Record<string, number>
  /** Of the rankings alone, for the fusion in the database that chooses whom to look at. */
  worth: Record<string, number>
}

/** Fits the weights of `rankCandidates` and of the fusion; tells by cross-validation what they are worth. */
export function fitRankWeights(seen: Observation[]): FitReport {
  const groups = asGroups(seen, ({ rank }) => rank)
  const folds = foldsOf(seen)
  const scores = new Map<Group, number[]>()
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = fitRanking(
      groups.filter((_, i) => folds[i] !== fold),
      { penalty: PENALTY },
    )
    for (const [i, group] of groups.entries())
      if (folds[i] === fold)
        scores.set(
          group,
          group.rows.map((row) => dot(row, weights)),
        )
  }
  const names = [...new Set(seen.map(({ set }) => set))]
  const lists = LISTS.length
  return {
    sets: names.map((set) => {
      const own = seen.map((one, i) => ({ one, group: groups[i] })).filter(({ one }) => one.set === set)
      const answerable = own.filter(({ one }) => one.case.gold.length > 0)
      return {
        set,
        now: recallOf(answerable.map(({ one }) => ({ gold: one.case.gold, found: idsBy(one) }))),
        fitted: recallOf(
          answerable.map(({ one, group }) => ({
            gold: one.case.gold,
            found: idsBy(one, group && scores.get(group)),
          })),
        ),
      }
    }),
    weights: named(RANK_FEATURES, fitRanking(groups, { penalty: PENALTY })),
    worth: named(
      RANK_FEATURES.slice(0, lists),
      fitRanking(
        asGroups(seen, ({ rank }) => rank.slice(0, lists)),
        { penalty: PENALTY },
      ),
    ),
  }
}

/** What a set weighs, whatever its size; 1 where nothing is said. Shops have questions more than titles and papers. */
const WEIGHT_OF_SET: Record<string, number> = { own: 2, prosept_products: 0.7, xquad_ru: 0.3 }

/** A message a group. */
export function asGroups(
  seen: Observation[],
  rowOf: (candidate: Observation['candidates'][number]) => number[],
): Group[] {
  const sizes = Map.groupBy(seen, ({ set }) => set)
  return seen.map(({ set, candidates }) => ({
    weight: (WEIGHT_OF_SET[set] ?? 1) / (sizes.get(set)?.length ?? 1),
    rows: candidates.map(rowOf),
    isRight: candidates.map(({ isRight }) => isRight),
  }))
}

/** A message is in the same fold with and without past answers. */
export function foldsOf(seen: Observation[]): number[] {
  const ids = [...new Set(seen.map((one) => one.case.query))]
  const order = new Map(ids.map((id, i) => [id, i]))
  return seen.map((one) => (order.get(one.case.query) ?? 0) % FOLDS)
}

function idsBy({ candidates }: Observation, scores?: number[]): string[] {
  const order = candidates.map(({ id }, i) => ({ id, score: scores?.[i] ?? -i }))
  return [...new Set(order.sort((a, b) => b.score - a.score).map(({ id }) => id))]
}

const dot = (row: number[], weights: number[]): number =>
  row.reduce((sum, x, i) => sum + x * (weights[i] ?? 0), 0)

const named = (names: readonly string[], weights: number[]): Record<string, number> =>
  Object.fromEntries(names.map((name, i) => [name, Number((weights[i] ?? 0).toFixed(2))]))

export function fitText({ sets, weights, worth }: FitReport): string {
  return [
    `now, and by ${FOLDS}-fold cross-validation:`,
    ...sets.flatMap(({ set, now, fitted }) => [
      `  ${set}`,
      `    now     ${recallText(now)}`,
      `    fitted  ${recallText(fitted)}`,
    ]),
    `RANK_WEIGHTS = [${Object.values(weights).join(', ')}]`,
    ...Object.entries(weights).map(([name, weight]) => `  ${name.padEnd(20)} ${weight}`),
    `WORTH = ${JSON.stringify(worth)}`,
  ].join('\n')
}
