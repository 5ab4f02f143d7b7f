import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, ne, sql } from 'drizzle-orm'
import { recordAudit } from '../../audit/record-audit.ts'
import type { Database, Transaction } from '../../db/client.ts'
import { embeddingSpaces } from '../../db/schema/knowledge.ts'
import type { Embedder } from '../../llm/embedder.ts'
import type { EmbedderRecipe } from '../../llm/embedder-recipe.ts'
import type { Clock } from '../../shared/clock.ts'
import { errorWords } from '../../shared/error-words.ts'
import { fillSpace } from '../embed-pending.ts'
import { indexSpace } from '../embedding-space.ts'
import {
  type ConnectEmbedder,
  lacksVectors,
  lockSpaces,
  makeLive,
  readSpace,
  rememberSpace,
  spaceOfStatus,
} from './space-rows.ts'

type Deps = { db: Database; clock: Clock; connect: ConnectEmbedder; wanted: EmbedderRecipe }
type Options = {
  /** The work is done in slices of this length: a stopped worker is not waited for, a dead one is soon replaced. */
  sliceMs?: number
  onProgress?: (embedded: number) => void
}

const SLICE_MS = 10_000
/** Of the time a batch takes, so much is left to others. */
const RESTING_SHARE = 0.25
const LONGEST_REST_MS = 500

/**
 * One slice of the switch to a space, `null` = the one that the settings name. Search goes on in the live one until
 * every passage has a vector in the new one and its index stands; then they change places in one transaction.
 * Answers `more` while something is left to do. Safe to run twice at once and after a kill at any moment.
 */
export async function switchSpace(
  deps: Deps,
  { space }: { space: string | null },
  options: Options = {},
): Promise<'done' | 'more'> {
  const { db } = deps
  const embedder = await openTarget(deps, space)
  if (!embedder) return 'done'
  const id = embedder.space
  try {
    const isWhole = await fillSlice(db, embedder, options)
    if ((await readSpace(db, id))?.status !== 'filling') return 'done'
    if (!isWhole || (await lacksVectors(db, id))) return 'more'
    await db.execute(sql`analyze passages, passage_embeddings`)
    if (!(await indexSpace(db, embedder))) return 'more'
    return (await flip(deps, id)) ? 'done' : 'more'
  } catch (error) {
    await noteFailure(db, id, error)
    throw error
  }
}

/** The embedder of the space to be filled; undefined when there is nothing to do: it is live, or was called off. */
async function openTarget(deps: Deps, space: string | null): Promise<Embedder | undefined> {
  const { db, clock, connect, wanted } = deps
  if (space !== null) {
    const row = await readSpace(db, space)
    if (row?.status !== 'filling') return undefined
    try {
      const embedder = await connect(row)
      if (embedder.space === row.id) return embedder
      throw new Error(`Its model now makes vectors of another space: ${embedder.space}`)
    } catch (error) {
      await noteFailure(db, space, error)
      throw error
    }
  }
  const embedder = await connect(wanted)
  return db.transaction(async (tx) => {
    await lockSpaces(tx)
    const row = await rememberSpace(tx, embedder, wanted)
    if (row.status === 'live') return undefined
    if (row.status === 'idle') await beginFilling(tx, row.id, clock.now())
    return embedder
  })
}

/** Answers whether it came to the end of the passages. */
async function fillSlice(db: Database, embedder: Embedder, options: Options): Promise<boolean> {
  const startedAt = performance.now()
  let lastAt = startedAt
  let isWhole = true
  await fillSpace(
    { db, embedder },
    {
      limit: Number.POSITIVE_INFINITY,
      goesOn: async (embedded) => {
        const now = performance.now()
        options.onProgress?.(embedded)
        if (embedded > 0) await sleep(Math.min(LONGEST_REST_MS, (now - lastAt) * RESTING_SHARE))
        lastAt = performance.now()
        isWhole = lastAt - startedAt < (options.sliceMs ?? SLICE_MS)
        return isWhole && (await readSpace(db, embedder.space))?.status === 'filling'
      },
    },
  )
  return isWhole
}

/**
 * The moment of the switch. Writers of passages wait for it, and it for them, so that no passage slips between the
 * last look and the change; one that takes too long is not waited for, the next slice tries again.
 */
async function flip({ db, clock }: Deps, id: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lockSpaces(tx)
    if (!(await lockPassages(tx)) || (await lacksVectors(tx, id))) return false
    const [filling] = await tx
      .select({ id: embeddingSpaces.id })
      .from(embeddingSpaces)
      .where(and(eq(embeddingSpaces.id, id), eq(embeddingSpaces.status, 'filling')))
    if (!filling) return true
    const before = await spaceOfStatus(tx, 'live')
    const now = clock.now()
    await makeLive(tx, id, now)
    await recordAudit(tx, {
      actor: 'otvet',
      action: 'embedding.live',
      subject: `embedding-space/${id}`,
      before: { live: before?.id ?? null },
      after: { live: id },
      now,
    })
    return true
  })
}

const LOCK_PATIENCE_MS = 3_000
const LOCK_TIMED_OUT = '55P03'

async function lockPassages(tx: Transaction): Promise<boolean> {
  try {
    await tx.transaction(async (inner) => {
      await inner.execute(sql.raw(`set local lock_timeout = ${LOCK_PATIENCE_MS}`))
      await inner.execute(sql`lock table passages in share mode`)
    })
    return true
  } catch (error) {
    if (codeOf(error) === LOCK_TIMED_OUT) return false
    throw error
  }
}

/** Errors of both drivers carry the server's code, wrapped once by drizzle. */
function codeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined
  return 'code' in error ? error.code : codeOf(error.cause)
}

/** Only one space is filled at a time: another one under way is put aside with what it has. */
export async function beginFilling(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx
    .update(embeddingSpaces)
    .set({ status: 'idle' })
    .where(and(eq(embeddingSpaces.status, 'filling'), ne(embeddingSpaces.id, id)))
  await tx
    .update(embeddingSpaces)
    .set({ status: 'filling', startedAt: now, failure: null })
    .where(and(eq(embeddingSpaces.id, id), ne(embeddingSpaces.status, 'live')))
}

async function noteFailure(db: Database, id: string, error: unknown): Promise<void> {
  await db
    .update(embeddingSpaces)
    .set({ failure: errorWords(error).slice(0, 500) })
    .where(and(eq(embeddingSpaces.id, id), eq(embeddingSpaces.status, 'filling')))
}
