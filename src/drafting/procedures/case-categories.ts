import type { Category } from '../../domain/category.ts'
import type { Classification } from '../../domain/draft.ts'
import { classifyTurn } from '../classify/classify-turn.ts'

/** How clearly an ask must be about something else than its turn. */
const CLEAR = 0.5

/** What a turn is about: its own category first, then that of each ask that is clearly about something else. */
export function caseCategories({ category, asks }: Pick<Classification, 'category' | 'asks'>): Category[] {
  if (asks.length < 2) return [category]
  const others = asks.map((ask) => classifyTurn(ask)).filter(({ confidence }) => confidence >= CLEAR)
  return [...new Set([category, ...others.map((other) => other.category)])]
}
