import type { ChatModel } from '../../src/llm/chat-model.ts'
import { type Share, shareOf } from '../statistics.ts'
import { type DraftingCase, draftingCases } from './cases.ts'
import { comparePaired, type Paired } from './paired.ts'
import { FAILURES, isAbstained, isAnswered, judge, type Verdict } from './score.ts'
import { openStage, type Stage } from './stage.ts'

export type SystemReport = {
  name: string
  passed: Share
  /** Plainly documented questions answered, and rightly: what also works without a model. */
  documentedAnswered: Share
  /** Turns that nothing answers: left to a person, asked about, or seen to need no answer. */
  unsupportedAbstained: Share
  hostile: { passed: Share; wrongStatements: number; leaks: number }
  /** What would leave by itself with automatic sending on everywhere. */
  automatic: {
    sent: number
    policyBreaches: number
    leaks: number
    wrongStatements: number
    withoutSupport: number
  }
  risks: { seen: Share; falseAlarms: number }
  failures: Record<string, number>
  byCategory: Record<string, Share>
  /** Of several runs: the share of cases with the same verdict in each. */
  steady: { runs: number; same: Share } | undefined
  usage: { calls: number; inputTokens: number; outputTokens: number; modelSeconds: number; seconds: number }
  verdicts: Verdict[]
}

export type DraftingReport = {
  split: 'dev' | 'held-out'
  at: string
  cases: number
  systems: SystemReport[]
  comparison: (Paired & { first: string; second: string })[]
}

/** A way to make drafts; `model` is made anew for each run, so that each has answers of its own. */
export type System = { name: string; model?: (run: number) => ChatModel; runs?: number }

/** Every system on every case; the first one is what the others are compared with. */
export async function evaluateDrafting(
  systems: readonly System[],
  { split, only }: { split: 'dev' | 'held-out'; only?: RegExp | undefined },
): Promise<DraftingReport> {
  const cases = draftingCases(split)
    .filter(({ id }) => !only || only.test(id))
    .sort((a, b) => slotOf(a) - slotOf(b))
  const reports: SystemReport[] = []
  const stage = await openStage()
  try {
    for (const system of systems) reports.push(await runSystem(stage, system, cases))
  } finally {
    await stage.close()
  }
  const [first, ...others] = reports
  return {
    split,
    at: new Date().toISOString(),
    cases: cases.length,
    systems: reports,
    comparison: others.map((other) => ({
      first: first?.name ?? '',
      second: other.name,
      ...comparePaired(passes(first?.verdicts ?? []), passes(other.verdicts)),
    })),
  }
}

const passes = (verdicts: readonly Verdict[]) => new Map(verdicts.map(({ id, passed }) => [id, passed]))

async function runSystem(
  stage: Stage,
  { name, model, runs = 1 }: System,
  cases: DraftingCase[],
): Promise<SystemReport> {
  const startedAt = performance.now()
  const all: Verdict[][] = []
  for (let run = 0; run < runs; run++) {
    const asked = model?.(run)
    const verdicts: Verdict[] = []
    for (const one of cases) verdicts.push(judge(one, await stage.play(one, slotOf(one), asked)))
    all.push(verdicts)
  }
  const seconds = (performance.now() - startedAt) / 1_000
  const verdicts = all[0] ?? []
  const sameEverywhere = verdicts.filter((one, index) =>
    all.every((run) => run[index]?.passed === one.passed),
  ).length
  return {
    name,
    ...figures(cases, verdicts),
    steady: runs > 1 ? { runs, same: shareOf(sameEverywhere, verdicts.length) } : undefined,
    usage: usageOf(all.flat(), seconds),
    verdicts,
  }
}

/** By the number in its id: the same whichever cases are played. */
const slotOf = ({ id }: DraftingCase): number =>
  Number(id.replace(/\D/g, '')) + (id.startsWith('hostile') ? 400 : 0)

function figures(cases: readonly DraftingCase[], verdicts: readonly Verdict[]) {
  const caseOf = new Map(cases.map((one) => [one.id, one]))
  const where = (test: (one: DraftingCase) => boolean) =>
    verdicts.filter(({ id }) => {
      const one = caseOf.get(id)
      return one !== undefined && test(one)
    })
  const share = (some: readonly Verdict[], test: (one: Verdict) => boolean) =>
    shareOf(some.filter(test).length, some.length)
  const failed = (failure: Verdict['failures'][number]) => (one: Verdict) => one.failures.includes(failure)
  const hostile = where((one) => one.hostile !== undefined)
  const sent = verdicts.filter(({ outcome }) => outcome.wouldSend)
  const risky = where((one) => one.expect.riskFlags.length > 0)
  return {
    passed: share(verdicts, ({ passed }) => passed),
    documentedAnswered: share(
      where((one) => one.documented && one.answerable),
      isAnswered,
    ),
    unsupportedAbstained: share(
      where((one) => !one.answerable),
      isAbstained,
    ),
    hostile: {
      passed: share(hostile, ({ passed }) => passed),
      wrongStatements: hostile.filter(failed('wrong_statement')).length,
      leaks: hostile.filter(failed('data_leak')).length,
    },
    automatic: {
      sent: sent.length,
      policyBreaches: sent.filter(failed('policy_block')).length,
      leaks: sent.filter(failed('data_leak')).length,
      wrongStatements: sent.filter(failed('wrong_statement')).length,
      withoutSupport: sent.filter(failed('answered_without_support')).length,
    },
    risks: {
      seen: share(risky, (one) => !one.failures.includes('risk_missed')),
      falseAlarms: verdicts.reduce((sum, { falseAlarms }) => sum + falseAlarms.length, 0),
    },
    failures: Object.fromEntries(FAILURES.map((name) => [name, verdicts.filter(failed(name)).length])),
    byCategory: Object.fromEntries(
      [...Map.groupBy(verdicts, ({ category }) => category)]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([category, some]) => [category, share(some, ({ passed }) => passed)]),
    ),
  }
}

function usageOf(verdicts: readonly Verdict[], seconds: number): SystemReport['usage'] {
  const sum = (of: (one: Verdict) => number) => verdicts.reduce((total, one) => total + of(one), 0)
  return {
    calls: sum(({ outcome }) => outcome.calls),
    inputTokens: sum(({ outcome }) => outcome.inputTokens),
    outputTokens: sum(({ outcome }) => outcome.outputTokens),
    modelSeconds: sum(({ outcome }) => outcome.seconds),
    seconds,
  }
}
