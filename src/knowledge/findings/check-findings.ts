import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows, type Transaction } from '../../db/client.ts'
import { withinShops } from '../../db/within-shops.ts'
import type { ShopScope } from '../../domain/shop-scope.ts'
import type { Clock } from '../../shared/clock.ts'
import { loadVocabulary, type Vocabulary } from '../vocabulary.ts'
import { compareApart } from './compare-apart.ts'
import type { KeyedSource } from './compare-thread.ts'
import type { Finding } from './finding.ts'
import {
  entriesInScope,
  loadEntries,
  loadProducts,
  productsInScope,
  type StoredEntry,
  type StoredProduct,
} from './load-sources.ts'
import { entriesAskedAlike, sourcesWithWords } from './neighbours.ts'
import { sourceOfEntry, sourceOfProduct, sourceOfWarranty } from './sources-of.ts'
import { speaksOf } from './speaks-of.ts'
import { dropFindingsOfTheGone, storeFindings } from './store-findings.ts'

type Deps = { db: Database; clock: Clock }

type Batch = {
  shopId: string
  /** Sources at most. */
  limit?: number
  /** No source is begun after so many milliseconds: others wait for the same hands. */
  forMs?: number
}

/**
 * Compares what changed since it was last compared with its neighbours, at most `limit` sources and about `forMs`
 * milliseconds, at least one source; answers whether more is left. A source that changes meanwhile stays to be checked.
 * Safe to run twice at once.
 */
export async function checkFindings(
  { db, clock }: Deps,
  { shopId, limit = 100, forMs = 2_000 }: Batch,
): Promise<{ checked: number; more: boolean }> {
  const begun = performance.now()
  let checked = 0
  const isOver = () => checked > 0 && performance.now() - begun >= forMs
  await dropFindingsOfTheGone(db, { shopId, now: clock.now() })
  const waiting = await sourcesToCheck(db, shopId, limit + 1)
  const batch = waiting.slice(0, limit)
  const idsOf = (kind: string) => batch.filter((one) => one.kind === kind).map(({ id }) => id)
  const reading = createReading(await loadVocabulary({ db, clock }))
  for (const entry of await loadEntries(db, shopId, idsOf('entry'))) {
    if (isOver()) return { checked, more: true }
    const others = await db.transaction((tx) => othersOfEntry(db, tx, shopId, entry, reading))
    const found: Finding[] = await compareApart([keyedEntry(entry)], others)
    const sources = [`entry:${entry.id}`]
    await storeFindings(db, { shopId, sources, seenAt: entry.updatedAt, found, now: clock.now() })
    checked += 1
  }
  for (const product of await loadProducts(db, shopId, idsOf('product'))) {
    if (isOver()) return { checked, more: true }
    const others = await db.transaction((tx) => othersOfProduct(tx, shopId, product, reading))
    const found: Finding[] = await compareApart(keyedProduct(product), others)
    const sources = [`product:${product.sku}`, `warranty:${product.sku}`]
    await storeFindings(db, { shopId, sources, seenAt: product.updatedAt, found, now: clock.now() })
    checked += 1
  }
  return { checked, more: waiting.length > limit }
}

type Among = { scope: ShopScope; shopId: string | undefined }

/** How many sources of a shop, or of all in the scope, are still to be compared. */
export async function countSourcesToCheck(db: Database, among: Among): Promise<number> {
  const [row] = await queryRows(
    db,
    z.object({ count: z.coerce.number() }),
    sql`select count(*) as count from (${waitingSources(among)}) as waiting`,
  )
  return row?.count ?? 0
}

const waitingRow = z.object({ kind: z.enum(['entry', 'product']), id: z.string() })

const sourcesToCheck = (db: Database, shopId: string, limit: number) =>
  queryRows(
    db,
    waitingRow,
    sql`select kind, id from (${waitingSources({ scope: new Set([shopId]), shopId })}) as waiting order by kind, id limit ${limit}`,
  )

/** Live entries and products whose present state has not been compared yet. */
function waitingSources({ scope, shopId }: Among) {
  const ofShop = (column: ReturnType<typeof sql>) =>
    sql`${withinShops(scope, column)} and ${shopId === undefined ? sql`true` : sql`${column} = ${shopId}`}`
  return sql`
    select 'entry' as kind, e.id from knowledge_entries e
      left join finding_checks c on c.shop_id = e.shop_id and c.source = 'entry:' || e.id
      where ${ofShop(sql`e.shop_id`)} and e.status = 'live' and c.seen_at is distinct from date_trunc('milliseconds', e.updated_at)
    union all
    select 'product' as kind, p.sku as id from products p
      left join finding_checks c on c.shop_id = p.shop_id and c.source = 'product:' || p.sku
      where ${ofShop(sql`p.shop_id`)} and p.retired_at is null and c.seen_at is distinct from date_trunc('milliseconds', p.updated_at)`
}

