import type { Database } from '../db/client.ts'
import type { Candidate } from '../domain/draft.ts'
import { fixKeyboardLayout } from '../domain/text/keyboard-layout.ts'
import { clean } from '../domain/text/normalise.ts'
import { stripPoliteness } from '../domain/text/politeness.ts'
import { strongTokens } from '../domain/text/strong-tokens.ts'
import { stem } from '../domain/text/tokens.ts'
import { unglue } from '../domain/text/unglue.ts'
import type { Embedder } from '../llm/embedder.ts'
import type { Clock } from '../shared/clock.ts'
import { answerChances, judge, weightsOf } from './answer-chance.ts'
import { describedBy } from './described-by.ts'
import { applyVectorSettings, registerSpace, searchedSpace } from './embedding-space.ts'
import {
  DAMPING,
  type FoundCandidates,
  type FoundEntry,
  findCandidates,
  type Lookup,
} from './find-candidates.ts'
import { readQuery } from './likeness.ts'
import { keyOf, type RankedUnit, rankCandidates } from './rank-candidates.ts'
import { rarest, wordsByRarity } from './rare-words.ts'
import { scopeFit } from './scope-fit.ts'
import { loadVocabulary, type Vocabulary } from './vocabulary.ts'

type Deps = { db: Database; embedder: Embedder; clock: Clock }
export type SearchInput = {
  shopId: string
  /** The whole turn. */
  text: string
  /** Its questions; each candidate says which of them found it. */
  asks: string[]
  sku?: string | undefined
  /** What else the conversation's order holds. */
  orderSkus?: string[] | undefined
  scheme?: string | undefined
  limit?: number
}

/** An entry or a fact of a product that one of the asks found. */
export type Found = RankedUnit & {
  askIndex: number
  /** What its chance was judged by: of the question, and of the candidate. */
  judged: { matter: number[]; candidate: number[] }
  /** Calibrated 0..1 chance that it answers. */
  score: number
}
type Search = { found: Found[]; asks: string[]; product: FoundCandidates['product'] }

const MAX_ASKS = 6
const LONGEST_QUERY = 1_500

/**
 * The entries that may answer the turn, ask by ask, each with the calibrated chance that it does. Ordered by rank
 * over all asks, so that the first ones are what to read first. Facts of products are not among them: a draft gets
 * those of its own product as facts.
 */
export async function searchKnowledge(deps: Deps, input: SearchInput): Promise<Candidate[]> {
  const { found, asks, product } = await findKnowledge(deps, input)
  const candidates = found.flatMap(({ unit: { entry }, score, askIndex }) =>
    entry ? [candidateOf(entry, score, askIndex)] : [],
  )
  const best = numbered(candidates.slice(0, input.limit ?? 20))
  return product ? [...best, ...describedBy(product, asks)] : best
}

/** Entries and product facts for the turn, the best over all its asks first. */
export async function findKnowledge(deps: Deps, input: SearchInput): Promise<Search> {
  const { db, embedder, clock } = deps
  const asks = (input.asks.length > 0 ? input.asks : [input.text]).slice(0, MAX_ASKS)
  // Several short asks lose what they share: the whole turn is looked up beside them.
  const queries = (asks.length > 1 ? [...asks, input.text] : asks).map(queryText)
  await registerSpace(db, embedder)
  const vocabulary = await loadVocabulary({ db, clock })
  // It only helps to order what its asks found: by words, which cost less than one more walk through the vectors.
  const vectors = await embedder.embed(queries.slice(0, asks.length), 'query')
  const space = searchedSpace(db, embedder)
  const wanted = {
    shopId: input.shopId,
    lookups: queries.map((text, i) => lookupOf(text, vectors[i] ?? [], vocabulary)),
    skus: [...new Set([input.sku, ...(input.orderSkus ?? [])].filter((sku) => sku !== undefined))],
    now: clock.now(),
    space,
  }
  const { units, known, product, calibration } = await db.transaction(async (tx) => {
    await applyVectorSettings(tx, space, input.shopId)
    return findCandidates(tx, wanted)
  })
  const context = {
    sku: input.sku,
    brand: product?.brand ?? undefined,
    category: product?.categoryRu ?? undefined,
    scheme: input.scheme,
    now: clock.now(),
  }
  const weights = weightsOf(space.space, calibration)
  const byAsk = Map.groupBy(units, (unit) => unit.ask)
  const order = new Map<string, number>()
  const found = queries.flatMap((text, askIndex) => {
    const query = readQuery(text, vocabulary)
    const ranked = rankCandidates(query, byAsk.get(askIndex) ?? [])
      .map((one) => ({ ...one, fit: one.unit.entry ? scopeFit(one.unit.entry, context) : 1 }))
      .filter(({ fit }) => fit > 0)
    const used = new Set((known[askIndex] ?? []).map(stem))
    const isUsed = (word: string) => vocabulary.isCommon(word) || used.has(word)
    const judged = judge({ text, query, isUsed }, ranked)
    const chances = answerChances(judged, weights)
    return ranked.map(({ fit, ...one }, place) => {
      const key = keyOf(one.unit)
      order.set(key, (order.get(key) ?? 0) + 1 / (DAMPING + place + 1))
      const own = { matter: judged.matter, candidate: judged.candidates[place] ?? [] }
      return { ...one, askIndex, judged: own, score: fit * (chances[place] ?? 0) }
    })
  })
  found.sort((a, b) => (order.get(keyOf(b.unit)) ?? 0) - (order.get(keyOf(a.unit)) ?? 0))
  return {
    // The whole turn only helps to order what its asks found.
    found: found.filter(({ askIndex }) => askIndex < asks.length),
    asks: queries.slice(0, asks.length),
    product,
  }
}

/** What to look up: typed in the wrong layout or wrapped in politeness, the matter is the same. */
function queryText(text: string): string {
  const typed = unglue(clean(text)).split('\n').map(fixKeyboardLayout).join('\n')
  return (stripPoliteness(typed) || typed).slice(0, LONGEST_QUERY).replaceAll('\0', '')
}

function lookupOf(text: string, vector: number[], vocabulary: Vocabulary): Lookup {
  const byRarity = wordsByRarity(text, vocabulary)
  const words = rarest(byRarity)
  const rare = byRarity.filter(({ isCommon }) => !isCommon).map(({ word }) => word)
  const slips = byRarity
    .filter(({ word, isCommon, meant }) => !isCommon && meant === undefined && MAY_BE_SLIP.test(word))
    .map(({ word }) => word)
  return { vector, words, rare, slips, keys: strongTokens(text) }
}

const MAY_BE_SLIP = /^\p{L}{4,}$/u

function candidateOf(entry: FoundEntry, score: number, askIndex: number): Candidate {
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
