import { and, asc, eq, isNull, ne, or, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { passageEmbeddings, passages } from '../db/schema/knowledge.ts'
import type { Embedder } from '../llm/embedder.ts'
import { indexSpace, listOfPassage, registerSpace, vectorText } from './embedding-space.ts'

const BATCH = 64

type Deps = { db: Database; embedder: Embedder }

/**
 * Embeds what has no vector in this space or an outdated one, at most `limit` passages; answers how many. Safe to
 * run twice at once: the second writes the same vectors. Resumable: whatever is done stays done.
 */
export async function embedPending({ db, embedder }: Deps, limit = 10_000): Promise<number> {
  await registerSpace(db, embedder)
  const embedded = await fillSpace({ db, embedder }, { limit })
  await indexSpace(db, embedder)
  // The embedded database analyses nothing by itself, and without statistics the planner nests loops over passages.
  if (embedded > 0) await db.execute(sql`analyze passages, passage_embeddings`)
  return embedded
}

type FillOptions = {
  limit: number
  /** Asked before every batch: false ends the filling early, with what is done so far. */
  goesOn?: (embedded: number) => Promise<boolean> | boolean
}

/** One way through all passages, batch by batch; answers how many got a vector. */
export async function fillSpace(
  { db, embedder }: Deps,
  { limit, goesOn = () => true }: FillOptions,
): Promise<number> {
  let embedded = 0
  let after: Pending | undefined
  while (embedded < limit && (await goesOn(embedded))) {
    const batch = await pendingPassages(db, embedder.space, Math.min(BATCH, limit - embedded), after)
    if (batch.length === 0) break
    const vectors = await embedder.embed(
      batch.map((passage) => passage.text),
      'passage',
    )
    await storeVectors(db, embedder.space, batch, vectors)
    embedded += batch.length
    after = batch.at(-1)
  }
  return embedded
}

type Pending = { shopId: string; id: string; text: string; textHash: string }

/** Going on from the last one, so that what is done is not read over and over. */
async function pendingPassages(
  db: Database,
  space: string,
  limit: number,
  after: Pending | undefined,
): Promise<Pending[]> {
  const later = after && sql`(${passages.shopId}, ${passages.id}) > (${after.shopId}, ${after.id})`
  return db
    .select({ shopId: passages.shopId, id: passages.id, text: passages.text, textHash: passages.textHash })
    .from(passages)
    .leftJoin(
      passageEmbeddings,
      and(
        eq(passageEmbeddings.shopId, passages.shopId),
        eq(passageEmbeddings.passageId, passages.id),
        eq(passageEmbeddings.space, space),
      ),
    )
    .where(
      and(later, or(isNull(passageEmbeddings.passageId), ne(passageEmbeddings.textHash, passages.textHash))),
    )
    .orderBy(asc(passages.shopId), asc(passages.id))
    .limit(limit)
}

/** Joined with the passage as it is now: one that changed or went meanwhile gets no vector of its old text. */
async function storeVectors(
  db: Database,
  space: string,
  batch: Pending[],
  vectors: number[][],
): Promise<void> {
  const rows = batch.map(
    ({ shopId, id, textHash }, i) =>
      sql`(${shopId}, ${id}, ${textHash}, ${vectorText(vectors[i] ?? [])}::vector)`,
  )
  await db.execute(sql`
    insert into passage_embeddings (shop_id, passage_id, space, list, text_hash, embedding)
    select p.shop_id, p.id, ${space}, ${listOfPassage}, p.text_hash, v.embedding
    from (values ${sql.join(rows, sql`, `)}) as v (shop_id, id, text_hash, embedding)
    join passages p on p.shop_id = v.shop_id and p.id = v.id and p.text_hash = v.text_hash
    on conflict (shop_id, passage_id, space)
      do update set list = excluded.list, text_hash = excluded.text_hash, embedding = excluded.embedding`)
}
