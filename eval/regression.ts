/** Rows of one message: what was seen of each candidate, and which of them are right. */
export type Group = { weight: number; rows: number[][]; isRight: boolean[] }
type Options = { penalty: number; rounds?: number }

/**
 * Weights under which the right candidate of each group is likeliest to come first (listwise softmax), by Adam on
 * standardised features with a penalty on large weights. Groups without a right candidate teach nothing.
 */
export function fitRanking(groups: readonly Group[], options: Options): number[] {
  const useful = groups.filter(({ isRight }) => isRight.includes(true))
  return descend(useful, options, ({ isRight }, scores) => {
    const most = Math.max(...scores)
    const shares = scores.map((score) => Math.exp(score - most))
    const total = shares.reduce((sum, x) => sum + x, 0)
    const rights = isRight.filter(Boolean).length
    return shares.map((x, i) => x / total - (isRight[i] ? 1 / rights : 0))
  })
}

/** Weights of a logistic regression over single rows; the first feature is taken for the bias. */
export function fitChance(groups: readonly Group[], options: Options): number[] {
  return descend(groups, options, ({ isRight }, scores) =>
    scores.map((score, i) => 1 / (1 + Math.exp(-score)) - (isRight[i] ? 1 : 0)),
  )
}

type Slope = (group: Group, scores: number[]) => number[]

function descend(groups: readonly Group[], { penalty, rounds = 300 }: Options, slopeOf: Slope): number[] {
  const width = groups.find(({ rows }) => rows.length > 0)?.rows[0]?.length ?? 0
  const { mean, spread } = scaleOf(
    groups.flatMap((group) => group.rows),
    width,
  )
  // Flat and typed: a fit goes over a million numbers hundreds of times.
  const scaled = groups.map((group) => ({
    group,
    flat: Float64Array.from(
      group.rows.flatMap((row) => row.map((x, i) => (x - at(mean, i)) / at(spread, i))),
    ),
  }))
  const total = groups.reduce((sum, { weight }) => sum + weight, 0)
  const [weights, first, second] = [0, 1, 2].map(() => new Float64Array(width))
  if (!weights || !first || !second) return []
  for (let round = 1; round <= rounds; round++) {
    const slope = weights.map((weight, i) => (isConstant(spread, mean, i) ? 0 : penalty * weight))
    for (const { group, flat } of scaled) {
      const scores = group.rows.map((_, r) => product(flat, r * width, weights))
      for (const [r, error] of slopeOf(group, scores).entries()) {
        const step = (error * group.weight) / total
        for (let i = 0; i < width; i++) slope[i] = at(slope, i) + step * at(flat, r * width + i)
      }
    }
    for (let i = 0; i < width; i++) {
      const g = at(slope, i)
      first[i] = 0.9 * at(first, i) + 0.1 * g
      second[i] = 0.99 * at(second, i) + 0.01 * g * g
      const step = (0.1 * at(first, i)) / (1 - 0.9 ** round)
      weights[i] = at(weights, i) - step / (Math.sqrt(at(second, i) / (1 - 0.99 ** round)) + 1e-8)
    }
  }
  const plain = [...weights].map((weight, i) => weight / at(spread, i))
  const bias = mean.findIndex((_, i) => isConstant(spread, mean, i))
  if (bias >= 0)
    plain[bias] = at(plain, bias) - plain.reduce((sum, w, i) => sum + (i === bias ? 0 : w * at(mean, i)), 0)
  return plain
}

const at = (numbers: ArrayLike<number>, i: number): number => numbers[i] ?? 0

function product(flat: Float64Array, from: number, weights: Float64Array): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += at(flat, from + i) * at(weights, i)
  return sum
}

/** A feature that is always 1, and stays as it is. */
const isConstant = (spread: number[], mean: number[], i: number) => spread[i] === 1 && mean[i] === 0

function scaleOf(rows: readonly number[][], width: number) {
  const mean = new Array<number>(width).fill(0)
  const spread = new Array<number>(width).fill(1)
  for (let i = 0; i < width; i++) {
    const values = rows.map((row) => row[i] ?? 0)
    if (values.every((x) => x === 1)) continue
    const middle = values.reduce((sum, x) => sum + x, 0) / values.length
    mean[i] = middle
    spread[i] = Math.sqrt(values.reduce((sum, x) => sum + (x - middle) ** 2, 0) / values.length) || 1
  }
  return { mean, spread }
}
