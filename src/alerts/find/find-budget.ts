import { startOfMonth } from '../../domain/model-budget.ts'
import { readSpending } from '../../llm/model-spending.ts'
import type { Find } from './condition.ts'

/** The month's budget for models is nearly spent, or spent. One of nothing is a shop that wants no model: no news. */
export const findBudget: Find = async ({ db, defaultBudgetMicros }, { shopId, now }) => {
  const { level, costMicros, budgetMicros } = await readSpending({ db, defaultBudgetMicros }, { shopId, now })
  if (budgetMicros === null || budgetMicros === 0 || (level !== 'near' && level !== 'spent')) return []
  return [
    {
      subject: `${level}@${startOfMonth(now).toISOString()}`,
      // A budget that was raised and is spent again is told again.
      threshold: String(budgetMicros),
      conversationId: null,
      happenedAt: null,
      facts: { kind: 'budget', level, spentMicros: costMicros, budgetMicros },
    },
  ]
}
