import { splitAsks } from '../src/domain/text/asks.ts'
import { searchKnowledge } from '../src/knowledge/search-knowledge.ts'
import type { Embedder } from '../src/llm/embedder.ts'
import { systemClock } from '../src/shared/clock.ts'
import { readOffTopic, readSupportData } from './data.ts'
import { knowledgeBase, SHOP_ID } from './knowledge-base.ts'
import { type Recall, recallOf, recallText } from './recall.ts'

type Outcome = { gold: string[]; found: string[]; topScore: number; bestId: string | undefined }
export type RetrievalReport = {
  support: Recall
  latencyMs: { p50: number; p95: number }
  /** At each threshold: what share is answered, how often rightly, and what share of unanswerable ones is answered. */
  thresholds: { from: number; answered: number; right: number; falseAnswers: number }[]
}

/** Search as the house does it, on real support questions and on questions nobody's shop can answer. */
export async function evaluateRetrieval(folder: string, embedder: Embedder): Promise<RetrievalReport> {
  const { entries, cases } = readSupportData(folder)
  const opened = await knowledgeBase(entries, embedder)
  try {
    const deps = { db: opened.db, embedder, clock: systemClock }
    const times: number[] = []
    const look = async (text: string, gold: string[]): Promise<Outcome> => {
      const startedAt = performance.now()
      const candidates = await searchKnowledge(deps, {
        shopId: SHOP_ID,
        text,
        asks: splitAsks(text),
        limit: 60,
      })
      times.push(performance.now() - startedAt)
      const [best] = [...candidates].sort((a, b) => b.score - a.score)
      const found = [...new Set(candidates.map((candidate) => candidate.entryId ?? ''))]
      return { gold, found, topScore: best?.score ?? 0, bestId: best?.entryId }
    }
    const support: Outcome[] = []
    for (const { query, gold } of cases) support.push(await look(query, gold))
    const offTopic: Outcome[] = []
    for (const { query } of readOffTopic(folder)) offTopic.push(await look(query, []))
    times.sort((a, b) => a - b)
    const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
    return {
      support: recallOf(support),
      latencyMs: { p50: at(0.5), p95: at(0.95) },
      thresholds: [0.2, 0.3, 0.4, 0.5, 0.6, 0.7].map((from) => thresholdRow(from, support, offTopic)),
    }
  } finally {
    await opened.close()
  }
}

function thresholdRow(from: number, support: Outcome[], offTopic: Outcome[]) {
  const answered = support.filter((outcome) => outcome.topScore >= from)
  const right = answered.filter((outcome) => outcome.gold.includes(outcome.bestId ?? ''))
  return {
    from,
    answered: answered.length / support.length,
    right: right.length / Math.max(1, answered.length),
    falseAnswers: offTopic.filter((outcome) => outcome.topScore >= from).length / offTopic.length,
  }
}

export function retrievalText({ support, latencyMs, thresholds }: RetrievalReport): string {
  const share = (x: number) => `${(x * 100).toFixed(1)} %`.padStart(8)
  return [
    `support questions  ${recallText(support)}`,
    `one search         p50 ${latencyMs.p50.toFixed(1)} ms, p95 ${latencyMs.p95.toFixed(1)} ms (embedded database)`,
    'answers from  answered     right  of off-topic',
    ...thresholds.map(
      (row) =>
        `        ${row.from.toFixed(1)}   ${share(row.answered)}  ${share(row.right)}  ${share(row.falseAnswers)}`,
    ),
  ].join('\n')
}
