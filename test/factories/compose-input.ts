import type { Candidate, ComposeInput, Fact } from '../../src/domain/draft.ts'
import { procedureForCase } from '../../src/domain/procedure.ts'
import { SHIPPED_PROCEDURES } from '../../src/domain/procedures/shipped.ts'
import { classifyTurn } from '../../src/drafting/classify/classify-turn.ts'
import { missingFacts } from '../../src/drafting/procedures/missing-facts.ts'

export const attribute = (key: string, title: string, textRu: string, textZh = '中文'): Fact => ({
  id: `p:${key}`,
  kind: 'attribute',
  title,
  textRu,
  textZh,
})
export const FACTS: Fact[] = [
  attribute('battery_mah', 'Ёмкость аккумулятора', 'Ёмкость аккумулятора — 10 000 мА·ч.'),
  attribute('weight_g', 'Вес', 'Вес — 220 г'),
  attribute('run_time', 'Время работы', 'Время работы — 7 ч.'),
  attribute('color', 'Цвет', 'Цвет — чёрный.'),
  { id: 'o:status', kind: 'order', title: 'Статус заказа', textRu: 'Заказ передан в доставку.' },
]
export const entry = (
  id: string,
  askIndex: number,
  score: number,
  textRu: string,
  textZh?: string,
): Candidate => ({
  id,
  kind: 'passage',
  title: 'Возврат',
  question: 'Как вернуть товар?',
  variants: [],
  textRu,
  ...(textZh ? { textZh } : {}),
  score,
  askIndex,
  entryId: id,
  version: 1,
})
export const RETURNS = entry(
  'k:1',
  0,
  0.9,
  'Вернуть товар можно в течение 7 дней. Откройте заказ и нажмите «Вернуть товар».',
  '7天内可退货。打开订单，点击“退货”。',
)

/** What a composer gets for a turn, read by the built-in classifier under the shipped procedure. */
export function input(turnText: string, more: Partial<ComposeInput> = {}): ComposeInput {
  const classification = classifyTurn(turnText)
  const content = SHIPPED_PROCEDURES[classification.category]
  const procedure = procedureForCase(
    [{ category: classification.category, version: 0, isShipped: true, content }],
    undefined,
  )
  const missing = missingFacts({
    procedure,
    known: more.product ? ['product'] : [],
    buyerText: turnText,
    photos: more.photos ?? 0,
    productName: more.product?.name,
  })
  return {
    channel: 'ozon-chat',
    ...(procedure ? { procedure } : {}),
    missingFacts: missing,
    soFar: { asked: [], answered: [], promised: [] },
    turnText,
    asks: classification.asks,
    classification,
    thread: [],
    shop: { name: 'Снеговей' },
    facts: [],
    candidates: [],
    ...more,
  }
}
export const textOf = (draft: { sentences: { ru: string }[] }) =>
  draft.sentences.map(({ ru }) => ru).join(' ')
