import type { Category } from '../../domain/category.ts'

/** The topics of knowledge that answer a category. A topic that is nowhere here fits any. */
const TOPICS: Record<Category, string[]> = {
  product_attribute: ['sizes', 'care', 'compatibility'],
  compatibility: ['compatibility', 'care'],
  stock_price: ['promotion', 'payment', 'order'],
  order_delivery: ['delivery', 'order'],
  return: ['returns', 'exchange', 'payment', 'defect'],
  exchange: ['exchange', 'returns', 'order'],
  warranty: ['warranty', 'defect'],
  defect: ['defect', 'warranty', 'returns', 'exchange', 'care'],
  missing_part: ['defect', 'order'],
  cancellation: ['order', 'returns', 'payment'],
  documents: ['documents'],
  complaint: ['shop', 'defect', 'delivery'],
  abuse: [],
  fraud: [],
  thanks: [],
  off_topic: ['shop'],
}
const KNOWN_TOPICS = new Set(Object.values(TOPICS).flat())

/**
 * The chance of being right from which an entry answers. A person reads what comes of it, and a wrong answer costs
 * them a look: the lines stand where the conversations of `npm run eval -- drafting` get the most documented
 * questions answered while those that nothing answers still are not. An entry of another topic than the turn's, or
 * one beside a fact that already answers, must be surer.
 */
export function answersFrom(topic: string | undefined, categories: Category[], hasAnswer: boolean): number {
  const isKnown = topic !== undefined && KNOWN_TOPICS.has(topic)
  const fits = isKnown && categories.some((category) => TOPICS[category].includes(topic))
  if (hasAnswer) return fits ? 0.45 : 0.75
  if (fits) return 0.2
  return isKnown ? 0.5 : 0.35
}
