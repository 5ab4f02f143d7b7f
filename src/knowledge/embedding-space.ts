import { createHash } from 'node:crypto'
import { eq, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows, type Transaction } from '../db/client.ts'
import { indexStateQuery, isServer, onOneConnection } from '../db/one-connection.ts'
import { embeddingSpaces } from '../db/schema/knowledge.ts'
import { conflict } from '../shared/errors.ts'

type Space = { space: string; dimensions: number }
/** What vectors are compared among: the ways of asking, questions with their answers, products. */
export const VECTOR_LISTS = ['question', 'answer', 'product'] as const
export type VectorList = (typeof VECTOR_LISTS)[number]
/** A space as the database at hand compares it. */
export type SearchedSpace = Space & { type: 'vector' | 'halfvec' }

/** pgvector's HNSW takes plain vectors up to this length and half-precision ones up to the next. */
const LONGEST_INDEXED = 2000
const LONGEST_HALF_INDEXED = 4000
/**
 * With fewer vectors in a shop's list all of them are compared. On a server an index pays early: each vector that is
 * compared outside of one is put together from pieces first. The embedded database builds one while all else waits.
 */
const INDEXED_FROM = { halfvec: 300, vector: 1_000 }

/**
 * How well the graphs are knit, and how far they are walked: the longer the list, the farther. Fitted in the built-in
 * space on the texts of the benchmark, which are about as hard as real ones: see the README of this folder. A server
 * builds beside the others' work and may take its time; the embedded database builds while all else waits.
 */
const GRAPH = {
  halfvec: { neighbours: 32, buildEffort: 200, effortByRoot: 0.5 },
  vector: { neighbours: 24, buildEffort: 100, effortByRoot: 2 },
}
const LEAST_EFFORT = 100
const MOST_EFFORT = 1000

const registered = new WeakMap<Database, Set<string>>()
const indexed = new WeakMap<Database, Set<string>>()

/** Registers the space, once; a model that changed its dimensions under the same name is refused. */
export async function registerSpace(db: Database, { space, dimensions }: Space): Promise<void> {
  if (registered.get(db)?.has(space)) return
  await db.insert(embeddingSpaces).values({ id: space, dimensions }).onConflictDoNothing()
  const [stored] = await db.select().from(embeddingSpaces).where(eq(embeddingSpaces.id, space))
  if (stored?.dimensions !== dimensions) {
    throw conflict(
      'embedding_dimensions_changed',
      `The embedding space ${space} holds vectors of ${stored?.dimensions} numbers, the model now gives ${dimensions}`,
    )
  }
  registered.set(db, (registered.get(db) ?? new Set()).add(space))
}

/**
 * On a server half precision: half the memory, disk and building time for a loss of recall too small to measure. The
 * embedded database is slow at it and compares plain vectors.
 */
export function searchedSpace(db: Database, { space, dimensions }: Space): SearchedSpace {
  return { space, dimensions, type: isServer(db) ? 'halfvec' : 'vector' }
}

/**
 * The passages of a shop's list nearest to a vector: `(passage_id, distance)`, nearest first. Space, shop and list
 * stand in it as literals: only then can the planner prove that the partial index of just these holds all it needs,
 * so that nothing is filtered out on the way and no near one is missed.
 */
export function nearest(
  target: SearchedSpace,
  {
    shopId,
    list,
    vector,
    limit,
  }: { shopId: string; list: VectorList; vector: number[] | SQL; limit: number },
): SQL {
  const to = Array.isArray(vector) ? comparedVector(target, vector) : vector
  return sql`select e.passage_id, ${comparedColumn(target)} <=> ${to} as distance
    from passage_embeddings e where ${inPart({ space: target.space, shopId, list })}
    order by distance limit ${limit}`
}

/**
 * Settings of this transaction for `nearest`: as much effort as the shop's longest list needs. Without sorting as a
 * choice the planner cannot take "compare all and sort" for cheaper than an index that is there; nor, without reading
 * whole tables, comparing the trigrams of all texts, whose price it does not know.
 */
export async function applyVectorSettings(
  tx: Transaction,
  { space, type }: SearchedSpace,
  shopId: string,
): Promise<void> {
  const names = VECTOR_LISTS.map((list) => indexName({ space, shopId, list }))
  await tx.execute(sql`
    select set_config('enable_sort', 'off', true), set_config('enable_seqscan', 'off', true),
      set_config('jit', 'off', true),
      set_config('hnsw.iterative_scan', 'off', true),
      set_config('hnsw.ef_search', least(${MOST_EFFORT}::float8, greatest(${LEAST_EFFORT}::float8,
        ceil(${GRAPH[type].effortByRoot}::float8 * sqrt(greatest(0, coalesce(max(reltuples), 0))::float8))))::int::text, true)
    from pg_class where relname in (${sql.join(
      names.map((name) => sql`${name}`),
      sql`, `,
    )})`)
}

/** A question's vector, of the type that the stored ones are compared as. */
export const comparedVector = (target: SearchedSpace, vector: number[]): SQL =>
  sql`${vectorText(vector)}::${comparedType(target)}`

