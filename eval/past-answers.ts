import { basename, dirname } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '../src/db/client.ts'
import { passages } from '../src/db/schema/knowledge.ts'
import { embedPending } from '../src/knowledge/embed-pending.ts'
import { entryContentSchema } from '../src/knowledge/entry-content.ts'
import { upsertEntry } from '../src/knowledge/save-entry.ts'
import type { Embedder } from '../src/llm/embedder.ts'
import { readLines } from './data.ts'
import { SHOP_ID } from './knowledge-base.ts'
import type { RetrievalCase, RetrievalSet } from './retrieval-sets.ts'

const lineSchema = z.object({ query: z.string().min(1), gold: z.array(z.string()).min(1) })
export type PastMessage = { id: string; query: string; gold: string[] }

/**
 * Messages answered before, a JSON object a line: `{"query": what was asked, "gold": [ids of the entries that
 * answered it]}`; more fields are left alone, so that a file of cases may serve. Each becomes a past answer that
 * rests on those entries.
 */
export function readPast(file: string, { entries }: RetrievalSet): PastMessage[] {
  return readLines(dirname(file), basename(file), lineSchema).map(({ query, gold }, i) => ({
    id: `past-${i}`,
    query,
    gold: [...new Set(gold.flatMap((id) => entries.get(id)?.id ?? []))],
  }))
}

export async function fillPast(
  { db, embedder }: { db: Database; embedder: Embedder },
  past: PastMessage[],
  { entries }: RetrievalSet,
): Promise<void> {
  const now = new Date()
  await db.transaction(async (tx) => {
    for (const { id, query, gold } of past) {
      const [first] = gold
      if (first === undefined) continue
      const content = entryContentSchema.parse({
        kind: 'past-answer',
        questionRu: query.slice(0, 1000),
        answerRu: entries.get(first)?.answer,
        restsOn: gold,
      })
      await upsertEntry(tx, { shopId: SHOP_ID, id, content, changedBy: 'eval', now })
    }
  })
  await embedPending({ db, embedder })
}

const TAKEN_BACK = Symbol('taken back')

/** Runs a search as if this very message had never been answered: what is forgotten comes back afterwards. */
export async function leavingOut<T>(
  db: Database,
  past: PastMessage[],
  { query }: RetrievalCase,
  search: (db: Database) => Promise<T>,
): Promise<T> {
  const same = past.filter((one) => one.query === query)
  if (same.length === 0) return search(db)
  let result: { value: T } | undefined
  try {
    await db.transaction(async (tx) => {
      for (const { id } of same)
        await tx
          .delete(passages)
          .where(and(eq(passages.shopId, SHOP_ID), eq(passages.source, 'entry'), eq(passages.sourceId, id)))
      result = { value: await search(tx) }
      throw TAKEN_BACK
    })
  } catch (error) {
    if (error !== TAKEN_BACK) throw error
  }
  if (!result) throw new Error('the search gave nothing')
  return result.value
}
