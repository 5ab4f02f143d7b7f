import type { BenchCase, BenchRun } from '../../domain/prompt-bench.ts'
import type { Prompt } from '../../prompting/load-prompt.ts'

/** What a model's own bad answer is called; anything else that stands behind a stand-in is the server's failure. */
export const UNUSABLE = ['invalid_output', 'refused', 'truncated', 'wrong_language']
const SHOWN_CHARACTERS = 2_000

export type Once = { run: BenchRun; failure: null } | { run: null; failure: string }

export const failed = (turn: string, failure: string): BenchCase => ({
  turn,
  live: [],
  candidate: [],
  failure,
})

/** Both versions are asked the same, as often as wanted; one failure makes the case no comparison. */
export async function sideBySide(
  words: string,
  { live, candidate, repeats }: { live: Prompt; candidate: Prompt; repeats: number },
  ask: (prompt: Prompt) => Promise<Once>,
): Promise<BenchCase> {
  const turn = words.slice(0, SHOWN_CHARACTERS)
  const runs: Record<'live' | 'candidate', BenchRun[]> = { live: [], candidate: [] }
  for (let repeat = 0; repeat < repeats; repeat++) {
    const [a, b] = await Promise.all([ask(live), ask(candidate)])
    const failure = a.failure ?? b.failure
    if (failure !== null || !a.run || !b.run) return failed(turn, failure ?? 'model_failed')
    runs.live.push(a.run)
    runs.candidate.push(b.run)
  }
  return { turn, ...runs, failure: null }
}
