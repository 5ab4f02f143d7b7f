import { and, eq, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, type Executor, queryRows, type Transaction } from '../../db/client.ts'
import { embeddingSpaces } from '../../db/schema/knowledge.ts'
import type { Embedder } from '../../llm/embedder.ts'
import type { EmbedderRecipe } from '../../llm/embedder-recipe.ts'
import { conflict } from '../../shared/errors.ts'

const recipeSchema = z.object({
  provider: z.enum(['hash', 'openai', 'onnx']),
  config: z.record(z.string(), z.string()),
})

export type SpaceRow = Omit<typeof embeddingSpaces.$inferSelect, 'provider' | 'config'> & EmbedderRecipe

/** What is known of a space before its model is asked: enough to make more of its vectors. */
export type KnownSpace = EmbedderRecipe & Pick<SpaceRow, 'id' | 'dimensions'>

/** Makes the embedder of a recipe; of a known space without asking how long its vectors are. */
export type ConnectEmbedder = (recipe: EmbedderRecipe, known?: KnownSpace) => Promise<Embedder>

const rowOf = (row: typeof embeddingSpaces.$inferSelect): SpaceRow => ({ ...row, ...recipeSchema.parse(row) })

export async function readSpace(db: Executor, id: string): Promise<SpaceRow | undefined> {
  const [row] = await db.select().from(embeddingSpaces).where(eq(embeddingSpaces.id, id))
  return row && rowOf(row)
}

export async function spaceOfStatus(db: Executor, status: 'live' | 'filling'): Promise<SpaceRow | undefined> {
  const [row] = await db.select().from(embeddingSpaces).where(eq(embeddingSpaces.status, status))
  return row && rowOf(row)
}

export async function allSpaces(db: Executor): Promise<SpaceRow[]> {
  return (await db.select().from(embeddingSpaces).orderBy(embeddingSpaces.createdAt, embeddingSpaces.id)).map(
    rowOf,
  )
}

/** Writes down how the vectors of an embedder are made; the same model at another address stays the same space. */
export async function rememberSpace(
  db: Executor,
  { space, dimensions }: Embedder,
  { provider, config }: EmbedderRecipe,
): Promise<SpaceRow> {
  const [row] = await db
    .insert(embeddingSpaces)
    .values({ id: space, dimensions, provider, config })
    .onConflictDoUpdate({
      target: embeddingSpaces.id,
      set: { provider, config },
      setWhere: eq(embeddingSpaces.dimensions, dimensions),
    })
    .returning()
  if (row) return rowOf(row)
  throw conflict(
    'embedding_dimensions_changed',
    `The model of the embedding space ${space} now gives vectors of ${dimensions} numbers; give it another EMBEDDING_REVISION`,
  )
}

/** Two processes that start at once, or two admins, decide one after another. */
export async function lockSpaces(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('embedding_spaces', 0))`)
}

/** Puts the space in the place of the live one; only inside the caller's transaction. */
export async function makeLive(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx
    .update(embeddingSpaces)
    .set({ status: 'idle' })
    .where(and(eq(embeddingSpaces.status, 'live'), ne(embeddingSpaces.id, id)))
  await tx
    .update(embeddingSpaces)
    .set({ status: 'live', wentLiveAt: now, failure: null })
    .where(eq(embeddingSpaces.id, id))
}

const anyRow = z.object({ found: z.boolean() })

/** Whether a passage has no vector of its present text in the space. */
export async function lacksVectors(db: Executor, space: string): Promise<boolean> {
  const [row] = await queryRows(
    db,
    anyRow,
    sql`select exists (select 1 from passages p where not exists (
      select 1 from passage_embeddings e where e.shop_id = p.shop_id and e.passage_id = p.id
        and e.space = ${space} and e.text_hash = p.text_hash)) as found`,
  )
  return row?.found ?? false
}

const countRow = z.object({ space: z.string().nullable(), count: z.coerce.number() })

/** How many passages there are, and how many of them have a vector of their present text, by space. */
export async function countVectors(db: Database): Promise<{ total: number; bySpace: Map<string, number> }> {
  const rows = await queryRows(
    db,
    countRow,
    sql`select null as space, count(*) as count from passages
      union all
      select e.space, count(*) from passage_embeddings e
        join passages p on p.shop_id = e.shop_id and p.id = e.passage_id and p.text_hash = e.text_hash
        group by e.space`,
  )
  return {
    total: rows.find(({ space }) => space === null)?.count ?? 0,
    bySpace: new Map(rows.flatMap(({ space, count }) => (space === null ? [] : [[space, count]]))),
  }
}
