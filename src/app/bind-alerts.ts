import type { TellDeps } from '../alerts/deps.ts'
import { readHouse, tryBot, tryMail } from '../alerts/house.ts'
import { forgetHouse, saveBot, saveMail } from '../alerts/house-settings.ts'
import { readAlerts, saveAlerts } from '../alerts/my-alerts.ts'
import { scanAlerts } from '../alerts/scan-alerts.ts'
import { addTarget, removeTarget, tryTarget } from '../alerts/targets.ts'
import { tellTarget } from '../alerts/tell-target.ts'
import type { AlertVerbs } from '../http/routes/alerts.ts'
import type { HandlerDeps } from '../worker/handlers.ts'
import type { App } from './create-app.ts'
import { budgetMicrosOf } from './language-models.ts'

type Parts = Pick<App, 'db' | 'clock' | 'masterKey'> & {
  env: Pick<App['env'], 'PUBLIC_URL' | 'ALERT_WEBHOOK_HOSTS' | 'MODEL_MONTHLY_BUDGET'>
}

function depsOf({ db, clock, masterKey, env }: Parts): TellDeps {
  return {
    db,
    clock,
    masterKey,
    allowedHosts: env.ALERT_WEBHOOK_HOSTS,
    publicUrl: env.PUBLIC_URL,
    defaultBudgetMicros: budgetMicrosOf(env),
  }
}

/** The verbs on alerts as the routes call them. */
export function bindAlerts(parts: Parts): AlertVerbs {
  const deps = depsOf(parts)
  return {
    readAlerts: (input) => readAlerts(deps, input),
    saveAlerts: (input) => saveAlerts(deps, input),
    addTarget: (input) => addTarget(deps, input),
    removeTarget: (input) => removeTarget(deps, input),
    tryTarget: (input) => tryTarget(deps, input),
    readHouse: () => readHouse(deps),
    saveMail: ({ actor, ...input }) => saveMail(deps, { ...input, actor: actor.id }),
    saveBot: ({ actor, ...input }) => saveBot(deps, { ...input, actor: actor.id }),
    forgetHouse: ({ actor, what }) => forgetHouse(deps, { what, actor: actor.id }),
    tryMail: (input) => tryMail(deps, input),
    tryBot: () => tryBot(deps),
  }
}

/** Finding and telling, as the worker calls them. */
export function bindTelling(parts: Parts): NonNullable<HandlerDeps['alerts']> {
  const deps = depsOf(parts)
  return {
    scan: (ref) => scanAlerts(deps, ref),
    tell: (ref) => tellTarget(deps, ref),
  }
}
