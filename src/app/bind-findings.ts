import type { Database } from '../db/client.ts'
import type { FindingVerbs } from '../http/routes/findings.ts'
import { listFindings } from '../knowledge/findings/list-findings.ts'
import { dismissFinding, reopenFinding, runFindings } from '../knowledge/findings/settle-finding.ts'
import type { Clock } from '../shared/clock.ts'

/** The verbs on duplicates and contradictions with their dependencies, as the routes call them. */
export function bindFindings(deps: { db: Database; clock: Clock }): FindingVerbs {
  return {
    listFindings: (query) => listFindings(deps.db, query),
    dismissFinding: (input) => dismissFinding(deps, input),
    reopenFinding: (input) => reopenFinding(deps, input),
    runFindings: (input) => runFindings(deps, input),
  }
}
