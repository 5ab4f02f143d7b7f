import { explainSend } from '../autonomy/explain-send.ts'
import { readAutonomy } from '../autonomy/read-autonomy.ts'
import { readReport } from '../autonomy/read-report.ts'
import { readSwitches } from '../autonomy/read-switches.ts'
import { resumeSending } from '../autonomy/resume-sending.ts'
import { savePolicy } from '../autonomy/save-policy.ts'
import { setCells, usePreset } from '../autonomy/set-cells.ts'
import { stopSend } from '../autonomy/stop-send.ts'
import { throwSwitch } from '../autonomy/throw-switch.ts'
import type { Database } from '../db/client.ts'
import type { AutonomyVerbs } from '../http/routes/autonomy.ts'
import type { Clock } from '../shared/clock.ts'

type Deps = { db: Database; clock: Clock; defaultBudgetMicros: number | null }

/** The verbs of automatic sending with their dependencies, as the routes call them. */
export function bindAutonomy(deps: Deps): AutonomyVerbs {
  return {
    readSwitches: (scope) => readSwitches(deps, scope),
    throwSwitch: ({ actor, ...input }) => throwSwitch(deps, { ...input, actor: actor.id }),
    resumeSending: ({ actor, ...input }) => resumeSending(deps, { ...input, actor: actor.id }),
    readAutonomy: (input) => readAutonomy(deps, input),
    savePolicy: (input) => savePolicy(deps, input),
    setCells: (input) => setCells(deps, input),
    usePreset: (input) => usePreset(deps, input),
    readReport: (input) => readReport(deps, input),
    explainSend: (input) => explainSend(deps, input),
    stopSend: (input) => stopSend(deps, input),
  }
}
