/** How fast a place in a ranking loses worth. Fitted with `npm run eval -- retrieval`; long web lists use 60. */
const DAMPING = 5

/** Reciprocal rank fusion (Cormack, Clarke, Büttcher 2009): ranks add up where scores of different kinds must not. */
export function fuseRankings(rankings: string[][]): { id: string; score: number }[] {
  const scores = new Map<string, number>()
  for (const ids of rankings) {
    for (const [rank, id] of [...new Set(ids)].entries()) {
      scores.set(id, (scores.get(id) ?? 0) + 1 / (DAMPING + rank + 1))
    }
  }
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score)
}
