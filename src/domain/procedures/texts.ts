import type { Trilingual } from '../draft.ts'
import type { SCHEMES } from '../knowledge-entry.ts'
import type { ProcedureStep } from '../procedure.ts'

/** A text of a shipped procedure: what buyers and shop read, and its glosses. */
export const say = (ru: string, zh: string, en: string): Trilingual => ({ ru, zh, en })

/** A step that holds however the order is sent. */
export const step = (ru: string, zh: string, en: string): ProcedureStep => ({ ru, zh, en, schemes: [] })

/** A step that holds for these ways of delivery only. */
export const stepFor = (
  schemes: (typeof SCHEMES)[number][],
  ru: string,
  zh: string,
  en: string,
): ProcedureStep => ({ ru, zh, en, schemes })
