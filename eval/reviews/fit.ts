import { reviewParts } from '../../src/domain/feedback/review-parts.ts'
import { leaning, type SentimentModel } from '../../src/domain/feedback/sentiment.ts'
import {
  COUNTED,
  type Features,
  HASHED,
  sentimentFeatures,
} from '../../src/domain/feedback/sentiment-features.ts'
import type { Review } from './cases.ts'

export type Sample = { features: Features; stars: number; weight: number }

const ROUNDS = 120
const RATE = 0.4
const PENALTY = { hashed: 0.002, counted: 0.0005 }
/** What a review of so many stars is worth as a negative one: three stars are neither. */
const TARGET: Record<number, number> = { 1: 1, 2: 1, 3: 0.8, 4: 0.2, 5: 0 }

export const sampleOf = (review: Review, weight = 1): Sample => ({
  features: sentimentFeatures(reviewParts(review)),
  stars: review.stars,
  weight,
})

/**
 * Logistic regression with a penalty, by AdaGrad over all samples at once: the same weights for the same samples.
 * Negative and other reviews weigh the same in sum.
 */
export function fitSentiment(samples: readonly Sample[]): SentimentModel {
  const target = (one: Sample) => TARGET[one.stars] ?? 0
  const negative = samples.reduce((sum, one) => sum + target(one) * one.weight, 0)
  const other = samples.reduce((sum, one) => sum + (1 - target(one)) * one.weight, 0)
  const hashed = new Float64Array(HASHED)
  const counted = new Float64Array(COUNTED.length)
  const model = { bias: 0, hashed, counted: [...counted] }
  const squares = {
    bias: 1e-6,
    hashed: new Float64Array(HASHED).fill(1e-6),
    counted: new Float64Array(COUNTED.length).fill(1e-6),
  }
  for (let round = 0; round < ROUNDS; round++) {
    const slope = { bias: 0, hashed: new Float64Array(HASHED), counted: new Float64Array(COUNTED.length) }
    for (const one of samples) {
      const wanted = target(one)
      const share = one.weight * (wanted / (2 * negative) + (1 - wanted) / (2 * other))
      const chance = 1 / (1 + Math.exp(-leaning(one.features, model)))
      const error = chance * share - (one.weight * wanted) / (2 * negative)
      slope.bias += error
      for (const [column, value] of one.features.hashed)
        slope.hashed[column] = (slope.hashed[column] ?? 0) + error * value
      for (const [i, value] of one.features.counted.entries())
        slope.counted[i] = (slope.counted[i] ?? 0) + error * value
    }
    step(model, slope, squares)
  }
  return model
}

type Sums = { bias: number; hashed: Float64Array; counted: Float64Array }

function step(
  model: { bias: number; hashed: Float64Array; counted: number[] },
  slope: Sums,
  squares: Sums,
): void {
  squares.bias += slope.bias ** 2
  model.bias -= (RATE * slope.bias) / Math.sqrt(squares.bias)
  for (let i = 0; i < HASHED; i++) {
    const down = (slope.hashed[i] ?? 0) + PENALTY.hashed * (model.hashed[i] ?? 0)
    if (down === 0) continue
    squares.hashed[i] = (squares.hashed[i] ?? 0) + down ** 2
    model.hashed[i] = (model.hashed[i] ?? 0) - (RATE * down) / Math.sqrt(squares.hashed[i] ?? 1)
  }
  for (let i = 0; i < COUNTED.length; i++) {
    const down = (slope.counted[i] ?? 0) + PENALTY.counted * (model.counted[i] ?? 0)
    squares.counted[i] = (squares.counted[i] ?? 0) + down ** 2
    model.counted[i] = (model.counted[i] ?? 0) - (RATE * down) / Math.sqrt(squares.counted[i] ?? 1)
  }
}

/** The weights as the program keeps them: a signed byte a column. */
export function keptWeights({ bias, counted, hashed }: SentimentModel) {
  const all = Array.from(hashed)
  const step = all.reduce((most, one) => Math.max(most, Math.abs(one)), 1e-9) / 127
  const bytes = Int8Array.from(all, (one) => Math.round(one / step))
  return {
    bias: Number(bias.toFixed(4)),
    counted: counted.map((one) => Number(one.toFixed(4))),
    step,
    hashed: Buffer.from(bytes.buffer).toString('base64'),
  }
}
