import { z } from 'zod'
import {
  type Check,
  type Classification,
  type DraftKind,
  draftKindSchema,
  evidenceClassSchema,
  routeSchema,
} from './draft.ts'
import type { Compared } from './reading/reading.ts'
import { isSameText } from './same-text.ts'

/** The prompts that can be tried on cases of the past; an entry of the knowledge is no case. */
export const BENCHED_PROMPTS = [
  'draft',
  'classify',
  'read-reply',
  'translate-message',
  'rewrite-reply',
  'second-reading',
] as const
export type BenchedPrompt = (typeof BENCHED_PROMPTS)[number]

/** What one version made of one case, one time. Nothing of it was stored as a draft or sent. */
export const benchRunSchema = z.object({
  /** A draft, a translation, what a card says, or a category. */
  text: z.string(),
  /** Null, as the next ones: this prompt writes no draft. */
  kind: draftKindSchema.nullable(),
  abstained: z.boolean(),
  evidenceClass: evidenceClassSchema.nullable(),
  route: routeSchema.nullable(),
  /**
   * What the checks found; `evidence` = a sentence goes beyond its sources. Of a reading: `lost:number`,
   * `added:negation` …; of a second reading what it is against; of a classification: `risk:fraud`, `needs-human`, `no-reply`.
   */
  findings: z.array(z.object({ rule: z.string(), status: z.enum(['warn', 'block']) })),
  unanswered: z.int(),
  /** Why the model's answer could not be used and the built-in drafter stood in; null = it could. */
  unusable: z.string().nullable(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  /** Millionths of the currency of the prices. */
  costMicros: z.int(),
  latencyMs: z.int(),
})
export type BenchRun = z.infer<typeof benchRunSchema>

/** `failure`: why the case could not be tried, a code; then the sides are empty. */
export const benchCaseSchema = z.object({
  /** What the buyer wrote. */
  turn: z.string(),
  live: z.array(benchRunSchema),
  candidate: z.array(benchRunSchema),
  failure: z.string().nullable(),
})
export type BenchCase = z.infer<typeof benchCaseSchema>

const sideSchema = z.object({
  runs: z.int(),
  unusable: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  costMicros: z.int(),
  /** Of the middle answer; null = none. */
  latencyMs: z.int().nullable(),
  /** Cases asked more than once, and of them those with the same outcome, and the same text, every time. */
  repeated: z.int(),
  sameOutcome: z.int(),
  sameText: z.int(),
})

/** First answers are compared with first answers; the repeats tell how much of a difference is chance. */
export const benchSummarySchema = z.object({
  compared: z.int(),
  changed: z.int(),
  toAbstention: z.int(),
  toAnswer: z.int(),
  /** Findings that only the candidate has, and that only the live version had, by rule. */
  rules: z.array(
    z.object({ rule: z.string(), status: z.enum(['warn', 'block']), appeared: z.int(), gone: z.int() }),
  ),
  live: sideSchema,
  candidate: sideSchema,
})
export type BenchSummary = z.infer<typeof benchSummarySchema>

export function summariseBench(cases: readonly BenchCase[]): BenchSummary {
  const compared = cases.flatMap((one) => firstOf(one) ?? [])
  return {
    compared: compared.length,
    changed: compared.filter(isChanged).length,
    toAbstention: compared.filter(turnsTo('abstention')).length,
    toAnswer: compared.filter(turnsTo('answer')).length,
    rules: ruleChanges(compared),
    live: sideOf(cases.map(({ live }) => live)),
    candidate: sideOf(cases.map(({ candidate }) => candidate)),
  }
}

type Pair = { live: BenchRun; candidate: BenchRun }

/** The first answer of each side; undefined while one is missing. */
export function firstOf({ live, candidate }: Pick<BenchCase, 'live' | 'candidate'>): Pair | undefined {
  const [a, b] = [live[0], candidate[0]]
  return a && b ? { live: a, candidate: b } : undefined
}

export const isChanged = ({ live, candidate }: Pair): boolean => !isSameText(live.text, candidate.text)

const abstains = ({ kind, abstained }: { kind: DraftKind | null; abstained: boolean }): boolean =>
  abstained || kind === 'handover'

export const turnsTo =
  (what: 'abstention' | 'answer') =>
  ({ live, candidate }: Pair): boolean =>
    abstains(live) !== abstains(candidate) && abstains(candidate) === (what === 'abstention')

/** Findings of one side that the other has not. */
export function newFindings(of: BenchRun, against: BenchRun): BenchRun['findings'] {
  return of.findings.filter(
    ({ rule, status }) => !against.findings.some((one) => one.rule === rule && one.status === status),
  )
}

function ruleChanges(pairs: readonly Pair[]): BenchSummary['rules'] {
  const found = new Map<string, BenchSummary['rules'][number]>()
  const count = (findings: BenchRun['findings'], which: 'appeared' | 'gone') => {
    for (const { rule, status } of findings) {
      const row = found.get(`${rule}:${status}`) ?? { rule, status, appeared: 0, gone: 0 }
      row[which] += 1
      found.set(`${rule}:${status}`, row)
    }
  }
  for (const { live, candidate } of pairs) {
    count(newFindings(candidate, live), 'appeared')
    count(newFindings(live, candidate), 'gone')
  }
  return [...found.values()].toSorted((a, b) => b.appeared - a.appeared || b.gone - a.gone)
}

/** What a person would do with it: answer or not, and what stands in its way. */
const outcomeOf = (run: BenchRun): string =>
  JSON.stringify([
    run.kind,
    abstains(run),
    run.findings.map(({ rule, status }) => `${rule}:${status}`).sort(),
    // A category is the outcome itself.
    run.kind === null && !/\s/.test(run.text) ? run.text : null,
  ])

function sideOf(cases: readonly BenchRun[][]): BenchSummary['live'] {
  const runs = cases.flat()
  const sum = (pick: (run: BenchRun) => number) => runs.reduce((total, run) => total + pick(run), 0)
  const repeated = cases.filter(({ length }) => length > 1)
  const agree = (isSame: (a: BenchRun, b: BenchRun) => boolean) =>
    repeated.filter(([first, ...others]) => first && others.every((one) => isSame(first, one))).length
  const times = runs.map(({ latencyMs }) => latencyMs).toSorted((a, b) => a - b)
  return {
    runs: runs.length,
    unusable: runs.filter(({ unusable }) => unusable !== null).length,
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    costMicros: sum(({ costMicros }) => costMicros),
    latencyMs: times[Math.floor(times.length / 2)] ?? null,
    repeated: repeated.length,
    sameOutcome: agree((a, b) => outcomeOf(a) === outcomeOf(b)),
    sameText: agree((a, b) => isSameText(a.text, b.text)),
  }
}

/** Of the checks and of the sentences, as a bench counts them. */
export function benchFindings(
  checks: readonly Check[],
  sentences: readonly { findings?: readonly unknown[] | undefined }[],
): BenchRun['findings'] {
  const found = checks.flatMap(({ rule, status }) => (status === 'pass' ? [] : [{ rule, status }]))
  const isBeyond = sentences.some(({ findings = [] }) => findings.length > 0)
  const all = isBeyond ? [...found, { rule: 'evidence', status: 'warn' as const }] : found
  return [...new Map(all.map((one) => [`${one.rule}:${one.status}`, one])).values()]
}

const warning = (rule: string) => ({ rule, status: 'warn' as const })

/** What a reading lost and added, a kind a finding. */
export function comparedFindings({ lost, added }: Compared): BenchRun['findings'] {
  const rules = [...lost.map(({ kind }) => `lost:${kind}`), ...added.map(({ kind }) => `added:${kind}`)]
  return [...new Set(rules)].map(warning)
}

/** What a classification calls for besides its category. */
export function readingFindings({
  riskFlags,
  needsHuman,
  needsReply,
}: Pick<Classification, 'riskFlags' | 'needsHuman' | 'needsReply'>): BenchRun['findings'] {
  return [
    ...riskFlags.map((flag) => `risk:${flag}`),
    ...(needsHuman ? ['needs-human'] : []),
    ...(needsReply ? [] : ['no-reply']),
  ].map(warning)
}
