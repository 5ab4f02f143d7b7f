/** Complaints about one thing on one product, a number a day, oldest first; the last day is today. */
export type DailyCounts = readonly number[]

export type Spike = {
  /** Places in the series: first and last day of the burst. */
  from: number
  to: number
  /** How many were heard in it, and how many the time before let one expect. */
  count: number
  expected: number
  /** The chance of so many or more if nothing had changed. */
  chance: number
}

/** A burst is looked for in so many days, ending on one of the last fortnight. */
const WINDOWS = [3, 7]
const ENDS = 14
/** What is compared with: so many days before the burst. */
const BASELINE_DAYS = 56
/** Less is no burst, however rare it was before. */
const FEWEST = 4
/** Below this chance it is no accident. There are 28 looks at a series, and some hundreds of series in a shop. */
const LIMIT = 1e-4
/** What is believed before anything was heard: half a complaint. A short and silent past counts as this long. */
const PRIOR_COUNT = 0.5
const SILENT_DAYS = 28

/**
 * The largest burst of a series that is less likely than accident allows. A product's rate is not known but
 * guessed from its own past: with a gamma belief about it the count of a window is negative binomial, which has a wider
 * tail than Poisson's the less past there is. `known` days of past are there at most; `others` are what else buyers
 * wrote of the product a day: where they write more, more complaints are expected.
 */
export function findSpike(
  complaints: DailyCounts,
  { known = complaints.length, others }: { known?: number; others?: DailyCounts } = {},
): Spike | undefined {
  let best: Spike | undefined
  const today = complaints.length - 1
  for (let to = today; to > today - ENDS && to >= 0; to--) {
    // A burst ends with a complaint; a quiet day after it adds nothing.
    if (!complaints[to]) continue
    for (const days of WINDOWS) {
      const from = to - days + 1
      const past = Math.min(BASELINE_DAYS, known - (complaints.length - from))
      if (from < 0) continue
      const count = sum(complaints, from, to)
      if (count < FEWEST) continue
      const start = Math.max(0, from - Math.max(0, past))
      const before = sum(complaints, start, from - 1)
      const growth = others ? growthOf(others, { start, from, to }) : 1
      const belief = { count: PRIOR_COUNT + before, days: Math.max(from - start, SILENT_DAYS / (1 + before)) }
      const exposure = days * growth
      const chance = tailOf(count, belief, exposure)
      if (chance >= LIMIT) continue
      // The burst as a whole rather than its sharpest part.
      if (!best || count > best.count || (count === best.count && chance < best.chance))
        best = { from, to, count, expected: (belief.count / belief.days) * exposure, chance }
    }
  }
  return best && fromFirst(complaints, best)
}

/** A burst begins with its first complaint. */
function fromFirst(complaints: DailyCounts, spike: Spike): Spike {
  let { from } = spike
  while (!complaints[from]) from++
  return { ...spike, from }
}

/** How many times as much is written of the product as before; one, until there is enough to tell. */
function growthOf(
  others: DailyCounts,
  { start, from, to }: { start: number; from: number; to: number },
): number {
  const usual = (sum(others, start, from - 1) / Math.max(1, from - start)) * (to - from + 1)
  const growth = (sum(others, from, to) + UNSURE) / (usual + UNSURE)
  return Math.min(MOST_GROWTH, Math.max(1, growth))
}
const UNSURE = 2
const MOST_GROWTH = 5

/** P(K ≥ count) where K is Poisson of a gamma-distributed rate. */
function tailOf(count: number, belief: { count: number; days: number }, exposure: number): number {
  const shape = belief.count
  const miss = Math.log(exposure / (belief.days + exposure))
  let log = shape * Math.log(belief.days / (belief.days + exposure)) + count * miss
  for (let k = 0; k < count; k++) log += Math.log((shape + k) / (k + 1))
  let term = Math.exp(log)
  let tail = term
  for (let k = count; term > tail * 1e-12 && k < count + 10_000; k++) {
    term *= ((shape + k) / (k + 1)) * Math.exp(miss)
    tail += term
  }
  return Math.min(1, tail)
}

function sum(counts: DailyCounts, from: number, to: number): number {
  let total = 0
  for (let i = Math.max(0, from); i <= to; i++) total += counts[i] ?? 0
  return total
}
