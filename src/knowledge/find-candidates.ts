import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Executor, queryRows } from '../db/client.ts'
import {
  comparedColumn,
  comparedType,
  comparedVector,
  nearest,
  type SearchedSpace,
  VECTOR_LISTS,
} from './embedding-space.ts'

/** One question, ready to be looked up in every way at once. */
export type Lookup = {
  /** All zeros: a text without words has no direction to look in. */
  vector: number[]
  /** Words, any of which may match; the rarest of them. */
  words: string[]
  /** Words that are rare enough to be worth asking whether the shop knows them at all, the rarest first. */
  rare: string[]
  /** Those of them that are looked for in other spellings when the shop never wrote them so. */
  slips: string[]
  /** Measures, model names and codes that must match to the letter. */
  keys: string[]
}
type Input = {
  shopId: string
  lookups: Lookup[]
  /** The conversation's product first, then those of its order: their passages are always looked at. */
  skus: string[]
  now: Date
  space: SearchedSpace
}

/** The rankings that are fused, each by its own kind of likeness. */
export const LISTS = ['question', 'answer', 'past', 'text', 'trigram', 'key', 'own'] as const
export type List = (typeof LISTS)[number]

/**
 * Worth of a place in each ranking; with `DAMPING`, reciprocal rank fusion (Cormack, Clarke, Büttcher 2009): places
 * add up where likenesses of different kinds must not. Fitted with `npm run eval -- fit`.
 */
const WORTH: Record<List, number> = {
  question: 1,
  answer: 0.8,
  past: 1,
  text: 1,
  trigram: 0.7,
  key: 1,
  own: 1.2,
}
export const DAMPING = 5
/** How far down each ranking is read; several passages of one entry share it. */
const DEPTH = 60
/** How many of one question are looked at closely; of several questions fewer each. */
const POOL = 40
const POOL_OF_SEVERAL = 24
/** How many rows a ranking weighs at most: a common word must not cost more than all the rest. */
const MOST_WEIGHED = 2_000
/** The same of each word that is looked for in other spellings: likeness of trigrams is slow to compute. */
const MOST_SPELLED = 300
/** Of how many words of a message other spellings are looked for. */
const MOST_SLIPS = 3
/** Beside the rank of the words that are spelled the same, which is about as large. */
const WORTH_OF_SLIP = 0.2

const iso = z.string().nullable()
const entrySchema = z.object({
  id: z.string(),
  kind: z.string(),
  topic: z.string().nullable(),
  questionRu: z.string(),
  questionZh: z.string().nullable(),
  answerRu: z.string(),
  answerZh: z.string().nullable(),
  variants: z.array(z.string()),
  schemes: z.array(z.string()),
  brand: z.string().nullable(),
  category: z.string().nullable(),
  skus: z.array(z.string()),
  status: z.string(),
  version: z.number(),
  validFrom: iso,
  validUntil: iso,
  restsOn: z.array(z.string()),
})
export type FoundEntry = z.infer<typeof entrySchema>

const productSchema = z.object({
  sku: z.string(),
  nameRu: z.string(),
  brand: z.string().nullable(),
  categoryRu: z.string().nullable(),
  descriptionRu: z.string(),
  descriptionZh: z.string().nullable(),
})

const unitSchema = z.object({
  ask: z.number(),
  source: z.enum(['entry', 'product']),
  sourceId: z.string(),
  /** Of a product: which fact of it (`name`, `description`, `sizes`, `attribute:<key>` …). */
  fact: z.string(),
  fused: z.number(),
  places: z.partialRecord(z.enum(LISTS), z.number()),
  pieces: z.array(
    z.object({
      part: z.string(),
      text: z.string(),
      keys: z.array(z.string()),
      cosine: z.number().nullable(),
    }),
  ),
  entry: entrySchema.nullable(),
})
export type FoundUnit = z.infer<typeof unitSchema>

const answerSchema = z.object({
  units: z.array(unitSchema),
  /** Of each question the rare words that the shop uses somewhere. */
  known: z.array(z.array(z.string())),
  product: productSchema.nullable(),
  calibration: z.array(z.number()).nullable(),
})
export type FoundCandidates = z.infer<typeof answerSchema>

/**
 * Everything a search needs of the database, in one query: for each question the best live entries and product
 * facts by all rankings fused, with their texts, the likeness of their vectors, and the conversation's product.
 * Equals stand by what they belong to, never by the ids of passages, which are made up anew: two shops that know the
 * same find the same.
 */
export async function findCandidates(db: Executor, input: Input): Promise<FoundCandidates> {
  const [answer] = await queryRows(db, answerSchema, candidatesQuery(input))
  return answer ?? { units: [], known: [], product: null, calibration: null }
}

