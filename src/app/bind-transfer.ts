import type { Database } from '../db/client.ts'
import type { TransferVerbs } from '../http/routes/transfer.ts'
import { exportKnowledge } from '../knowledge/transfer/export-knowledge.ts'
import { exportRejected } from '../knowledge/transfer/runs/export-rejected.ts'
import { listRows, listRuns, loadRun } from '../knowledge/transfer/runs/run-rows.ts'
import { cancelImport, confirmImport } from '../knowledge/transfer/runs/settle-import.ts'
import { startImport } from '../knowledge/transfer/runs/start-import.ts'
import { importTemplate } from '../knowledge/transfer/template.ts'
import type { Clock } from '../shared/clock.ts'

/** Imports and exports with their dependencies, as the routes call them. */
export function bindTransfer(deps: { db: Database; clock: Clock; maxBytes: number }): TransferVerbs {
  const { db } = deps
  return {
    startImport: ({ actor, ...input }) => startImport(deps, { ...input, startedBy: actor.id }),
    listImports: (query) => listRuns(db, query),
    loadImport: (ref) => loadRun(db, ref),
    listImportRows: (ref, query) => listRows(db, ref, query),
    exportRejected: (input) => exportRejected(db, input),
    confirmImport: ({ actor, ...ref }) => confirmImport(deps, { ...ref, actor: actor.id }),
    cancelImport: ({ actor, ...ref }) => cancelImport(deps, { ...ref, actor: actor.id }),
    exportKnowledge: (input) => exportKnowledge(deps, input),
    importTemplate,
  }
}
