export type Interval = { low: number; high: number }

export type Share = Interval & { hits: number; of: number; share: number }

/** A share of cases with Wilson's interval. */
export const shareOf = (hits: number, of: number): Share => ({
  hits,
  of,
  share: hits / of,
  ...wilsonInterval(hits, of),
})

const ROUNDS = 1_000

/** The 95 % interval of a figure by resampling its cases, the same for the same cases: the dice are seeded. */
export function bootstrapInterval<T>(cases: readonly T[], figure: (sample: T[]) => number): Interval {
  const random = seededRandom(cases.length)
  const figures: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const sample = cases.map(() => cases[Math.floor(random() * cases.length)] as T)
    const value = figure(sample)
    if (!Number.isNaN(value)) figures.push(value)
  }
  figures.sort((a, b) => a - b)
  const at = (share: number) => figures[Math.floor(share * (figures.length - 1))] ?? Number.NaN
  return { low: at(0.025), high: at(0.975) }
}

/** Wilson score interval of a share, 95 %: right for few cases and for shares near 0 and 1. */
export function wilsonInterval(hits: number, cases: number): Interval {
  if (cases === 0) return { low: 0, high: 1 }
  const z = 1.96
  const share = hits / cases
  const spread = z * Math.sqrt((share * (1 - share)) / cases + (z * z) / (4 * cases * cases))
  const scale = 1 + (z * z) / cases
  const middle = share + (z * z) / (2 * cases)
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) }
}

/** The chance that a random positive scores above a random negative, ties counted half; NaN when a side is empty. */
export function areaUnderRoc(positives: readonly number[], negatives: readonly number[]): number {
  const sorted = [...negatives].sort((a, b) => a - b)
  const below = (score: number, orEqual: boolean) => {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const value = sorted[middle] ?? 0
      if (value < score || (orEqual && value === score)) low = middle + 1
      else high = middle
    }
    return low
  }
  const wins = positives.reduce((sum, score) => sum + (below(score, false) + below(score, true)) / 2, 0)
  return wins / (positives.length * sorted.length)
}

/** mulberry32: small, and good enough for resampling. */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Guess = { chance: number; isRight: boolean }
const BINS = 10

/** How far chances can be taken at their word: Brier score, and expected calibration error over ten equal bins. */
export function calibrationOf(guesses: readonly Guess[]) {
  const right = ({ isRight }: Guess) => (isRight ? 1 : 0)
  const brier = guesses.reduce((sum, one) => sum + (one.chance - right(one)) ** 2, 0) / guesses.length
  const bins = [...Map.groupBy(guesses, ({ chance }) => Math.min(BINS - 1, Math.floor(chance * BINS)))].sort(
    ([a], [b]) => a - b,
  )
  const mean = (some: readonly Guess[], of: (one: Guess) => number) =>
    some.reduce((sum, one) => sum + of(one), 0) / some.length
  return {
    brier,
    ece: bins.reduce(
      (sum, [, some]) =>
        sum +
        (some.length / guesses.length) * Math.abs(mean(some, ({ chance }) => chance) - mean(some, right)),
      0,
    ),
    bins: bins.map(([bin, some]) => ({ from: bin / BINS, cases: some.length, right: mean(some, right) })),
  }
}
