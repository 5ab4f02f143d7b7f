import { type ChosenModel, readChosenModel } from '../access/chosen-model.ts'
import type { MasterKey } from '../access/seal.ts'
import type { Env } from '../config/env-schema.ts'
import type { Database } from '../db/client.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import { type LanguageModels, modelsOfChoice, modelsOfSettings } from './language-models.ts'

type Deps = { env: Env; db: Database; clock: Clock; log: Logger; masterKey: MasterKey }

/** Another process may serve the console: its choice is noticed within this time. */
const LOOK_EVERY_MS = 10_000

export type ModelSource = {
  /** The settings name them: nobody can choose others. */
  isFixed: boolean
  /** The models as of now; undefined while the built-in steps do everything. */
  current(): LanguageModels | undefined
  /** Reads the choice at once: called by who changed it. */
  refresh(): Promise<void>
  close(): void
}

/**
 * The models of the settings, or, where those name none, the one that an admin chose in the console: it may come, go
 * and change while the process runs.
 */
export async function followModels(deps: Deps): Promise<ModelSource> {
  const fixed = modelsOfSettings(deps.env, deps)
  if (fixed) return { isFixed: true, current: () => fixed, refresh: async () => {}, close: () => {} }
  let known: { choice: string; models: LanguageModels } | undefined
  const take = (chosen: ChosenModel | undefined) => {
    const choice = chosen && JSON.stringify(chosen)
    // The same choice keeps what its models learned: who rests, how the server wants to be asked.
    if (choice === known?.choice) return
    known = chosen && choice ? { choice, models: modelsOfChoice(deps.env, chosen, deps) } : undefined
  }
  const refresh = async () => take(await readChosenModel(deps))
  await refresh()
  const timer = setInterval(() => {
    refresh().catch((error: unknown) => deps.log.warn({ err: error }, 'the chosen model cannot be read'))
  }, LOOK_EVERY_MS)
  timer.unref()
  return { isFixed: false, current: () => known?.models, refresh, close: () => clearInterval(timer) }
}
