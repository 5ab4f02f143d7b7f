/** Two systems on the same cases: how often only one of them passed, and whether chance explains it. */
export type Paired = { onlyFirst: number; onlySecond: number; p: number; words: string }

/** McNemar's exact test, two-sided. */
export function comparePaired(
  first: ReadonlyMap<string, boolean>,
  second: ReadonlyMap<string, boolean>,
): Paired {
  let [onlyFirst, onlySecond] = [0, 0]
  for (const [id, passed] of first) {
    const other = second.get(id)
    if (other === undefined || passed === other) continue
    if (passed) onlyFirst += 1
    else onlySecond += 1
  }
  const p = twoSided(Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond)
  const better = onlyFirst > onlySecond ? 'the first is better' : 'the second is better'
  return { onlyFirst, onlySecond, p, words: p < 0.05 ? better : 'no difference seen' }
}

/** The chance of at most so many heads, or tails, of `tosses` fair coins. */
function twoSided(heads: number, tosses: number): number {
  let [sum, term] = [0, 0.5 ** tosses]
  for (let k = 0; k <= heads; k++) {
    sum += term
    term = (term * (tosses - k)) / (k + 1)
  }
  return Math.min(1, 2 * sum)
}
