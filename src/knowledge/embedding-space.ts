import { createHash } from 'node:crypto'
import { eq, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import { indexStateQuery, isServer, onOneConnection } from '../db/one-connection.ts'
import { embeddingSpaces } from '../db/schema/knowledge.ts'
import { conflict } from '../shared/errors.ts'

type Space = { space: string; dimensions: number }

/** pgvector indexes plain vectors up to this length, half-precision ones up to the next; longer ones are searched exactly. */
const LONGEST_INDEXED = 2000
const LONGEST_HALF_INDEXED = 4000

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

const stateRow = z.object({ state: z.enum(['missing', 'building', 'broken', 'ready']) })

/**
 * Makes the space's own HNSW index, once: vectors of two spaces never meet in one. Called after the first vectors
 * are in, because building it over them is ten times faster than growing it. On a server it is built beside the
 * others' work: nobody who saves an entry waits for it. Answers false while another process builds it.
 */
export async function indexSpace(db: Database, { space, dimensions }: Space): Promise<boolean> {
  if (dimensions > LONGEST_HALF_INDEXED || indexed.get(db)?.has(space)) return true
  const name = indexName(space)
  const [found] = await queryRows(db, stateRow, indexStateQuery(name))
  if (found?.state === 'building') return false
  if (found?.state !== 'ready') {
    const dropBroken = sql`drop index if exists ${sql.identifier(name)}`
    const how = sql`${sql.identifier(name)} on passage_embeddings
      using hnsw (${vectorColumn(dimensions)} ${operatorClass(dimensions)}) where ${inSpace(space)}`
    if (isServer(db)) {
      const memory = await memoryFor(db, space, dimensions)
      await onOneConnection(db, [
        sql`select set_config('maintenance_work_mem', ${memory}, false), set_config('statement_timeout', '0', false)`,
        dropBroken,
        sql`create index concurrently if not exists ${how}`,
      ])
    } else await db.execute(sql`create index if not exists ${how}`)
  }
  indexed.set(db, (indexed.get(db) ?? new Set()).add(space))
  return true
}

/** Takes the index of a space away, without keeping anybody waiting. */
export async function dropSpaceIndex(db: Database, space: string): Promise<void> {
  indexed.get(db)?.delete(space)
  const name = sql.identifier(indexName(space))
  await onOneConnection(db, [
    isServer(db) ? sql`drop index concurrently if exists ${name}` : sql`drop index if exists ${name}`,
  ])
}

const countRow = z.object({ count: z.coerce.number() })
const MIB = 1024 * 1024
const LEAST_MIB = 64
const MOST_MIB = 1024

/** A graph that fits into memory is built several times faster than one that does not. */
async function memoryFor(db: Database, space: string, dimensions: number): Promise<string> {
  const [row] = await queryRows(
    db,
    countRow,
    sql`select count(*) as count from passage_embeddings where ${inSpace(space)}`,
  )
  const bytes = (row?.count ?? 0) * (bytesOf(dimensions) + 400)
  return `${Math.min(MOST_MIB, Math.max(LEAST_MIB, Math.ceil((bytes * 1.2) / MIB)))}MB`
}

const isHalf = (dimensions: number) => dimensions > LONGEST_INDEXED
const bytesOf = (dimensions: number) => dimensions * (isHalf(dimensions) ? 2 : 4)
const operatorClass = (dimensions: number) =>
  sql.raw(isHalf(dimensions) ? 'halfvec_cosine_ops' : 'vector_cosine_ops')
const indexName = (space: string) =>
  `passage_embeddings_hnsw_${createHash('sha256').update(space).digest('hex').slice(0, 12)}`

/** The type of the indexed expression; a question's vector is cast to it too. */
function vectorType(dimensions: number): SQL {
  return sql.raw(`${isHalf(dimensions) ? 'halfvec' : 'vector'}(${Math.trunc(dimensions)})`)
}

/** The indexed expression; a query must use exactly this one to be served by the index. */
export function vectorColumn(dimensions: number): SQL {
  return sql`(embedding::${vectorType(dimensions)})`
}

/** As a literal, not a parameter: only then can a generic plan prove the partial index. */
export function inSpace(space: string): SQL {
  return sql.raw(`space = '${space.replaceAll("'", "''")}'`)
}
