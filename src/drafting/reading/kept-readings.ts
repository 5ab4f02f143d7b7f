import { createHash } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Database } from '../../db/client.ts'
import { readings } from '../../db/schema/policy.ts'
import type { ReadingLanguage } from '../../domain/reading/denials.ts'

type Ref = { shopId: string; conversationId: string }
type Kind = { kind: 'card' | 'translation'; language: ReadingLanguage }

/** Grows when what is kept of a reading changes its shape or its meaning: it is then read anew. */
const SHAPE = 1

/** Names what was read and how: another text, question or prompt has another reading. */
export const readingHash = (...parts: string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([SHAPE, ...parts]))
    .digest('base64url')
    .slice(0, 32)

/** Readings that are kept, by hash; one of an earlier shape counts as none. */
export async function loadReadings<T>(
  db: Database,
  {
    shopId,
    conversationId,
    kind,
    language,
    hashes,
    schema,
  }: Ref & Kind & { hashes: string[]; schema: z.ZodType<T> },
): Promise<Map<string, T>> {
  if (hashes.length === 0) return new Map()
  const rows = await db
    .select({ hash: readings.textHash, content: readings.content })
    .from(readings)
    .where(
      and(
        eq(readings.shopId, shopId),
        eq(readings.conversationId, conversationId),
        eq(readings.kind, kind),
        eq(readings.language, language),
        inArray(readings.textHash, hashes),
      ),
    )
  return new Map(
    rows.flatMap(({ hash, content }) => {
      const parsed = schema.safeParse(content)
      return parsed.success ? [[hash, parsed.data] as const] : []
    }),
  )
}

type New = Ref & Kind & { made: { hash: string; content: unknown; madeBy: string }[]; now: Date }

/** Keeps what was read; the first of two readers who read the same at once is kept. */
export async function keepReadings(db: Database, { made, now, ...rest }: New): Promise<void> {
  if (made.length === 0) return
  await db
    .insert(readings)
    .values(
      made.map(({ hash, content, madeBy }) => ({ ...rest, textHash: hash, content, madeBy, madeAt: now })),
    )
    .onConflictDoNothing()
}

const underWay = new Map<string, Promise<unknown>>()

/** Who asks for what is being read already gets that reading: one question to the model, not two. */
export function onceAtATime<T>(key: string, read: () => Promise<T>): Promise<T> {
  // The key begins with the kind of reading: what waits under it is of this type.
  const running = underWay.get(key) as Promise<T> | undefined
  if (running) return running
  const started = read().finally(() => underWay.delete(key))
  underWay.set(key, started)
  return started
}
