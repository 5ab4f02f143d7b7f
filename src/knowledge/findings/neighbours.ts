import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows, type Transaction } from '../../db/client.ts'
import { applyVectorSettings, nearest, searchedSpace } from '../embedding-space.ts'
import { rarest, wordsByRarity } from '../rare-words.ts'
import type { Vocabulary } from '../vocabulary.ts'

/** How many of each kind of neighbour are looked at: rules judge them, so a few too many only cost time. */
const NEAREST = 12
const BY_WORDS = 12
/** Several passages of one entry share the ranking. */
const ROWS = 40
const WAYS_OF_ASKING = 3

const idRow = z.object({ source_id: z.string() })

const ownRow = z.object({ space: z.string(), dimensions: z.number(), embedding: z.string() })
const vectorSchema = z.array(z.number())

/** Ids of the shop's entries that are asked like this one, by the stored vectors; none before they are embedded. */
export async function entriesAskedAlike(
  db: Database,
  tx: Transaction,
  shopId: string,
  entryId: string,
): Promise<string[]> {
  const own = await queryRows(
    tx,
    ownRow,
    sql`select e.space, s.dimensions, e.embedding::text as embedding
      from passages p
      join passage_embeddings e on e.shop_id = p.shop_id and e.passage_id = p.id and e.text_hash = p.text_hash
      join embedding_spaces s on s.id = e.space
      where p.shop_id = ${shopId} and p.source = 'entry' and p.source_id = ${entryId} and e.list = 'question'
      order by s.status = 'live' desc, e.space, p.part limit ${WAYS_OF_ASKING}`,
  )
  const [first] = own
  if (!first) return []
  const target = searchedSpace(db, first)
  await applyVectorSettings(tx, target, shopId)
  const found: string[] = []
  for (const { embedding } of own.filter(({ space }) => space === first.space)) {
    const vector = vectorSchema.parse(JSON.parse(embedding))
    const rows = await queryRows(
      tx,
      idRow,
      sql`select p.source_id from (${nearest(target, { shopId, list: 'question', vector, limit: ROWS })}) n
        join passages p on p.shop_id = ${shopId} and p.id = n.passage_id
        where p.source_id <> ${entryId} order by n.distance`,
    )
    found.push(...[...new Set(rows.map((row) => row.source_id))].slice(0, NEAREST))
  }
  return [...new Set(found)]
}

/** Ids of entries or SKUs of products that hold the rarest words of a text, by full text. */
export async function sourcesWithWords(
  tx: Transaction,
  vocabulary: Vocabulary,
  shopId: string,
  source: 'entry' | 'product',
  text: string,
): Promise<string[]> {
  const words = rarest(wordsByRarity(text, vocabulary))
  if (words.length === 0) return []
  const query = sql`to_tsquery('russian', ${words.map((word) => `'${word}'`).join(' | ')})`
  const rows = await queryRows(
    tx,
    idRow,
    sql`select source_id from (
        select p.source_id, max(ts_rank(p.tsv, ${query}, 1)) as score from passages p
        where p.shop_id = ${shopId} and p.source = ${source} and p.tsv @@ ${query}
        group by p.source_id) as ranked
      order by score desc, source_id limit ${BY_WORDS}`,
  )
  return rows.map((row) => row.source_id)
}
