import { leaning } from '../../src/domain/feedback/sentiment.ts'
import { COMPLAINT_KINDS, TOPICS } from '../../src/domain/feedback/topics.ts'
import { triageReview } from '../../src/domain/feedback/triage.ts'
import type { Triage } from '../../src/domain/feedback/triage-schema.ts'
import { areaUnderRoc, bootstrapInterval, type Interval } from '../statistics.ts'
import {
  kindsOf,
  type Label,
  type Labelled,
  labelledReviews,
  readOtherReviews,
  readReviews,
} from './cases.ts'
import { fitSentiment, type Sample, sampleOf } from './fit.ts'

const FOLDS = 10
/** A review of another marketplace and another shop teaches less than one of the set. */
const WEIGHT_OF_OTHERS = 0.5

type Area = Interval & { area: number; negatives: number; others: number }
/** Precision, recall and their mean over all pairs of review and topic. */
export type Found = {
  precision: number
  recall: number
  f1: number
  interval: Interval
  hits: number
  extra: number
  missed: number
}
type Mistake = { id: string; missed: string[]; extra: string[] }

export type HalfReport = {
  split: Label['split']
  reviews: number
  topics: Found
  kinds: Found
  complaint: Found
  severity: { same: number; withinOne: number }
  byTopic: ({ topic: string } & Pick<Found, 'hits' | 'extra' | 'missed'>)[]
  mistakes: Mistake[]
}

export type ReviewsReport = {
  reviews: number
  /** Stars hidden. `lowest`: one and two stars against the rest; `low`: one to three. */
  triage: { set: string; lowest: Area; low: Area }[]
  halves: HalfReport[]
}

/** Triage with stars hidden, and what complaints are heard in the reviews that carry a label of ours. */
export function evaluateReviews(folder: string): ReviewsReport {
  const reviews = readReviews(folder)
  const asKept = reviews.map((review) => ({
    stars: review.stars,
    score: triageReview({ ...review }).negative,
  }))
  return {
    reviews: reviews.length,
    triage: [
      { set: `fitted without the review, ${FOLDS} folds`, ...areas(crossFitted(folder)) },
      { set: 'as kept, on what it was fitted on', ...areas(asKept) },
    ],
    halves: (['dev', 'held-out'] as const).map((split) =>
      evaluateHalf(labelledReviews(reviews, split), split),
    ),
  }
}

/** All that the kept weights are fitted on. */
export function samplesOf(folder: string): { own: Sample[]; others: Sample[] } {
  return {
    own: readReviews(folder).map((review) => sampleOf(review)),
    others: readOtherReviews(folder).map((review) => sampleOf(review, WEIGHT_OF_OTHERS)),
  }
}

function crossFitted(folder: string) {
  const { own, others } = samplesOf(folder)
  return Array.from({ length: FOLDS }, (_, fold) => {
    const model = fitSentiment([...own.filter((_, i) => i % FOLDS !== fold), ...others])
    return own
      .filter((_, i) => i % FOLDS === fold)
      .map(({ features, stars }) => ({ stars, score: leaning(features, model) }))
  }).flat()
}

function areas(scored: { stars: number; score: number }[]) {
  const below = (stars: number): Area => {
    const area = (some: typeof scored) =>
      areaUnderRoc(
        some.filter((one) => one.stars <= stars).map(({ score }) => score),
        some.filter((one) => one.stars > stars).map(({ score }) => score),
      )
    const negatives = scored.filter((one) => one.stars <= stars).length
    return {
      area: area(scored),
      negatives,
      others: scored.length - negatives,
      ...bootstrapInterval(scored, area),
    }
  }
  return { lowest: below(2), low: below(3) }
}

type Judged = { hits: string[]; extra: string[]; missed: string[] }

function evaluateHalf(cases: Labelled[], split: Label['split']): HalfReport {
  const read = cases.map(({ label, review }) => ({ label, triage: triageReview({ ...review }) }))
  const topics = read.map(({ label, triage }) => judge(label.topics, topicsOf(triage), label.may))
  const kinds = read.map(({ label, triage }) =>
    judge(kindsOf(label), triage.kinds, kindsOf({ topics: label.may })),
  )
  const complaint = read.map(({ label, triage }) =>
    judge(
      label.topics.length > 0 ? ['yes'] : [],
      triage.topics.length > 0 ? ['yes'] : [],
      label.may.length > 0 ? ['yes'] : [],
    ),
  )
  const apart = read.map(({ label, triage }) => Math.abs(label.severity - triage.severity))
  const share = (most: number) => apart.filter((one) => one <= most).length / apart.length
  return {
    split,
    reviews: cases.length,
    topics: foundOf(topics),
    kinds: foundOf(kinds),
    complaint: foundOf(complaint),
    severity: { same: share(0), withinOne: share(1) },
    byTopic: [...TOPICS, ...COMPLAINT_KINDS].flatMap((topic) => {
      const count = (of: keyof Judged) => topics.filter((one) => one[of].includes(topic)).length
      const one = { topic, hits: count('hits'), extra: count('extra'), missed: count('missed') }
      return one.hits + one.extra + one.missed > 0 ? [one] : []
    }),
    mistakes: read.flatMap(({ label }, i) => {
      const { missed = [], extra = [] } = topics[i] ?? {}
      return missed.length + extra.length > 0 ? [{ id: label.id, missed, extra }] : []
    }),
  }
}

const topicsOf = ({ topics }: Triage) => topics.map(({ topic }) => topic)

function judge(wanted: readonly string[], heard: readonly string[], may: readonly string[]): Judged {
  return {
    hits: wanted.filter((one) => heard.includes(one)),
    missed: wanted.filter((one) => !heard.includes(one)),
    extra: heard.filter((one) => !wanted.includes(one) && !may.includes(one)),
  }
}

function foundOf(judged: Judged[]): Found {
  const sum = (some: Judged[], of: keyof Judged) => some.reduce((total, one) => total + one[of].length, 0)
  const f1 = (some: Judged[]) => {
    const hits = sum(some, 'hits')
    return (2 * hits) / (2 * hits + sum(some, 'extra') + sum(some, 'missed'))
  }
  const [hits, extra, missed] = [sum(judged, 'hits'), sum(judged, 'extra'), sum(judged, 'missed')]
  return {
    precision: hits / (hits + extra),
    recall: hits / (hits + missed),
    f1: f1(judged),
    interval: bootstrapInterval(judged, f1),
    hits,
    extra,
    missed,
  }
}

/** Who looks at the mistakes of the held-out half tunes on them. */
export const withoutMistakes = (report: HalfReport): HalfReport =>
  report.split === 'dev' ? report : { ...report, byTopic: [], mistakes: [] }