/** pgvector keeps single precision: more digits only cost time. */
export const vectorText = (vector: number[]): string =>
  `[${vector.map((x) => (x === 0 ? '0' : x.toPrecision(8))).join(',')}]`

/** Which list a passage belongs to; `p` is the alias of `passages`. */
export const listOfPassage: SQL = sql.raw(
  "case when p.source = 'product' then 'product' when p.part = 'answer' or p.part like 'answer-%' then 'answer' else 'question' end",
)

const partRow = z.object({
  shopId: z.string(),
  list: z.enum(VECTOR_LISTS),
  count: z.coerce.number(),
})
type Part = { space: string; shopId: string; list: VectorList }
const stateRow = z.object({ state: z.enum(['missing', 'building', 'broken', 'ready']) })

/**
 * Makes the HNSW indexes that the space lacks: one for each list of each shop that is long enough. Called after the
 * first vectors are in, because building over them is ten times faster than growing. On a server they are built
 * beside the others' work: nobody who saves an entry waits. Answers false while another process builds one.
 */
export async function indexSpace(db: Database, space: Space): Promise<boolean> {
  const target = searchedSpace(db, space)
  if (space.dimensions > (target.type === 'vector' ? LONGEST_INDEXED : LONGEST_HALF_INDEXED)) return true
  const parts = await queryRows(
    db,
    partRow,
    sql`select shop_id as "shopId", list, count(*) as count from passage_embeddings e
      where space = ${space.space} group by 1, 2 having count(*) >= ${INDEXED_FROM[target.type]} order by 1, 2`,
  )
  let isWhole = true
  for (const { shopId, list, count } of parts)
    isWhole = (await indexPart(db, target, { space: space.space, shopId, list }, count)) && isWhole
  return isWhole
}

async function indexPart(db: Database, target: SearchedSpace, part: Part, count: number): Promise<boolean> {
  const name = indexName(part)
  const graph = GRAPH[target.type]
  if (indexed.get(db)?.has(name)) return true
  const [found] = await queryRows(db, stateRow, indexStateQuery(name))
  if (found?.state === 'building') return false
  if (found?.state !== 'ready') {
    const how = sql`${sql.identifier(name)} on passage_embeddings
      using hnsw (${comparedColumn(target)} ${sql.raw(`${target.type}_cosine_ops`)}) 
      with (m = ${sql.raw(String(graph.neighbours))}, ef_construction = ${sql.raw(String(graph.buildEffort))}) where ${inPart(part)}`
    if (isServer(db)) {
      await onOneConnection(db, [
        sql`select set_config('maintenance_work_mem', ${memoryFor(target, count)}, false),
          set_config('statement_timeout', '0', false)`,
        sql`drop index concurrently if exists ${sql.identifier(name)}`,
        sql`create index concurrently if not exists ${how}`,
      ])
    } else await db.execute(sql`create index if not exists ${how}`)
  }
  indexed.set(db, (indexed.get(db) ?? new Set()).add(name))
  return true
}

const nameRow = z.object({ name: z.string() })

/** Takes the indexes of a space away, without keeping anybody waiting. */
export async function dropSpaceIndexes(db: Database, space: string): Promise<void> {
  const prefix = indexPrefix(space)
  for (const name of indexed.get(db) ?? []) if (name.startsWith(prefix)) indexed.get(db)?.delete(name)
  const rows = await queryRows(
    db,
    nameRow,
    sql`select indexname as name from pg_indexes
      where schemaname = current_schema() and starts_with(indexname, ${prefix})`,
  )
  const concurrently = sql.raw(isServer(db) ? 'concurrently' : '')
  await onOneConnection(
    db,
    rows.map(({ name }) => sql`drop index ${concurrently} if exists ${sql.identifier(name)}`),
  )
}

const MIB = 1024 * 1024
const LEAST_MIB = 64
const MOST_MIB = 1024
/** Of one vector in the graph: its neighbours' ids and what it is known by. */
const GRAPH_BYTES = 500

/** A graph that fits into memory is built several times faster than one that does not. */
function memoryFor({ dimensions, type }: SearchedSpace, count: number): string {
  const bytes = count * (dimensions * (type === 'halfvec' ? 2 : 4) + GRAPH_BYTES)
  return `${Math.min(MOST_MIB, Math.max(LEAST_MIB, Math.ceil((bytes * 1.2) / MIB)))}MB`
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)
const indexPrefix = (space: string) => `passage_embeddings_hnsw_${shortHash(space)}_`
const indexName = ({ space, shopId, list }: Part) => `${indexPrefix(space)}${shortHash(`${list}/${shopId}`)}`

export const comparedType = ({ type, dimensions }: SearchedSpace): SQL =>
  sql.raw(`${type}(${Math.trunc(dimensions)})`)
export const comparedColumn = (target: SearchedSpace): SQL => sql`(embedding::${comparedType(target)})`

function inPart({ space, shopId, list }: Part): SQL {
  return sql.raw(`space = ${literal(space)} and shop_id = ${literal(shopId)} and list = ${literal(list)}`)
}

/** A literal for PostgreSQL, whatever its settings make of backslashes. */
const literal = (text: string) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
