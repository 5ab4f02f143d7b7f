import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { labelledReviews, readReviews } from './cases.ts'
import { type DraftsReport, draftReviews } from './drafts.ts'
import { evaluateReviews, samplesOf, withoutMistakes } from './evaluate.ts'
import { fitSentiment, keptWeights } from './fit.ts'
import { draftsText, reviewsText } from './report-text.ts'

const WEIGHTS = join(import.meta.dirname, '../../src/domain/feedback/sentiment-weights.json')

/** `npm run eval -- reviews`: the report and how it is printed. */
export async function runReviewsSuite(folder: string, { fit, quick }: { fit: boolean; quick: boolean }) {
  if (fit) {
    const { own, others } = samplesOf(folder)
    const weights = keptWeights(fitSentiment([...own, ...others]))
    writeFileSync(WEIGHTS, `${JSON.stringify(weights, null, 2)}\n`)
    const text = `weights fitted on ${own.length + others.length} reviews: ${WEIGHTS}`
    return { report: { ...weights, hashed: weights.hashed.length }, text }
  }
  const evaluated = evaluateReviews(folder)
  const report = { ...evaluated, halves: evaluated.halves.map(withoutMistakes) }
  const reviews = readReviews(folder)
  const labelled = (['dev', 'held-out'] as const).flatMap((split) => labelledReviews(reviews, split))
  const drafts: DraftsReport | undefined = quick
    ? undefined
    : await draftReviews(labelled.map(({ review }) => review))
  return {
    report: { ...report, drafts },
    text: [reviewsText(report), ...(drafts ? [draftsText(drafts)] : [])].join('\n'),
  }
}
