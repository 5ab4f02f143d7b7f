import { and, eq, inArray, notInArray } from 'drizzle-orm'
import type { Transaction } from '../db/client.ts'
import { passages, type products } from '../db/schema/knowledge.ts'
import { newId } from '../shared/ids.ts'
import { type EntryContent, textHash } from './entry-content.ts'

export type Piece = { part: string; text: string }
type Source = {
  shopId: string
  source: 'entry' | 'product'
  sourceId: string
  sku?: string | undefined
  now: Date
}
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

/** Brings the stored passages of one source in line with its pieces. What did not change keeps its vectors. */
export async function refreshPassages(tx: Transaction, source: Source, pieces: Piece[]): Promise<void> {
  const { shopId, sourceId } = source
  const ofSource = and(
    eq(passages.shopId, shopId),
    eq(passages.source, source.source),
    eq(passages.sourceId, sourceId),
  )
  const parts = pieces.map((piece) => piece.part)
  await tx
    .delete(passages)
    .where(parts.length > 0 ? and(ofSource, notInArray(passages.part, parts)) : ofSource)
  const stored = await tx
    .select({ id: passages.id, part: passages.part, textHash: passages.textHash })
    .from(passages)
    .where(ofSource)
  const byPart = new Map(stored.map((passage) => [passage.part, passage]))
  const changed = pieces.filter((piece) => byPart.get(piece.part)?.textHash !== textHash(piece.text))
  if (changed.length === 0) return
  const outdated = changed.flatMap((piece) => byPart.get(piece.part)?.id ?? [])
  if (outdated.length > 0) {
    await tx.delete(passages).where(and(eq(passages.shopId, shopId), inArray(passages.id, outdated)))
  }
  await tx.insert(passages).values(
    changed.map((piece) => ({
      shopId,
      id: newId(source.now),
      source: source.source,
      sourceId,
      sku: source.sku ?? null,
      part: piece.part,
      text: piece.text,
      textHash: textHash(piece.text),
      updatedAt: source.now,
    })),
  )
}
