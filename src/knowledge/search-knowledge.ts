import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { knowledgeEntries, products } from '../db/schema/knowledge.ts'
import type { Candidate } from '../domain/draft.ts'
import { fixKeyboardLayout } from '../domain/text/keyboard-layout.ts'
import { clean } from '../domain/text/normalise.ts'
import { stripPoliteness } from '../domain/text/politeness.ts'
import type { Embedder } from '../llm/embedder.ts'
import type { Clock } from '../shared/clock.ts'
import { describedBy } from './described-by.ts'
import { applyVectorSettings, registerSpace, searchedSpace } from './embedding-space.ts'
import { type Entry, entryOfRow } from './entry-content.ts'
import { applySearchSettings, type Ranked, rankEntries } from './rank-passages.ts'
import { scopeFit } from './scope-fit.ts'
import { supportScore } from './support-score.ts'

type Deps = { db: Database; embedder: Embedder; clock: Clock }
export type SearchInput = {
  shopId: string
  /** The whole turn. */
  text: string
  /** Its questions; each candidate says which of them found it. */
  asks: string[]
  sku?: string | undefined
  scheme?: string | undefined
  limit?: number
}

const MAX_ASKS = 6
const LONGEST_QUERY = 1_500
/** How many entries of an ask are looked at closely. */
const CONSIDERED = 12

/**
 * The entries that may answer the turn, ask by ask, each with the calibrated chance that it does. Ordered by rank
 * over all asks, so that the first ones are what to read first.
 */
export async function searchKnowledge(
  { db, embedder, clock }: Deps,
  input: SearchInput,
): Promise<Candidate[]> {
  const asks = (input.asks.length > 0 ? input.asks : [input.text]).slice(0, MAX_ASKS)
  // Several short asks lose what they share: the whole turn is looked up beside them.
  const queries = (asks.length > 1 ? [...asks, input.text] : asks).map(queryText)
  const rankings = await rankAll({ db, embedder }, input.shopId, queries)
  const product = input.sku === undefined ? undefined : await loadProduct(db, input.shopId, input.sku)
  const entries = await loadEntries(db, input.shopId, rankings)
  const context = {
    sku: input.sku,
    category: product?.categoryRu ?? undefined,
    scheme: input.scheme,
    now: clock.now(),
  }

  const order = new Map<string, number>()
  for (const { id, score } of rankings.flat()) order.set(id, (order.get(id) ?? 0) + score)
  const candidates = asks.flatMap((_, askIndex) => {
    const fitting = (rankings[askIndex] ?? [])
      .map(({ id }) => entries.get(id))
      .filter((entry) => entry !== undefined)
      .map((entry) => ({ entry, fit: scopeFit(entry, context) }))
      .filter(({ fit }) => fit > 0)
    return fitting.map(({ entry, fit }, rank) => {
      const wordings = { questions: [entry.questionRu, ...entry.variants], answer: entry.answerRu }
      const score = fit * supportScore(queries[askIndex] ?? '', wordings, rank === 0)
      return candidateOf(entry, score, askIndex)
    })
  })
  candidates.sort((a, b) => (order.get(b.entryId ?? '') ?? 0) - (order.get(a.entryId ?? '') ?? 0))
  const found = numbered(candidates.slice(0, input.limit ?? 20))
  return product ? [...found, ...describedBy(product, asks.map(queryText))] : found
}

/** What to look up: typed in the wrong layout or wrapped in politeness, the matter is the same. */
function queryText(text: string): string {
  const typed = clean(text).split('\n').map(fixKeyboardLayout).join('\n')
  return (stripPoliteness(typed) || typed).slice(0, LONGEST_QUERY)
}

async function rankAll(
  { db, embedder }: Pick<Deps, 'db' | 'embedder'>,
  shopId: string,
  queries: string[],
): Promise<Ranked[][]> {
  await registerSpace(db, embedder)
  const vectors = await embedder.embed(queries, 'query')
  const space = searchedSpace(db, embedder)
  return db.transaction(async (tx) => {
    await applySearchSettings(tx)
    await applyVectorSettings(tx, space, shopId)
    const rankings: Ranked[][] = []
    for (const [i, text] of queries.entries()) {
      const ranked = await rankEntries(tx, shopId, { text, vector: vectors[i] ?? [] }, space)
      rankings.push(ranked.slice(0, CONSIDERED))
    }
    return rankings
  })
}

async function loadEntries(db: Database, shopId: string, rankings: Ranked[][]): Promise<Map<string, Entry>> {
  const ids = [...new Set(rankings.flat().map(({ id }) => id))]
  if (ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(knowledgeEntries)
    .where(and(eq(knowledgeEntries.shopId, shopId), inArray(knowledgeEntries.id, ids)))
  return new Map(rows.map((row) => [row.id, entryOfRow(row)]))
}

async function loadProduct(db: Database, shopId: string, sku: string) {
  const [product] = await db
    .select()
    .from(products)
    .where(and(eq(products.shopId, shopId), eq(products.sku, sku), isNull(products.retiredAt)))
  return product
}

function candidateOf(entry: Entry, score: number, askIndex: number): Candidate {
  return {
    id: '',
    kind: 'passage',
    title: entry.questionRu,
    question: entry.questionRu,
    ...(entry.questionZh ? { questionZh: entry.questionZh } : {}),
    variants: entry.variants,
    ...(entry.topic ? { topic: entry.topic } : {}),
    textRu: entry.answerRu,
    ...(entry.answerZh ? { textZh: entry.answerZh } : {}),
    entryId: entry.id,
    version: entry.version,
    score,
    askIndex,
  }
}

/** Short ids for this search: `k:1` is the entry that comes first, for whatever ask. */
function numbered(candidates: Candidate[]): Candidate[] {
  const ids = [...new Set(candidates.map((candidate) => candidate.entryId))]
  return candidates.map((candidate) => ({ ...candidate, id: `k:${ids.indexOf(candidate.entryId) + 1}` }))
}
