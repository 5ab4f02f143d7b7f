import type { Embedder } from '../src/llm/embedder.ts'
import { lookUp } from './look-up.ts'
import { fillPast, leavingOut, readPast } from './past-answers.ts'
import { type Recall, recallOf } from './recall.ts'
import type { RetrievalCase, RetrievalSet } from './retrieval-sets.ts'
import { areaUnderRoc, bootstrapInterval, calibrationOf, type Interval } from './statistics.ts'
import { withTypo } from './typos.ts'

type Outcome = RetrievalCase & { found: string[]; topScore: number; bestId: string | undefined }
type Row = Recall & { intervals: { at1: Interval; at5: Interval; at10: Interval; mrr10: Interval } }
type Abstention = { answerable: number; unanswerable: number; auroc: number; interval: Interval }
export type RetrievalReport = {
  set: string
  space: string
  past: number
  typos: boolean
  all: Row
  byClass: Record<string, Row>
  /** How well the best score tells questions that something answers from those of the set that nothing does. */
  abstention: Abstention | null
  /** The same against questions that nobody's shop can answer. */
  offTopic: Abstention | null
  /** Of the best candidate's chance to answer: mean squared error, and mean gap to what came true, in ten bins. */
  calibration: { brier: number; ece: number; bins: { from: number; cases: number; right: number }[] }
  /** At each threshold: what share is answered, how often rightly, and what share of unanswerable ones is answered. */
  thresholds: { from: number; answered: number; right: number; falseAnswers: number }[]
  latencyMs: { p50: number; p95: number }
  misses: { id: string; query: string; gold: string[]; found: string[] }[]
}
type Options = { past?: string | undefined; typos: boolean; misses: boolean }

/** Search as the house does it, on the messages of a set and on questions that nothing answers. */
export async function evaluateRetrieval(
  set: RetrievalSet,
  embedder: Embedder,
  { past: pastFile, typos, misses }: Options,
): Promise<RetrievalReport> {
  const opened = await set.open(embedder)
  try {
    const { db } = opened
    const past = pastFile ? readPast(pastFile, set) : []
    if (past.length > 0) await fillPast({ db, embedder }, past, set)
    const times: number[] = []
    const look = async (one: RetrievalCase, seed: number): Promise<Outcome> => {
      const asked = typos ? { ...one, query: withTypo(one.query, seed) } : one
      return leavingOut(db, past, one, async (known) => {
        const startedAt = performance.now()
        const { found, ids } = await lookUp({ db: known, embedder }, asked)
        times.push(performance.now() - startedAt)
        const [best] = [...found].sort((a, b) => b.one.score - a.one.score)
        return { ...one, found: ids, topScore: best?.one.score ?? 0, bestId: best?.id }
      })
    }
    const outcomes: Outcome[] = []
    for (const [i, one] of set.cases.entries()) outcomes.push(await look(one, i))
    const offTopic: Outcome[] = []
    for (const [i, one] of set.offTopic.entries()) offTopic.push(await look(one, i))
    const report = reportOf(set, outcomes, offTopic, times)
    return {
      ...report,
      space: embedder.space,
      past: past.length,
      typos,
      misses: misses ? missesOf(outcomes) : [],
    }
  } finally {
    await opened.close()
  }
}

