import type { ReadingDeps } from '../drafting/reading/card-of-draft.ts'
import type { App } from './create-app.ts'

/** Who reads Russian for the agents and writes it for them. */
export function bindReading({ env, models }: App): Pick<ReadingDeps, 'modelFor' | 'timeoutMs'> {
  return { modelFor: (ref) => models?.forShop(ref), timeoutMs: env.MODEL_TIMEOUT_SECONDS * 1_000 }
}
