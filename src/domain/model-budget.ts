import { moscowDay, startOfDay } from './moscow-time.ts'

/** From this share of the month's budget on the shop is warned. */
const NEAR = 0.8

export const BUDGET_LEVELS = ['none', 'open', 'near', 'spent'] as const
export type BudgetLevel = (typeof BUDGET_LEVELS)[number]

/** Both in millionths of the currency of the prices; a budget of null is no limit, one of 0 is spent from the start. */
export function budgetLevel(spentMicros: number, budgetMicros: number | null): BudgetLevel {
  if (budgetMicros === null) return 'none'
  if (spentMicros >= budgetMicros) return 'spent'
  return spentMicros >= budgetMicros * NEAR ? 'near' : 'open'
}

/** The first moment of the month it is in Moscow. */
export const startOfMonth = (at: Date): Date => startOfDay({ ...moscowDay(at), day: 1 })
