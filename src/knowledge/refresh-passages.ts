import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../db/client.ts'
import { insertRows } from '../db/insert-rows.ts'
import { passages } from '../db/schema/knowledge.ts'
import { newId } from '../shared/ids.ts'
import { PIECES_FORMAT, type Piece, passageOf } from './passages.ts'

type Common = { shopId: string; source: 'entry' | 'product'; now: Date }
export type SourcePieces = { sourceId: string; sku?: string | undefined; pieces: Piece[] }

/** A statement holds at most 65,535 parameters. */
const AT_ONCE = 1_000

/**
 * Brings the stored passages of these sources in line with their pieces: three statements, however many they are.
 * What did not change keeps its vectors.
 */
export async function refreshPassages(
  tx: Transaction,
  { shopId, source, now }: Common,
  sources: SourcePieces[],
): Promise<void> {
  const ids = sources.map(({ sourceId }) => sourceId)
  const stored = await tx
    .select({
      id: passages.id,
      sourceId: passages.sourceId,
      part: passages.part,
      textHash: passages.textHash,
      format: passages.format,
    })
    .from(passages)
    .where(and(eq(passages.shopId, shopId), eq(passages.source, source), inArray(passages.sourceId, ids)))
  const byKey = new Map(stored.map((passage) => [keyOf(passage.sourceId, passage.part), passage]))
  const wanted = sources.flatMap(({ sourceId, sku = null, pieces }) =>
    pieces.map((piece) => ({ sourceId, sku, ...passageOf(piece) })),
  )
  const isKept = (piece: (typeof wanted)[number]) =>
    byKey.get(keyOf(piece.sourceId, piece.part))?.textHash === piece.textHash
  const kept = new Set(wanted.filter(isKept).map((piece) => keyOf(piece.sourceId, piece.part)))
  const outdated = stored.filter(({ sourceId, part }) => !kept.has(keyOf(sourceId, part))).map(({ id }) => id)
  for (const some of chunksOf(outdated))
    await tx.delete(passages).where(and(eq(passages.shopId, shopId), inArray(passages.id, some)))
  for (const { sourceId, part, keys, format } of wanted) {
    const old = byKey.get(keyOf(sourceId, part))
    if (!old || old.format === PIECES_FORMAT || !kept.has(keyOf(sourceId, part))) continue
    await tx
      .update(passages)
      .set({ keys, format })
      .where(and(eq(passages.shopId, shopId), eq(passages.id, old.id)))
  }
  const fresh = wanted.filter((piece) => !isKept(piece))
  if (fresh.length === 0) return
  const rows = fresh.map((piece) => ({ ...piece, shopId, id: newId(now), source, updatedAt: now }))
  await tx.execute(insertRows(passages, rows))
}

const keyOf = (sourceId: string, part: string) => `${sourceId} ${part}`

const chunksOf = <T>(items: T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, i) =>
    items.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
  )
