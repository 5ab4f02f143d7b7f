import { CATEGORIES } from '../../src/domain/category.ts'
import type { ProcedureContent } from '../../src/domain/procedure.ts'
import { procedureChanges } from '../../src/domain/procedure-changes.ts'
import { SHIPPED_PROCEDURES } from '../../src/domain/procedures/shipped.ts'
import type { ProcedureDiff, ProcedureList, ProcedureVersions } from '../../src/http/contracts/procedures.ts'

const CHANGED: ProcedureContent = {
  ...SHIPPED_PROCEDURES.warranty,
  tone: { ...SHIPPED_PROCEDURES.warranty.tone, zh: '有条理、有把握，先报剩余天数。' },
  offersAlternative: true,
}

/** The procedures of a shop that changed the one about warranty once; undefined for other paths. */
export function fakeProcedures(
  startedAt: number,
  path: string,
): ProcedureList | ProcedureVersions | ProcedureDiff | undefined {
  const changedAt = new Date(startedAt - 86_400_000).toISOString()
  if (path.endsWith('/procedures')) {
    return {
      procedures: CATEGORIES.map((category) =>
        category === 'warranty'
          ? {
              category,
              version: 1,
              isShipped: false,
              content: CHANGED,
              changed: { changedByName: 'Wang Li', changedAt },
            }
          : { category, version: 0, isShipped: true, content: SHIPPED_PROCEDURES[category], changed: null },
      ),
    }
  }
  if (path.endsWith('/procedures/warranty/versions')) {
    const change = { changedBy: 'u1', changedByName: 'Wang Li', changedAt }
    return {
      versions: [{ version: 1, isShipped: false, ...change, fields: ['offersAlternative', 'tone'] }],
      nextCursor: null,
    }
  }
  if (path.endsWith('/procedures/warranty/diff'))
    return { from: 0, to: 1, changes: procedureChanges(SHIPPED_PROCEDURES.warranty, CHANGED) }
  return undefined
}
