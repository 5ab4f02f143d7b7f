import type { Database } from '../src/db/client.ts'
import { splitAsks } from '../src/domain/text/asks.ts'
import { type Found, findKnowledge } from '../src/knowledge/search-knowledge.ts'
import type { Embedder } from '../src/llm/embedder.ts'
import { systemClock } from '../src/shared/clock.ts'
import { SHOP_ID } from './knowledge-base.ts'
import type { RetrievalCase } from './retrieval-sets.ts'

/** What the search of the house finds for a message, best first, by the ids that gold names. */
export async function lookUp(
  { db, embedder }: { db: Database; embedder: Embedder },
  { query, sku, scheme, gold }: RetrievalCase,
  { asOne = false } = {},
): Promise<{ found: { id: string; one: Found }[]; ids: string[]; isWholeProduct: boolean }> {
  const asks = splitAsks(query)
  const turn = asOne ? asks.join(' ') || query : query
  const input = { shopId: SHOP_ID, text: turn, asks: asOne ? [turn] : asks, sku, scheme }
  const { found } = await findKnowledge({ db, embedder, clock: systemClock }, input)
  const isWholeProduct = gold.some((id) => /^product:[^:]+$/.test(id))
  const named = found.flatMap((one) => idsOf(one, isWholeProduct).map((id) => ({ id, one })))
  return { found: named, ids: [...new Set(named.map(({ id }) => id))], isWholeProduct }
}

/** A past answer counts as the entries that it rested on. */
function idsOf({ unit: { source, sourceId, fact, entry } }: Found, isWholeProduct: boolean): string[] {
  if (source === 'product')
    return [isWholeProduct ? `product:${sourceId}` : `product:${sourceId}:${fact.replace(/^attribute:/, '')}`]
  return entry && entry.restsOn.length > 0 ? entry.restsOn : [sourceId]
}
