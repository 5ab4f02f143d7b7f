import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { createApp } from '../../src/app/create-app.ts'
import { readEnv } from '../../src/config/read-env.ts'
import { queryRows } from '../../src/db/client.ts'
import { knowledgeEntries, passages } from '../../src/db/schema/knowledge.ts'
import { maskForGood } from '../../src/domain/privacy/mask.ts'
import { splitAsks } from '../../src/domain/text/asks.ts'
import { fillSpace } from '../../src/knowledge/embed-pending.ts'
import {
  applyVectorSettings,
  indexSpace,
  nearest,
  searchedSpace,
  vectorText,
} from '../../src/knowledge/embedding-space.ts'
import { entryContentSchema } from '../../src/knowledge/entry-content.ts'
import { passageOf, piecesOfEntry } from '../../src/knowledge/passages.ts'
import { searchKnowledge } from '../../src/knowledge/search-knowledge.ts'
import { newId } from '../../src/shared/ids.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { putShop } from '../../test/factories/put-shop.ts'
import { answerParent, ownOptions } from './child.ts'
import { askAbout, type MadeEntry, makeEntry, numbersFrom } from './search-texts.ts'

/** One Otvet with shops of three sizes, and what is asked of its search. Times in ms, sizes in bytes. */
export type SearchOptions = { env: Record<string, string>; passages: number; queries: number }
export type Filled = { passages: number; fillMs: number; embedMs: number; indexMs: number }
export type Sizes = { table: number; vectorIndexes: number; otherIndexes: number; database: number }

const SHARES = [
  ['small', 0.01],
  ['middle', 0.1],
  ['large', 0.89],
] as const
const BATCH = 500
const NEAREST = 10
/** As deep as the search reads each list. */
const DEPTH = 60
const RECALL_QUESTIONS = 50
/** Of the nearest so many may be as near as the tenth. */
const COMPARED = 500

const options = ownOptions<SearchOptions>()
const env = readEnv({ PORT: '0', DEMO: 'off', ...options.env })
const app = await createApp(env, createLogger('error', { hide: maskForGood }))
const { db, clock } = app
const embedder = await app.liveSpace.embedder()
const asked = new Map<string, string[]>()

async function fill(): Promise<Filled> {
  const startedAt = performance.now()
  let made = 0
  for (const [i, [shopId, share]] of SHARES.entries()) {
    await putShop(db, shopId, { clientId: String(i + 1) })
    made += await fillShop(shopId, Math.round(options.passages * share), numbersFrom(i + 1))
  }
  await db.execute(sql`analyze knowledge_entries, passages`)
  const filledAt = performance.now()
  await fillSpace({ db, embedder }, { limit: Number.POSITIVE_INFINITY })
  const embeddedAt = performance.now()
  await indexSpace(db, embedder)
  const indexedAt = performance.now()
  await db.execute(sql`analyze passages, passage_embeddings`)
  return {
    passages: made,
    fillMs: filledAt - startedAt,
    embedMs: embeddedAt - filledAt,
    indexMs: indexedAt - embeddedAt,
  }
}

async function fillShop(shopId: string, wanted: number, random: () => number): Promise<number> {
  const entries: MadeEntry[] = []
  let count = 0
  const now = clock.now()
  while (count < wanted) {
    const making = Array.from({ length: Math.min(BATCH, Math.ceil((wanted - count) / 2)) }, async () => {
      const entry = makeEntry(random)
      entries.push(entry)
      const content = entryContentSchema.parse({
        kind: 'faq',
        questionRu: entry.question,
        answerRu: entry.answer,
        variants: entry.variants,
      })
      return { id: newId(now), content, pieces: await piecesOfEntry(content) }
    })
    const rows = await Promise.all(making)
    await db.insert(knowledgeEntries).values(
      rows.map(({ id, content: { kind, questionRu, answerRu, variants } }) => ({
        shopId,
        id,
        kind,
        questionRu,
        answerRu,
        variants,
        updatedAt: now,
      })),
    )
    const pieces = rows.flatMap(({ id, pieces: own }) =>
      own.map((piece) => ({
        shopId,
        id: newId(now),
        source: 'entry',
        sourceId: id,
        ...passageOf(piece),
        updatedAt: now,
      })),
    )
    await db.insert(passages).values(pieces)
    count += pieces.length
  }
  const about = numbersFrom(entries.length)
  asked.set(
    shopId,
    Array.from({ length: options.queries }, () => {
      const entry = entries[Math.floor(about() * entries.length)]
      return entry ? askAbout(about, entry) : ''
    }),
  )
  return count
}

const search = (shopId: string, text: string) =>
  searchKnowledge({ db, clock, embedder }, { shopId, text, asks: splitAsks(text) })