/** What is asked once a batch. */
type Reading = {
  vocabulary: Vocabulary
  /** Many entries share one scope, «all clothes»: its cards are read once. */
  inScope(tx: Transaction, shopId: string, entry: StoredEntry): Promise<StoredProduct[]>
}

function createReading(vocabulary: Vocabulary): Reading {
  const scopes = new Map<string, Promise<StoredProduct[]>>()
  return {
    vocabulary,
    inScope: (tx, shopId, entry) => {
      const key = JSON.stringify([entry.skus, entry.category, entry.brand])
      const cards = scopes.get(key) ?? productsInScope(tx, shopId, entry)
      scopes.set(key, cards)
      return cards
    },
  }
}

const keyedEntry = (entry: StoredEntry): KeyedSource => {
  const source = sourceOfEntry(entry)
  return { key: `${source.id}@${entry.updatedAt.getTime()}`, source }
}

/** A card, and its warranty if it has one. */
const keyedProduct = (product: StoredProduct): KeyedSource[] =>
  [sourceOfProduct(product), sourceOfWarranty(product)]
    .filter((source) => source !== undefined)
    .map((source) => ({ key: `${source.id}@${product.updatedAt.getTime()}`, source }))

/** The neighbours that an entry is compared with: asked alike, named in its words or its scope. */
async function othersOfEntry(
  db: Database,
  tx: Transaction,
  shopId: string,
  entry: StoredEntry,
  reading: Reading,
): Promise<KeyedSource[]> {
  const partners = await partnersOf(tx, shopId, [`entry:${entry.id}`])
  const asked = entry.questionRu
  const alike = await entriesAskedAlike(db, tx, shopId, entry.id)
  const worded = await sourcesWithWords(tx, reading.vocabulary, shopId, 'entry', asked)
  const ids = new Set([...alike, ...worded, ...partners.entries])
  ids.delete(entry.id)
  const entries = await loadEntries(tx, shopId, [...ids])
  const isOpen = entry.skus.length === 0 && entry.category === null && entry.brand === null
  const named = isOpen ? await sourcesWithWords(tx, reading.vocabulary, shopId, 'product', asked) : []
  const cards = [
    ...(await reading.inScope(tx, shopId, entry)),
    ...(await loadProducts(tx, shopId, [...new Set([...named, ...partners.skus])])),
  ]
  const bySku = new Map(cards.filter((card) => speaksOf(entry, card)).map((card) => [card.sku, card]))
  return [...entries.map(keyedEntry), ...[...bySku.values()].flatMap(keyedProduct)]
}

async function othersOfProduct(
  tx: Transaction,
  shopId: string,
  product: StoredProduct,
  reading: Reading,
): Promise<KeyedSource[]> {
  const partners = await partnersOf(tx, shopId, [`product:${product.sku}`, `warranty:${product.sku}`])
  const worded = await sourcesWithWords(tx, reading.vocabulary, shopId, 'entry', product.nameRu)
  const entries = [
    ...(await entriesInScope(tx, shopId, product)),
    ...(await loadEntries(tx, shopId, [...new Set([...worded, ...partners.entries])])),
  ]
  const byId = new Map(entries.filter((entry) => speaksOf(entry, product)).map((entry) => [entry.id, entry]))
  return [...byId.values()].map(keyedEntry)
}

/** Who a source has findings with already: seen from the other side, it need not be among the nearest. */
async function partnersOf(tx: Transaction, shopId: string, sources: string[]) {
  const rows = await queryRows(
    tx,
    z.object({ source: z.string() }),
    sql`select case when left_source in ${sources} then right_source else left_source end as source
      from knowledge_findings
      where shop_id = ${shopId} and status <> 'gone' and (left_source in ${sources} or right_source in ${sources})`,
  )
  const idsOf = (...kinds: string[]) =>
    rows.flatMap(({ source }) => {
      const [kind = '', ...id] = source.split(':')
      return kinds.includes(kind) ? [id.join(':')] : []
    })
  return { entries: idsOf('entry'), skus: idsOf('product', 'warranty') }
}
