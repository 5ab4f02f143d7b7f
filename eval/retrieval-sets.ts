import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import type { OpenDatabase } from '../src/db/open-database.ts'
import type { Embedder } from '../src/llm/embedder.ts'
import { readLines } from './data.ts'
import { type EvalProduct, knowledgeBase } from './knowledge-base.ts'
import { openOwnShop, ownShopCases, type Split } from './own-shop.ts'

export type RetrievalCase = {
  id: string
  query: string
  /** Whatever answers it; any of them counts as found. Empty: nothing does. */
  gold: string[]
  class: string
  sku?: string | undefined
  scheme?: string | undefined
}
export type RetrievalSet = {
  name: string
  cases: RetrievalCase[]
  /** Questions that nobody's shop can answer. */
  offTopic: RetrievalCase[]
  /** Entries by every id that gold may name: what a past message was answered with. */
  entries: ReadonlyMap<string, { id: string; answer: string }>
  open(embedder: Embedder): Promise<OpenDatabase>
}

const kbSchema = z.object({ id: z.string(), question: z.string(), answer: z.string() })
const caseSchema = z.object({
  id: z.string(),
  query: z.string(),
  gold: z.array(z.string()),
  class1: z.string().optional(),
})
const passageSchema = z.object({ id: z.string(), text: z.string() })
const productSchema = z.object({ id: z.string(), article: z.string(), name: z.string() })
const offTopicSchema = z.object({ id: z.string(), query: z.string() })

/**
 * A set by what its folder holds: `kb.jsonl` and `cases*.jsonl` (support questions), `passages_ru.jsonl` and
 * `queries_*.jsonl` (long passages), `products.jsonl` and `queries*.jsonl` (titles), or `own` for the demo shop. A
 * folder of folders stands for its `rutube_support`.
 */
export function readRetrievalSet(
  data: string,
  { split, language, offTopic }: { split: Split; language: string; offTopic?: string | undefined },
): RetrievalSet {
  const inner = join(data, 'rutube_support')
  const folder = existsSync(inner) ? inner : data
  const unanswerable = readOffTopic(offTopic ?? dirname(folder))
  if (data === 'own') return ownSet(split, unanswerable)
  if (existsSync(join(folder, 'kb.jsonl'))) return supportSet(folder, unanswerable)
  if (existsSync(join(folder, 'passages_ru.jsonl'))) return passageSet(folder, language)
  if (existsSync(join(folder, 'products.jsonl'))) return productSet(folder)
  throw new Error(`${data} holds no set: kb.jsonl, passages_ru.jsonl or products.jsonl; or name it "own"`)
}

function readOffTopic(folder: string): RetrievalCase[] {
  const places = [folder, join(folder, 'offtopic_questions')]
  const found = places.find((place) => existsSync(join(place, 'rubq_dev.jsonl')))
  if (!found) return []
  return readLines(found, 'rubq_dev.jsonl', offTopicSchema).map((one) => ({
    ...one,
    gold: [],
    class: 'off topic',
  }))
}

/** Rows of one question are one entry, so that twins do not fill the list. */
function supportSet(folder: string, offTopic: RetrievalCase[]): RetrievalSet {
  const twins = [...Map.groupBy(readLines(folder, 'kb.jsonl', kbSchema), ({ question }) => question).values()]
  const entries = twins.map((rows) => ({
    id: rows[0]?.id ?? '',
    question: (rows[0]?.question ?? '').slice(0, 1000),
    answer: [...new Set(rows.map(({ answer }) => answer))].join('\n').slice(0, 4000),
  }))
  const entryOf = new Map(twins.flatMap((rows) => rows.map(({ id }) => [id, rows[0]?.id ?? ''])))
  const cases = filesLike(folder, 'cases').flatMap((file) => readLines(folder, file, caseSchema))
  return {
    name: basename(folder),
    cases: cases.map(({ id, query, gold, class1 }) => ({
      id,
      query,
      gold: [...new Set(gold.map((one) => entryOf.get(one) ?? one))],
      class: class1 ?? 'all',
    })),
    offTopic,
    entries: new Map(
      twins.flatMap((rows, i) => rows.flatMap(({ id }) => (entries[i] ? [[id, entries[i]] as const] : []))),
    ),
    open: (embedder) => knowledgeBase({ entries }, embedder),
  }
}

/** Policies without a question of their own: each is headed by its first words. */
function passageSet(folder: string, language: string): RetrievalSet {
  const passages = readLines(folder, 'passages_ru.jsonl', passageSchema)
  const entries = passages.map(({ id, text }) => ({
    id,
    question: text.split(/\s+/).slice(0, 8).join(' '),
    answer: text.slice(0, 4000),
  }))
  const cases = readLines(folder, `queries_${language}.jsonl`, caseSchema)
  return {
    name: `${basename(folder)} (${language})`,
    cases: cases.map(({ id, query, gold }) => ({ id, query, gold, class: 'all' })),
    offTopic: [],
    entries: new Map(),
    open: (embedder) => knowledgeBase({ entries }, embedder),
  }
}

/** A marketplace's title against the shop's own names: near-twins differ by a number. */
function productSet(folder: string): RetrievalSet {
  const products: EvalProduct[] = readLines(folder, 'products.jsonl', productSchema).map(
    ({ id, name, article }) => ({ sku: id, name, offerId: article }),
  )
  const cases = filesLike(folder, 'queries').flatMap((file) => readLines(folder, file, caseSchema))
  return {
    name: basename(folder),
    cases: cases.map(({ id, query, gold }) => ({
      id,
      query,
      gold: gold.map((sku) => `product:${sku}`),
      class: 'all',
    })),
    offTopic: [],
    entries: new Map(),
    open: (embedder) => knowledgeBase({ products }, embedder),
  }
}

function ownSet(split: Split, offTopic: RetrievalCase[]): RetrievalSet {
  return {
    name: `own shop, ${split}`,
    cases: ownShopCases(split),
    offTopic,
    entries: new Map(),
    open: openOwnShop,
  }
}

const filesLike = (folder: string, start: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith(start) && file.endsWith('.jsonl'))
    .sort()
