const SECOND = 1000
const MINUTE = 60 * SECOND

/** Gaps after each failed attempt: a few seconds, growing to ten minutes, then five more of ten minutes. */
const GAPS = [
  5 * SECOND,
  15 * SECOND,
  45 * SECOND,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  ...Array.from({ length: 5 }, () => 10 * MINUTE),
]

export function retryDelays(timeScale: number): number[] {
  return GAPS.map((gap) => gap * timeScale)
}
