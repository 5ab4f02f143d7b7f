import type { products } from '../db/schema/knowledge.ts'
import type { EntryContent } from './entry-content.ts'

export type Piece = { part: string; text: string }
type Product = Pick<
  typeof products.$inferSelect,
  'nameRu' | 'brand' | 'categoryRu' | 'descriptionRu' | 'offerId'
>

/**
 * The pieces of an entry: each way of asking alone (short texts match short questions), and all of it together.
 * An entry that is not live has none.
 */
export function piecesOfEntry(entry: EntryContent): Piece[] {
  if (entry.status !== 'live') return []
  return [
    { part: 'question', text: entry.questionRu },
    ...entry.variants.map((text, i) => ({ part: `variant-${i + 1}`, text })),
    { part: 'answer', text: [entry.questionRu, ...entry.variants, entry.answerRu].join('\n') },
  ]
}

/** A product's card. Its attributes, sizes, stock and price are facts and looked up, not searched. */
export function piecesOfProduct(product: Product): Piece[] {
  const { nameRu, brand, categoryRu, offerId, descriptionRu } = product
  return [
    { part: 'card', text: [nameRu, brand, categoryRu, offerId, descriptionRu].filter(Boolean).join('\n') },
  ]
}