/** The whole search, one question after another, as one worker asks. */
async function measureHybrid(shopId: string): Promise<number[]> {
  const questions = asked.get(shopId) ?? []
  for (const text of questions.slice(0, 20)) await search(shopId, text)
  const times: number[] = []
  for (const text of questions) {
    const startedAt = performance.now()
    await search(shopId, text)
    times.push(performance.now() - startedAt)
  }
  return times
}

const idRow = z.object({ passage_id: z.string() })
const { dimensions } = embedder
const target = searchedSpace(db, embedder)
const plainType = sql.raw(`${target.type}(${dimensions})`)

/** One index over all vectors, as pgvector's own page shows it; made for the comparison, gone after it. */
async function measurePlain(): Promise<number[]> {
  const questions = asked.get('large') ?? []
  const vectors = (await embedder.embed(questions, 'query')).map(vectorText)
  const operators = sql.raw(`${target.type}_cosine_ops`)
  await db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('maintenance_work_mem', '1GB', true)`)
    await tx.execute(
      sql`create index bench_plain on passage_embeddings using hnsw ((embedding::${plainType}) ${operators})`,
    )
  })
  const times: number[] = []
  await db.transaction(async (tx) => {
    // Of a short table the planner believes that comparing all is cheaper; it takes twenty times as long.
    await tx.execute(sql`select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`)
    for (const [i, vector] of [...vectors.slice(0, 20), ...vectors].entries()) {
      const startedAt = performance.now()
      await queryRows(
        tx,
        idRow,
        sql`select passage_id from passage_embeddings
          order by (embedding::${plainType}) <=> ${vector}::${plainType} limit ${NEAREST}`,
      )
      if (i >= 20) times.push(performance.now() - startedAt)
    }
  })
  await db.execute(sql`drop index bench_plain`)
  return times
}

const nearRow = z.object({ passage_id: z.string(), distance: z.number() })
/** Two texts as near as this are equally near: halves of numbers cannot tell them apart. */
const AS_NEAR = 1e-4

/**
 * The nearest ten of the questions and of the answers, as the search asks for them, against all vectors of the shop
 * compared one by one in full precision. What is as near as the tenth of those is found, as ANN-Benchmarks counts it:
 * many texts of a shop are alike.
 */
async function measureRecall(shopId: string): Promise<{ found: number; wanted: number }> {
  const questions = (asked.get(shopId) ?? []).slice(0, RECALL_QUESTIONS)
  let found = 0
  let wanted = 0
  for (const vector of await embedder.embed(questions, 'query'))
    for (const list of ['question', 'answer'] as const) {
      const near = await db.transaction(async (tx) => {
        await applyVectorSettings(tx, target, shopId)
        return queryRows(tx, idRow, nearest(target, { shopId, list, vector, limit: DEPTH }))
      })
      const first = new Set(near.slice(0, NEAREST).map((row) => row.passage_id))
      const all = await queryRows(
        db,
        nearRow,
        sql`select passage_id, distance from (
            select passage_id, embedding <=> ${vectorText(vector)}::vector as distance from passage_embeddings
            where space = ${embedder.space} and shop_id = ${shopId} and list = ${list} offset 0) e
          order by distance limit ${COMPARED}`,
      )
      const last = all.slice(0, NEAREST).at(-1)?.distance ?? 0
      wanted += Math.min(NEAREST, all.length)
      found += all.filter((row) => first.has(row.passage_id) && row.distance <= last + AS_NEAR).length
    }
  return { found, wanted }
}

const sizeRow = z.object({
  table: z.coerce.number(),
  vectorIndexes: z.coerce.number(),
  otherIndexes: z.coerce.number(),
  database: z.coerce.number(),
})

async function readSizes(): Promise<Sizes> {
  const [sizes] = await queryRows(
    db,
    sizeRow,
    sql`select pg_table_size('passage_embeddings') as "table",
      (select coalesce(sum(pg_relation_size(indexrelid)), 0) from pg_stat_user_indexes
        where indexrelname like 'passage_embeddings_hnsw%') as "vectorIndexes",
      (select coalesce(sum(pg_relation_size(indexrelid)), 0) from pg_stat_user_indexes
        where relname in ('passages', 'knowledge_entries')) as "otherIndexes",
      pg_database_size(current_database()) as "database"`,
  )
  if (!sizes) throw new Error('the database told no sizes')
  return sizes
}

answerParent(
  {
    fill,
    hybrid: ({ shop }) => measureHybrid(String(shop)),
    plain: measurePlain,
    recall: ({ shop }) => measureRecall(String(shop)),
    sizes: readSizes,
    memory: () => ({ rss: process.memoryUsage().rss, peakRss: process.resourceUsage().maxRSS * 1024 }),
    rows: ({ statement }) => queryRows(db, z.unknown(), sql.raw(String(statement))),
  },
  () => app.close(),
)
