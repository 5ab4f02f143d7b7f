import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { and, eq, inArray } from 'drizzle-orm'
import type { Executor } from '../../db/client.ts'
import { knowledgeEntries, products } from '../../db/schema/knowledge.ts'
import { entryContentSchema, entryOfRow, sameContent } from '../entry-content.ts'
import { productContentSchema } from '../product-content.ts'
import type { TransferKind } from './shapes.ts'

/** What the shop has under an id: its content as files speak of it, and its price where that was ever told. */
export type Stored = { content: Record<string, unknown>; hash: string; hasPrice: boolean; version: number }

/** One query for a batch. Within a transaction `isForUpdate` keeps others from changing it meanwhile. */
export async function loadStored(
  db: Executor,
  {
    what,
    shopId,
    ids,
    isForUpdate = false,
  }: { what: TransferKind; shopId: string; ids: string[]; isForUpdate?: boolean },
): Promise<Map<string, Stored>> {
  if (ids.length === 0) return new Map()
  if (what === 'entries') {
    const query = db
      .select()
      .from(knowledgeEntries)
      .where(and(eq(knowledgeEntries.shopId, shopId), inArray(knowledgeEntries.id, ids)))
      .orderBy(knowledgeEntries.id)
    const rows = await (isForUpdate ? query.for('update') : query)
    return new Map(
      rows.map((row) => {
        const { shopId: _, id, version, updatedAt: __, ...content } = entryOfRow(row)
        return [id, { content, hash: hashOf(content), hasPrice: true, version }]
      }),
    )
  }
  const query = db
    .select()
    .from(products)
    .where(and(eq(products.shopId, shopId), inArray(products.sku, ids)))
    .orderBy(products.sku)
  const rows = await (isForUpdate ? query.for('update') : query)
  return new Map(
    rows.map((row) => {
      const content = productContentSchema.parse(row)
      return [row.sku, { content, hash: hashOf(content), hasPrice: row.priceAsOf !== null, version: 0 }]
    }),
  )
}

/** The SKU of each of these seller's articles; of several goods with one article none, since none is meant for sure. */
export async function skusOfOffers(
  db: Executor,
  { shopId, offerIds }: { shopId: string; offerIds: string[] },
): Promise<Map<string, string>> {
  if (offerIds.length === 0) return new Map()
  const rows = await db
    .select({ sku: products.sku, offerId: products.offerId })
    .from(products)
    .where(and(eq(products.shopId, shopId), inArray(products.offerId, offerIds)))
  const found = new Map<string, string[]>()
  for (const { sku, offerId } of rows) found.set(offerId, [...(found.get(offerId) ?? []), sku])
  return new Map(
    [...found].flatMap(([offerId, skus]) => (skus.length === 1 && skus[0] ? [[offerId, skus[0]]] : [])),
  )
}

export function sameAsStored(what: TransferKind, stored: Stored, content: unknown): boolean {
  return what === 'entries'
    ? sameContent(entryContentSchema.parse(stored.content), entryContentSchema.parse(content))
    : isDeepStrictEqual(stored.content, content)
}

/** The same for the same content, whatever the order of keys. */
function hashOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content, inOrder)).digest('base64url').slice(0, 22)
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
