import { createHash } from 'node:crypto'
import { eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { embeddingSpaces } from '../db/schema/knowledge.ts'
import { conflict } from '../shared/errors.ts'

type Space = { space: string; dimensions: number }

/** pgvector indexes plain vectors up to this length; longer ones are searched exactly. */
const LONGEST_INDEXED = 2000

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
 * Makes the space's own HNSW index, once: vectors of two spaces never meet in one. Called after the first vectors
 * are in, because building it over them is ten times faster than growing it.
 */
export async function indexSpace(db: Database, { space, dimensions }: Space): Promise<void> {
  if (dimensions > LONGEST_INDEXED || indexed.get(db)?.has(space)) return
  const name = `passage_embeddings_hnsw_${createHash('sha256').update(space).digest('hex').slice(0, 12)}`
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`)
    await tx.execute(sql`create index if not exists ${sql.identifier(name)} on passage_embeddings
      using hnsw (${vectorColumn(dimensions)} vector_cosine_ops) where ${inSpace(space)}`)
  })
  indexed.set(db, (indexed.get(db) ?? new Set()).add(space))
}

/** The indexed expression; a query must use exactly this one to be served by the index. */
export function vectorColumn(dimensions: number): SQL {
  return sql.raw(`(embedding::vector(${Math.trunc(dimensions)}))`)
}

/** As a literal, not a parameter: only then can a generic plan prove the partial index. */
export function inSpace(space: string): SQL {
  return sql.raw(`space = '${space.replaceAll("'", "''")}'`)
}