function candidatesQuery({ shopId, lookups, skus, now, space }: Input): SQL {
  const column = comparedColumn(space)
  const ofSpace = sql`e.space = ${space.space}`
  const near = VECTOR_LISTS.map(
    (list) => sql`(${nearest(space, { shopId, list, vector: sql`asks.vector`, limit: DEPTH })})`,
  )
  const skuList = sql`${arrayText(skus)}::text[]`
  const pool = lookups.length > 1 ? POOL_OF_SEVERAL : POOL
  const worth = sql.join(
    LISTS.map((list) => sql`(${list}, ${WORTH[list]}::float8)`),
    sql`, `,
  )
  return sql`
with settings as materialized (
  -- Of this statement only: from where on a word counts as another spelling.
  select set_config('pg_trgm.word_similarity_threshold', '0.5', true) as done),
asks as materialized (
  select v.* from settings, (values ${sql.join(
    lookups.map((lookup, ask) => lookupRow(lookup, ask, space)),
    sql`, `,
  )}) as v (ask, vector, words, keys, slips, rare) where settings is not null),
near as materialized (
  select asks.ask, p.id, p.source, p.source_id, p.part, 1 - n.distance as score
  from asks cross join lateral (${sql.join(near, sql` union all `)}) n
  cross join lateral (select * from passages p where p.shop_id = ${shopId} and p.id = n.passage_id limit 1) p
  where asks.vector is not null),
heard as materialized (
  select asks.ask, w.word, w.nth, w.word = any (asks.slips) as is_slip,
    -- A stop word leaves no query and tells nothing.
    numnode(to_tsquery('russian', quote_literal(w.word))) = 0 or exists (select 1 from (
      -- The shop is asked for outside: else the planner reads all its texts.
      select p.shop_id from passages p where p.tsv @@ to_tsquery('russian', quote_literal(w.word))
      limit ${MOST_WEIGHED}) p where p.shop_id = ${shopId}) as is_known
  from asks cross join lateral unnest(asks.rare) with ordinality w(word, nth)),
worded as materialized (
  select asks.ask, p.* from asks cross join lateral (
    select p.id, p.source, p.source_id, p.part, ${IS_ASKED} as is_asked, ts_rank(p.tsv, asks.words, case when ${IS_ASKED} then 0 else 1 end) as score
    from (select * from passages p where p.shop_id = ${shopId} and p.tsv @@ asks.words
      limit ${MOST_WEIGHED}) p) p),
-- A word that the shop never wrote is looked for in other spellings, once for all questions that hold it.
spelled as materialized (
  select s.word, p.id, p.source, p.source_id, p.part, p.tsv, word_similarity(s.word, p.text) as score
  from (select word from heard where not is_known and is_slip
      group by word order by min(nth), word limit ${MOST_SLIPS}) s
  cross join lateral (
    select * from (select * from passages p where s.word <% p.text and ${IS_ASKED} limit ${MOST_WEIGHED}) p
    where p.shop_id = ${shopId} limit ${MOST_SPELLED}) p),
cosines as materialized (select ask, jsonb_object_agg(id, score) as of_passage from near group by ask),
hits as (
  select ask, case when part = 'past' then 'past'
      when part in ('question', 'name') or part like 'variant-%' then 'question' else 'answer' end as list,
    source, source_id, part, score from near
  union all
  select asks.ask, t.* from asks cross join lateral (
    select 'text', source, source_id, part, score from worded w where w.ask = asks.ask and not is_asked
    order by score desc, source, source_id, part limit ${DEPTH}) t
  union all
  select asks.ask, 'trigram', t.* from asks cross join lateral (
    select source, source_id, part, max(score) as score from (
      select id, source, source_id, part, score from worded w where w.ask = asks.ask and is_asked
      union all
      select s.id, s.source, s.source_id, s.part, s.score * ${WORTH_OF_SLIP}::float8 + ts_rank(s.tsv, asks.words, 1) as score
      from heard h join spelled s on s.word = h.word where h.ask = asks.ask) p
    group by id, source, source_id, part order by score desc, source, source_id, part limit ${DEPTH}) t
  union all
  select asks.ask, 'key', t.* from asks cross join lateral (
    select p.source, p.source_id, p.part,
      (select count(*) from unnest(p.keys) key where key = any (asks.keys))::float8 as score
    from passages p where p.shop_id = ${shopId} and p.keys && asks.keys
    order by score desc, cardinality(p.keys), p.source, p.source_id, p.part limit ${DEPTH}) t
  union all
  select asks.ask, 'own', t.* from asks cross join lateral (
    select p.source, p.source_id, p.part, coalesce(1 - (${column} <=> asks.vector), 0) as score
    from passages p left join passage_embeddings e
      on e.shop_id = p.shop_id and e.passage_id = p.id and ${ofSpace}
    where p.shop_id = ${shopId} and p.source = 'product' and p.source_id = any (${skuList})
    order by score desc, p.source_id, p.part limit ${DEPTH}) t),
-- What was asked before and rested on an entry speaks for that entry too.
spoken as (
  select ask, list, source, source_id, part, score from hits
  union all
  select h.ask, 'past', 'entry', r.id, 'question', h.score
  from hits h cross join lateral (
    select * from knowledge_entries k where h.list = 'past' and k.shop_id = ${shopId} and k.id = h.source_id limit 1) k
  cross join lateral jsonb_array_elements_text(k.rests_on) r(id)),
units as (
  select s.ask, s.list, s.source, s.source_id,
    case when s.source = 'entry' then '' when s.part like 'description%' then 'description' else s.part end as fact,
    max(s.score) as score
  from spoken s left join lateral (
    -- One by one: joined as a whole, the planner reads all entries of the shop.
    select * from knowledge_entries k where s.source = 'entry' and k.shop_id = ${shopId} and k.id = s.source_id limit 1) k
    on true
  where s.source = 'product' or (k.status = 'live' and (k.valid_from is null or k.valid_from <= ${now})
    and (k.valid_until is null or k.valid_until > ${now})
    and (k.skus = '[]'::jsonb or cardinality(${skuList}) = 0 or k.skus ?| ${skuList}))
  group by 1, 2, 3, 4, 5),
placed as (
  select *, row_number() over (partition by ask, list order by score desc, source, source_id, fact) as place
  from units),
fused as (
  select ask, source, source_id, fact, sum(w.worth / (${DAMPING} + place)) as score,
    jsonb_object_agg(list, place) as places
  from placed join (values ${worth}) as w (list, worth) using (list) group by 1, 2, 3, 4),
pool as (
  select * from (
    select *, row_number() over (partition by ask order by score desc, source, source_id, fact) as place from fused
  ) ranked where place <= ${pool})
select
  (select coalesce(jsonb_agg(jsonb_build_object(
      'ask', pool.ask, 'source', pool.source, 'sourceId', pool.source_id, 'fact', pool.fact,
      'fused', pool.score, 'places', pool.places, 'pieces', coalesce(t.pieces, '[]'::jsonb), 'entry',
      case when k.id is not null then ${entryObject()} end)
      order by pool.ask, pool.place), '[]'::jsonb)
    from pool join asks on asks.ask = pool.ask left join cosines on cosines.ask = pool.ask
    left join knowledge_entries k on pool.source = 'entry' and k.shop_id = ${shopId} and k.id = pool.source_id
    left join lateral (
      select jsonb_agg(jsonb_build_object('part', p.part, 'text', p.text, 'keys', p.keys,
        'cosine', case when asks.vector is null then null else coalesce(
          (cosines.of_passage -> p.id)::float8,
          (select 1 - (${column} <=> asks.vector) from passage_embeddings e
            where e.shop_id = ${shopId} and e.passage_id = p.id and ${ofSpace})) end)
        order by p.part) as pieces
      from (
        select p.id, p.part, p.text, p.keys from passages p
        where p.shop_id = ${shopId} and p.source = pool.source and p.source_id = pool.source_id
          and (pool.source = 'entry' or p.part = pool.fact or p.part = 'name'
            or (pool.fact = 'description' and p.part like 'description-%'))
        union all
        select near.id, 'past', p.text, p.keys from near
        join knowledge_entries a on pool.source = 'entry' and a.shop_id = ${shopId} and a.id = near.source_id
          and a.rests_on ? pool.source_id
        join passages p on p.shop_id = ${shopId} and p.id = near.id
        where near.ask = pool.ask and near.part = 'past') p) t on true
  ) as units,
  (select coalesce(jsonb_agg((
      select coalesce(jsonb_agg(word), '[]'::jsonb) from heard where heard.ask = asks.ask and is_known)
      order by asks.ask), '[]'::jsonb) from asks) as known,
  (select jsonb_build_object('sku', sku, 'nameRu', name_ru, 'brand', brand, 'categoryRu', category_ru,
      'descriptionRu', description_ru, 'descriptionZh', description_zh)
    from products where shop_id = ${shopId} and sku = ${skus[0] ?? ''} and retired_at is null) as product,
  (select calibration from embedding_spaces where id = ${space.space}) as calibration`
}

