import type { CaseProcedure, ProcedureFact } from '../../domain/procedure.ts'
import { toldFacts } from './told-facts.ts'

type Input = {
  procedure: CaseProcedure | undefined
  /** What order, catalogue and warranty have told, or what these goods do not have at all. */
  known: readonly ProcedureFact[]
  /** All that the buyer wrote in this conversation, the newest turn included. */
  buyerText: string
  photos: number
  productName?: string | undefined
}

/** What the procedure requires and neither the records nor the buyer have told, by name, in its order. */
export function missingFacts({ procedure, known, buyerText, photos, productName }: Input): ProcedureFact[] {
  const required = (procedure?.required ?? []).map(({ fact }) => fact)
  const told = toldFacts(required, { text: buyerText, photos, productName })
  return required.filter((fact) => !known.includes(fact) && !told.includes(fact))
}
