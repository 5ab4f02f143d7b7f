import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { queryRows, type Transaction } from '../db/client.ts'
import { STOP_WORDS } from '../domain/text/stop-words.ts'
import { tokenise } from '../domain/text/tokens.ts'
import { nearest, type SearchedSpace } from './embedding-space.ts'
import { fuseRankings } from './fuse.ts'

export type Ranked = { id: string; score: number }
type Query = { text: string; vector: number[] }

const rowSchema = z.object({ list: z.string(), source_id: z.string() })

/** How far down each ranking is read; several passages of one entry share it. */
const DEPTH = 60
/** Trigrams compare text by text and cost the most: they only judge what the other rankings put first. */
const JUDGED_BY_TRIGRAMS = 24
/** With so few found, as before anything is embedded, trigrams look at everything. */
const FEW = 5

/**
 * Live entries of a shop by how well they match one question: vectors on the ways of asking and on the whole, OR
 * full text on the whole, trigrams on the ways of asking, fused by rank. Needs `applySearchSettings` before.
 */
export async function rankEntries(
  tx: Transaction,
  shopId: string,
  { text, vector }: Query,
  space: SearchedSpace,
): Promise<Ranked[]> {
  const lists = [textList(shopId, text)]
  // A text without words has no direction to look in.
  if (vector.some((x) => x !== 0)) lists.push(...vectorLists(shopId, vector, space))
  const found = await readRankings(tx, lists)
  const first = fuseRankings(found).slice(0, JUDGED_BY_TRIGRAMS)
  const judged = first.length < FEW ? undefined : first.map(({ id }) => id)
  return fuseRankings([...found, ...(await readRankings(tx, [trigramList(shopId, text, judged)]))])
}

async function readRankings(tx: Transaction, lists: SQL[]): Promise<string[][]> {
  const rows = await queryRows(
    tx,
    rowSchema,
    sql`select list, source_id from (${sql.join(lists, sql` union all `)}) as ranked
      order by list, score desc, source_id`,
  )
  return [...Map.groupBy(rows, (row) => row.list).values()].map((list) => list.map((row) => row.source_id))
}

/** Settings of this transaction only. */
export async function applySearchSettings(tx: Transaction): Promise<void> {
  await tx.execute(sql`select set_config('pg_trgm.similarity_threshold', '0.1', true)`)
}

function vectorLists(shopId: string, vector: number[], space: SearchedSpace): SQL[] {
  return (['question', 'answer'] as const).map(
    (list) => sql`
    (select ${list} as list, p.source_id, 1 - n.distance as score
     from (${nearest(space, { shopId, list, vector, limit: DEPTH })}) n
       join passages p on p.shop_id = ${shopId} and p.id = n.passage_id)`,
  )
}

function textList(shopId: string, text: string): SQL {
  const words = sql`to_tsquery('russian', ${orQuery(text)})`
  return sql`(select 'text' as list, p.source_id, ts_rank(p.tsv, ${words}, 1) as score
    from passages p
    where p.shop_id = ${shopId} and p.source = 'entry' and p.part = 'answer' and p.tsv @@ ${words}
    order by score desc limit ${DEPTH})`
}

function trigramList(shopId: string, text: string, ids: string[] | undefined): SQL {
  const isJudged = ids === undefined ? sql`true` : sql`p.source_id in ${ids}`
  return sql`(select 'trigram' as list, p.source_id, similarity(p.text, ${text}) as score
    from passages p
    where p.shop_id = ${shopId} and p.source = 'entry' and p.part <> 'answer' and ${isJudged} and p.text % ${text}
    order by score desc limit ${DEPTH})`
}

/** Any word may match: an AND of a buyer's whole message matches nothing. Tokens hold no quotes. */
function orQuery(text: string): string {
  const words = tokenise(text).filter((token) => !STOP_WORDS.has(token))
  return [...new Set(words)]
    .slice(0, 60)
    .map((word) => `'${word}'`)
    .join(' | ')
}
