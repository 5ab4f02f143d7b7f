import {
  answerChances,
  CHANCE_FEATURES,
  type ChanceWeights,
  MATTER_FEATURES,
} from '../src/knowledge/answer-chance.ts'
import { asGroups, foldsOf } from './fit.ts'
import type { Observation } from './observations.ts'
import { fitChance, type Group } from './regression.ts'
import { areaUnderRoc, bootstrapInterval, calibrationOf, type Interval } from './statistics.ts'

const FOLDS = 5
const PENALTY = 1e-3
/** How many of a message's candidates are learned from: the chance of the hundredth tells nothing. */
const LOOKED_AT = 5

type Auroc = { auroc: number; interval: Interval }
export type CalibrationReport = {
  /** Of each set, out of fold: of the best candidate of each message. */
  sets: { set: string; cases: number; brier: number; ece: number }[]
  /** Of the own shop's answerable questions against those nothing there answers, and against off-topic ones. */
  own: { unanswerable: Auroc; offTopic: Auroc; offTopicByWords: Auroc }
  weights: ChanceWeights
  /** The same without cosines, for spaces that nobody has calibrated. */
  byWords: ChanceWeights
}

/** Fits the chance that a candidate answers, for the space that made the observations. */
export function calibrate(seen: Observation[]): CalibrationReport {
  const usable = seen
    .filter(({ matter }) => matter !== undefined)
    .map((one) => ({ ...one, candidates: one.candidates.slice(0, LOOKED_AT) }))
  const groups = groupsOf(usable)
  const folds = foldsOf(usable)
  const best = bestOf(usable, outOfFold(groups, folds))
  const byWords = bestOf(usable, outOfFold(groups.map(withoutCosines), folds))
  return {
    sets: [...Map.groupBy(best, ({ one }) => one.set)].map(([set, some]) => {
      const { brier, ece } = calibrationOf(some)
      return { set, cases: some.length, brier, ece }
    }),
    own: {
      unanswerable: aurocOf(best, (one) => one.case.gold.length === 0 && one.case.class !== 'off topic'),
      offTopic: aurocOf(best, (one) => one.case.class === 'off topic'),
      offTopicByWords: aurocOf(byWords, (one) => one.case.class === 'off topic'),
    },
    weights: rounded(fitBoth(groups)),
    byWords: rounded(fitBoth(groups.map(withoutCosines))),
  }
}

/** A message twice over: as one row that is right when anything answers it, and as a row a candidate. */
type Message = { matter: Group; candidates: Group }

function groupsOf(seen: Observation[]): Message[] {
  const candidates = asGroups(seen, ({ chance }) => chance)
  return seen.map((one, i) => {
    const own = candidates[i] ?? { weight: 0, rows: [], isRight: [] }
    const isAnswerable = one.case.gold.length > 0
    return {
      matter: { weight: own.weight, rows: one.matter ? [one.matter] : [], isRight: [isAnswerable] },
      // Which candidate is right can be learned only where one may be.
      candidates: { ...own, weight: isAnswerable ? own.weight : 0 },
    }
  })
}

const fitBoth = (messages: Message[]): ChanceWeights => ({
  matter: fitChance(
    messages.map(({ matter }) => matter),
    { penalty: PENALTY },
  ),
  candidate: fitChance(
    messages.map(({ candidates }) => candidates).filter(({ weight }) => weight > 0),
    { penalty: PENALTY },
  ),
})

function outOfFold(messages: Message[], folds: number[]): number[][] {
  const chances: number[][] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = fitBoth(messages.filter((_, i) => folds[i] !== fold))
    for (const [i, { matter, candidates }] of messages.entries())
      if (folds[i] === fold)
        chances[i] = answerChances({ matter: matter.rows[0] ?? [], candidates: candidates.rows }, weights)
  }
  return chances
}

type Best = { one: Observation; chance: number; isRight: boolean }

const bestOf = (seen: Observation[], chances: number[][]): Best[] =>
  seen.map((one, i) => {
    const own = chances[i] ?? []
    const chance = Math.max(0, ...own)
    return { one, chance, isRight: one.candidates[own.indexOf(chance)]?.isRight ?? false }
  })

function aurocOf(best: Best[], isOther: (one: Observation) => boolean): Auroc {
  const own = best.filter(({ one }) => one.set === 'own')
  const auroc = (some: Best[]) =>
    areaUnderRoc(
      some.filter(({ one }) => one.case.gold.length > 0).map(({ chance }) => chance),
      some.filter(({ one }) => isOther(one)).map(({ chance }) => chance),
    )
  return { auroc: auroc(own), interval: bootstrapInterval(own, auroc) }
}

const withoutCosines = ({ matter, candidates }: Message): Message => ({
  matter: { ...matter, rows: matter.rows.map((row) => blanked(row, MATTER_FEATURES)) },
  candidates: { ...candidates, rows: candidates.rows.map((row) => blanked(row, CHANCE_FEATURES)) },
})

const blanked = (row: number[], names: readonly string[]): number[] =>
  row.map((x, i) => (names[i]?.endsWith('cosine') ? 0 : x))

const rounded = ({ matter, candidate }: ChanceWeights): ChanceWeights => ({
  matter: matter.map((weight) => Number(weight.toFixed(2))),
  candidate: candidate.map((weight) => Number(weight.toFixed(2))),
})

/** What `otvet embed calibrate` reads: each weight by the name of its feature. */
export function calibrationFile(space: string, { weights }: Pick<CalibrationReport, 'weights'>): string {
  const named = (names: readonly string[], values: readonly number[]) =>
    Object.fromEntries(names.map((name, i) => [name, values[i] ?? 0]))
  const matter = named(MATTER_FEATURES, weights.matter)
  const candidate = named(CHANCE_FEATURES, weights.candidate)
  return `${JSON.stringify({ space, matter, candidate }, null, 2)}\n`
}

export function calibrationText({ sets, own, weights, byWords }: CalibrationReport): string {
  const digits = (x: number) => x.toFixed(3)
  const shown = ({ auroc, interval }: Auroc) =>
    `${digits(auroc)} [${digits(interval.low)}–${digits(interval.high)}]`
  const listed = ({ matter, candidate }: ChanceWeights) => [
    `  matter: [${matter.join(', ')}]`,
    `  candidate: [${candidate.join(', ')}]`,
  ]
  return [
    'chance of the best candidate, each message by weights that were fitted without it:',
    ...sets.map(
      ({ set, cases, brier, ece }) =>
        `  ${set.padEnd(24)} ${String(cases).padStart(5)} cases  Brier ${digits(brier)}  ECE ${digits(ece)}`,
    ),
    "AUROC of the own shop's answerable questions against",
    `  off-topic ones                    ${shown(own.offTopic)}, by words alone ${shown(own.offTopicByWords)}`,
    `  near ones that nothing answers    ${shown(own.unanswerable)}`,
    'of this space:',
    ...listed(weights),
    'by words alone:',
    ...listed(byWords),
    ...MATTER_FEATURES.map((name, i) => `  matter     ${name.padEnd(24)} ${weights.matter[i]}`),
    ...CHANCE_FEATURES.map((name, i) => `  candidate  ${name.padEnd(24)} ${weights.candidate[i]}`),
  ].join('\n')
}