function reportOf(set: RetrievalSet, outcomes: Outcome[], offTopic: Outcome[], times: number[]) {
  const answerable = outcomes.filter(({ gold }) => gold.length > 0)
  const unanswerable = outcomes.filter(({ gold }) => gold.length === 0)
  const classes = [...Map.groupBy(answerable, (outcome) => outcome.class)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  const none = [...unanswerable, ...offTopic]
  return {
    set: set.name,
    all: rowOf(answerable),
    byClass: classes.length > 1 ? Object.fromEntries(classes.map(([name, some]) => [name, rowOf(some)])) : {},
    abstention: abstentionOf(answerable, unanswerable),
    offTopic: abstentionOf(answerable, offTopic),
    calibration: calibrationOf(
      [...outcomes, ...offTopic].map(({ topScore, gold, bestId }) => ({
        chance: topScore,
        isRight: gold.includes(bestId ?? ''),
      })),
    ),
    thresholds: [0.2, 0.3, 0.4, 0.5, 0.6, 0.7].map((from) => thresholdRow(from, answerable, none)),
    latencyMs: { p50: at(0.5), p95: at(0.95) },
  }
}

function missesOf(outcomes: Outcome[]): RetrievalReport['misses'] {
  return outcomes
    .filter(({ gold, found }) => gold.length > 0 && !found.slice(0, 5).some((id) => gold.includes(id)))
    .map(({ id, query, gold, found }) => ({ id, query, gold, found: found.slice(0, 5) }))
}

function rowOf(outcomes: Outcome[]): Row {
  const interval = (of: (recall: Recall) => number) =>
    bootstrapInterval(outcomes, (sample) => of(recallOf(sample)))
  return {
    ...recallOf(outcomes),
    intervals: {
      at1: interval(({ at1 }) => at1),
      at5: interval(({ at5 }) => at5),
      at10: interval(({ at10 }) => at10),
      mrr10: interval(({ mrr10 }) => mrr10),
    },
  }
}

function abstentionOf(answerable: Outcome[], unanswerable: Outcome[]): Abstention | null {
  if (answerable.length === 0 || unanswerable.length === 0) return null
  const auroc = (some: Outcome[]) => {
    const scores = (isAnswerable: boolean) =>
      some.filter(({ gold }) => gold.length > 0 === isAnswerable).map(({ topScore }) => topScore)
    return areaUnderRoc(scores(true), scores(false))
  }
  const both = [...answerable, ...unanswerable]
  return {
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    auroc: auroc(both),
    interval: bootstrapInterval(both, auroc),
  }
}

function thresholdRow(from: number, answerable: Outcome[], unanswerable: Outcome[]) {
  const answered = answerable.filter((outcome) => outcome.topScore >= from)
  const right = answered.filter((outcome) => outcome.gold.includes(outcome.bestId ?? ''))
  const wrongly = unanswerable.filter((outcome) => outcome.topScore >= from)
  return {
    from,
    answered: answered.length / answerable.length,
    right: right.length / Math.max(1, answered.length),
    falseAnswers: wrongly.length / Math.max(1, unanswerable.length),
  }
}

export function retrievalText(report: RetrievalReport): string {
  const { set, space, past, typos, all, byClass, calibration, thresholds, latencyMs, misses } = report
  const name = Math.max(5, ...Object.keys(byClass).map((one) => one.length))
  const line = (title: string, { cases, at1, at5, at10, mrr10, intervals }: Row) =>
    [
      title.padEnd(name),
      String(cases).padStart(5),
      within(at1, intervals.at1),
      within(at5, intervals.at5),
      within(at10, intervals.at10),
      within(mrr10, intervals.mrr10),
    ].join('  ')
  const conditions = [
    ...(past > 0 ? [`${past} past answers, each left out for itself`] : []),
    ...(typos ? ['a typo each'] : []),
  ]
  return [
    `${set}: ${space}${conditions.map((one) => `, ${one}`).join('')}; 95 % intervals by bootstrap`,
    `${'class'.padEnd(name)}  cases  recall@1             @5                   @10                  MRR@10`,
    line('all', all),
    ...Object.entries(byClass).map(([title, row]) => line(title, row)),
    ...abstentionText('nothing here answers', report.abstention),
    ...abstentionText('off topic', report.offTopic),
    `chance of the best candidate: Brier ${digits(calibration.brier)}, ECE ${digits(calibration.ece)}`,
    'answers from  answered     right  of unanswerable',
    ...thresholds.map(
      (row) =>
        `        ${row.from.toFixed(1)}   ${share(row.answered)}  ${share(row.right)}  ${share(row.falseAnswers)}`,
    ),
    `one search    p50 ${latencyMs.p50.toFixed(1)} ms, p95 ${latencyMs.p95.toFixed(1)} ms (embedded database)`,
    ...(misses.length > 0 ? [`not among the first five: ${misses.length}`] : []),
    ...misses.map(
      ({ id, query, gold, found }) =>
        `  ${id} ${query.replaceAll('\n', ' / ').slice(0, 90)}\n      wanted ${gold.join(', ')}; found ${found.slice(0, 3).join(', ')}`,
    ),
  ].join('\n')
}

const digits = (x: number) => x.toFixed(3)
const within = (value: number, { low, high }: Interval) => `${digits(value)} [${digits(low)}–${digits(high)}]`
const share = (x: number) => `${(x * 100).toFixed(1)} %`.padStart(8)

const abstentionText = (title: string, abstention: Abstention | null): string[] =>
  abstention
    ? [
        `${title}: AUROC ${within(abstention.auroc, abstention.interval)} (${abstention.answerable} answerable, ${abstention.unanswerable} not)`,
      ]
    : []
