/** What people's decisions on the drafts of a cell say about letting it send: a word beside the switch, never the switch. */
export const CELL_ADVICE = ['unproven', 'not_yet', 'earned'] as const
export type CellAdvice = (typeof CELL_ADVICE)[number]
export type CellRecord = { decided: number; unchanged: number; low: number; advice: CellAdvice }

const FEWEST_DECISIONS = 30
/** So much must be sent unchanged at least, with 97.5 % certainty. */
const LEAST_LOW = 0.85

export function cellRecord(decided: number, unchanged: number): CellRecord {
  const low = wilsonLow(unchanged, decided)
  const advice = decided < FEWEST_DECISIONS ? 'unproven' : low < LEAST_LOW ? 'not_yet' : 'earned'
  return { decided, unchanged, low, advice }
}

/** z of a 95 % interval. */
const Z = 1.959964

/** Lower end of the Wilson score interval of a share: right for few cases and for shares near 1. */
function wilsonLow(hits: number, of: number): number {
  if (of === 0) return 0
  const share = hits / of
  const centre = share + (Z * Z) / (2 * of)
  const margin = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of))
  return Math.max(0, (centre - margin) / (1 + (Z * Z) / of))
}
