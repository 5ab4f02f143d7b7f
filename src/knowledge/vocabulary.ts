import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import type { Clock } from '../shared/clock.ts'

/** How common words are in what is known: a rare word tells more and finds fewer rows. */
export type Vocabulary = {
  /** About how many passages there are. */
  passages: number
  /** The share of passages that hold the word (a stem), 0..1; of a rare or unknown word the least one. */
  shareOf(stem: string): number
  /** Whether the word is among the most common ones: surely used, and too often to look it up. */
  isCommon(stem: string): boolean
  /** The common word that this one is with one slip of the finger: a letter lost, added, wrong, or two swapped. */
  commonNear(stem: string): string | undefined
}

const FRESH_MS = 5 * 60_000
const remembered = new WeakMap<Database, { at: number; vocabulary: Promise<Vocabulary> }>()

const rowSchema = z.object({
  passages: z.coerce.number(),
  words: z.array(z.string()).nullable(),
  shares: z.array(z.number()).nullable(),
})

/**
 * PostgreSQL counts words by itself whenever it analyses the table: its statistics of the text column name the
 * thousand most common stems with their shares. Read once in five minutes; nothing to keep up, nothing to store.
 */
export async function loadVocabulary({ db, clock }: { db: Database; clock: Clock }): Promise<Vocabulary> {
  const now = clock.now().getTime()
  const known = remembered.get(db)
  if (known && Math.abs(now - known.at) < FRESH_MS) return known.vocabulary
  const vocabulary = readVocabulary(db)
  remembered.set(db, { at: now, vocabulary })
  vocabulary.catch(() => remembered.delete(db))
  return vocabulary
}

async function readVocabulary(db: Database): Promise<Vocabulary> {
  const [row] = await queryRows(
    db,
    rowSchema,
    sql`select greatest(c.reltuples, 0) as passages, s.most_common_elems::text::text[] as words,
        s.most_common_elem_freqs as shares
      from pg_class c
      left join pg_stats s on s.schemaname = c.relnamespace::regnamespace::text and s.tablename = c.relname
        and s.attname = 'tsv'
      where c.oid = 'passages'::regclass`,
  )
  const shares = new Map((row?.words ?? []).map((word, i) => [word, row?.shares?.[i] ?? 0]))
  const least = Math.min(LEAST_SHARE, ...shares.values())
  return {
    passages: row?.passages ?? 0,
    shareOf: (stem) => shares.get(stem) ?? least,
    isCommon: (stem) => shares.has(stem),
    commonNear: nearestOf([...shares.keys()]),
  }
}

/** Shorter words are near too many others. */
const SHORTEST_SLIP = 5

/**
 * Two words are one slip apart when they agree with a letter taken from either or both (after SymSpell, Garbe 2012):
 * looked up, not compared with all. `words`: the most common first.
 */
function nearestOf(words: string[]): Vocabulary['commonNear'] {
  let byRest: Map<string, string> | undefined
  return (stem) => {
    if (stem.length < SHORTEST_SLIP || /\d/.test(stem)) return undefined
    if (!byRest) {
      byRest = new Map()
      for (const word of words.filter(({ length }) => length >= SHORTEST_SLIP))
        for (const rest of [word, ...withoutOne(word)]) if (!byRest.has(rest)) byRest.set(rest, word)
    }
    for (const rest of [stem, ...withoutOne(stem)]) {
      const word = byRest.get(rest)
      if (word !== undefined) return word
    }
    return undefined
  }
}

const withoutOne = (word: string): string[] =>
  Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))

const LEAST_SHARE = 0.001
