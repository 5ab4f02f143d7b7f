import { cancelBench } from '../drafting/bench/cancel-bench.ts'
import { listBenchCases, listBenches, readBench } from '../drafting/bench/read-bench.ts'
import { type BenchDeps, runBench } from '../drafting/bench/run-bench.ts'
import { startBench } from '../drafting/bench/start-bench.ts'
import type { DraftingDeps } from '../drafting/run-drafting.ts'
import type { BenchVerbs } from '../http/routes/prompt-benches.ts'
import { readBudgetLevel } from '../llm/model-spending.ts'
import type { App } from './create-app.ts'
import { budgetMicrosOf } from './language-models.ts'

/** The verbs of the test bench, as the routes call them. */
export function bindBenches(app: Pick<App, 'db' | 'clock' | 'models'>): BenchVerbs {
  const { db, clock } = app
  return {
    startBench: (order) => startBench({ db, clock, hasModel: app.models !== undefined }, order),
    listBenches: (query) => listBenches(db, query),
    readBench: (ref) => readBench(db, ref),
    listBenchCases: (query) => listBenchCases(db, query),
    cancelBench: (input) => cancelBench({ db, clock }, input),
  }
}

/** The next case of a run, with the steps of a draft as they are. */
export function bindBenchRun(
  app: Pick<App, 'db' | 'clock' | 'log' | 'env' | 'models'>,
  drafting: Omit<DraftingDeps, 'db' | 'clock'>,
): (ref: { shopId: string; benchId: string }) => ReturnType<typeof runBench> {
  const { db, clock, log, env } = app
  const defaultBudgetMicros = budgetMicrosOf(env)
  const deps: BenchDeps = {
    ...drafting,
    db,
    clock,
    log,
    timeoutMs: env.MODEL_TIMEOUT_SECONDS * 1_000,
    modelFor: (ref) => app.models?.forShop(ref),
    isBudgetSpent: async (shopId) =>
      (await readBudgetLevel({ db, defaultBudgetMicros }, { shopId, now: clock.now() })) === 'spent',
  }
  return (ref) => runBench(deps, ref)
}
