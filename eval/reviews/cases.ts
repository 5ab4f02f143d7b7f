import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { COMPLAINT_KINDS, kindOf, TOPICS } from '../../src/domain/feedback/topics.ts'
import { SEVERITIES } from '../../src/domain/feedback/triage-schema.ts'
import { readLines } from '../data.ts'

const reviewSchema = z.object({
  id: z.string(),
  stars: z.int().min(1).max(5),
  text: z.string(),
  pros: z.string().default(''),
  cons: z.string().default(''),
})
export type Review = z.infer<typeof reviewSchema>

/** A label of ours: which review of the set, by its id and the hash of its text, and what it complains of. */
const labelSchema = z.object({
  id: z.string(),
  text: z.string().regex(/^[0-9a-f]{16}$/),
  severity: z.literal(SEVERITIES),
  topics: z.array(z.enum(TOPICS)),
  /** Topics that people would argue about: no mistake either way. */
  may: z.array(z.enum(TOPICS)),
  split: z.enum(['dev', 'held-out']),
})
export type Label = z.infer<typeof labelSchema>
export type Labelled = { label: Label; review: Review }

export const kindsOf = ({ topics }: Pick<Label, 'topics'>) =>
  COMPLAINT_KINDS.filter((kind) => topics.some((topic) => kindOf(topic) === kind))

/** The set of reviews, none of whose texts is in this tree. */
export const readReviews = (folder: string): Review[] => readLines(folder, 'reviews.jsonl', reviewSchema)

/** Reviews of other sets, to fit on: `text`, `pros`, `cons` and stars; answers alone are left out. */
export function readOtherReviews(folder: string): Review[] {
  const other = z.object({
    id: z.union([z.string(), z.number()]).transform(String),
    stars: z.int().min(1).max(5).nullish(),
    text: z.string().nullish(),
    pros: z.string().nullish(),
    cons: z.string().nullish(),
  })
  return ['feedbacks.jsonl', 'nightlight_feedbacks.jsonl'].flatMap((file) =>
    readLines(join(folder, '../wb_reviews_with_answers'), file, other).flatMap(
      ({ id, stars, text, pros, cons }) =>
        stars ? [{ id: `${file}:${id}`, stars, text: text ?? '', pros: pros ?? '', cons: cons ?? '' }] : [],
    ),
  )
}

/** The labels of a half with the reviews they are for; those of a set that lacks them are left out. */
export function labelledReviews(reviews: readonly Review[], split: Label['split']): Labelled[] {
  const byId = new Map(reviews.map((review) => [review.id, review]))
  const labels = readLines(join(import.meta.dirname, '../cases/reviews'), `${split}.jsonl`, labelSchema)
  return labels.flatMap((label) => {
    const review = byId.get(label.id)
    return review && textHash(review.text) === label.text ? [{ label, review }] : []
  })
}

const textHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
