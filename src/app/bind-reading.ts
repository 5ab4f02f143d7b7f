import type { ReadingDeps } from '../drafting/reading/card-of-draft.ts'
import type { App } from './create-app.ts'

/** Who reads Russian for the agents and writes it for them. */
export function bindReading(app: Pick<App, 'env' | 'models'>): Pick<ReadingDeps, 'modelFor' | 'timeoutMs'> {
  return { modelFor: (ref) => app.models?.forShop(ref), timeoutMs: app.env.MODEL_TIMEOUT_SECONDS * 1_000 }
}