/** A text that asks: a question, another way of asking it, what was asked before, the name of a product. */
const IS_ASKED = sql`(p.part in ('question', 'past', 'name') or p.part like 'variant-%')`

function lookupRow({ vector, words, keys, slips, rare }: Lookup, ask: number, space: SearchedSpace): SQL {
  const hasDirection = vector.some((x) => x !== 0)
  const target = hasDirection ? comparedVector(space, vector) : sql`null::${comparedType(space)}`
  const query = words.map((word) => `'${word}'`).join(' | ')
  return sql`(${ask}::int, ${target}, to_tsquery('russian', ${query}),
    ${arrayText(keys)}::text[], ${arrayText(slips)}::text[], ${arrayText(rare)}::text[])`
}

const arrayText = (items: string[]): string => `{${items.map((item) => JSON.stringify(item)).join(',')}}`

function entryObject(): SQL {
  return sql`jsonb_build_object('id', k.id, 'kind', k.kind, 'topic', k.topic, 'questionRu', k.question_ru,
    'questionZh', k.question_zh, 'answerRu', k.answer_ru, 'answerZh', k.answer_zh, 'variants', k.variants,
    'schemes', k.schemes, 'brand', k.brand, 'category', k.category, 'skus', k.skus, 'status', k.status,
    'version', k.version, 'validFrom', k.valid_from, 'validUntil', k.valid_until, 'restsOn', k.rests_on)`
}
