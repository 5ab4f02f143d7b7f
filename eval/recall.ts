export type Recall = { cases: number; at1: number; at5: number; at10: number; mrr10: number }

/** Shares of cases whose right answer stands among the first 1, 5, 10, and the mean reciprocal rank within 10. */
export function recallOf(results: { gold: string[]; found: string[] }[]): Recall {
  const ranks = results.map(({ gold, found }) => found.findIndex((id) => gold.includes(id)) + 1)
  const share = (k: number) => ranks.filter((rank) => rank > 0 && rank <= k).length / ranks.length
  const mrr10 = ranks.reduce((sum, rank) => sum + (rank > 0 && rank <= 10 ? 1 / rank : 0), 0) / ranks.length
  return { cases: results.length, at1: share(1), at5: share(5), at10: share(10), mrr10 }
}

export function recallText({ cases, at1, at5, at10, mrr10 }: Recall): string {
  const digits = (x: number) => x.toFixed(3)
  return `recall@1 ${digits(at1)}  @5 ${digits(at5)}  @10 ${digits(at10)}  MRR@10 ${digits(mrr10)}  (${cases} cases)`
}
