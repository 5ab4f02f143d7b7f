import type { ReviewPart } from './review-parts.ts'
import { type Features, sentimentFeatures } from './sentiment-features.ts'
import weights from './sentiment-weights.json' with { type: 'json' }

export type SentimentModel = { bias: number; counted: readonly number[]; hashed: ArrayLike<number> }

/** Weights as they are kept: each column a signed byte, in units of `step`. */
const FITTED: SentimentModel = (() => {
  const bytes = atob(weights.hashed)
  const hashed = new Float32Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) hashed[i] = ((bytes.charCodeAt(i) << 24) >> 24) * weights.step
  return { bias: weights.bias, counted: weights.counted, hashed }
})()

/** The chance that a review is a negative one, read from its words alone: no stars. */
export function negativeChance(parts: readonly ReviewPart[], model: SentimentModel = FITTED): number {
  return 1 / (1 + Math.exp(-leaning(sentimentFeatures(parts), model)))
}

/** The logit of the chance. */
export function leaning({ hashed, counted }: Features, model: SentimentModel): number {
  let sum = model.bias
  for (const [column, weight] of hashed) sum += weight * (model.hashed[column] ?? 0)
  for (const [i, value] of counted.entries()) sum += value * (model.counted[i] ?? 0)
  return sum
}
