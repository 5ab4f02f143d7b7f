import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../../db/client.ts'
import { embeddingSpaces } from '../../db/schema/knowledge.ts'
import type { EmbedderRecipe } from '../../llm/embedder-recipe.ts'
import { hashEmbedder } from '../../llm/hash-embedder.ts'
import type { Clock } from '../../shared/clock.ts'
import { AppError } from '../../shared/errors.ts'
import type { Logger } from '../../shared/logger.ts'
import { type ConnectEmbedder, lockSpaces, makeLive, rememberSpace, spaceOfStatus } from './space-rows.ts'

type Deps = { db: Database; clock: Clock; connect: ConnectEmbedder; log: Pick<Logger, 'warn'> }

const HASH: EmbedderRecipe = { provider: 'hash', config: {} }

/**
 * Makes one space live when none is: the one that holds the most vectors, and on an empty base the wanted one. A
 * wanted model that cannot be asked yet is stood in for by the built-in one; the switch to it waits until it can.
 */
export async function settleFirstSpace(
  { db, clock, connect, log }: Deps,
  wanted: EmbedderRecipe,
): Promise<void> {
  if (await spaceOfStatus(db, 'live')) return
  const filled = await fullestSpace(db)
  if (!filled) {
    const { embedder, recipe } = await connectOrStandIn({ connect, log }, wanted)
    await db.transaction(async (tx) => {
      await lockSpaces(tx)
      if (await spaceOfStatus(tx, 'live')) return
      await rememberSpace(tx, embedder, recipe)
      await makeLive(tx, embedder.space, clock.now())
    })
    return
  }
  await db.transaction(async (tx) => {
    await lockSpaces(tx)
    if (await spaceOfStatus(tx, 'live')) return
    // Stored before spaces told how they are made: the id does.
    const [, model] = /^openai:(.+):\d+$/.exec(filled) ?? []
    if (model)
      await tx
        .update(embeddingSpaces)
        .set({
          provider: 'openai',
          config: { ...(wanted.provider === 'openai' ? wanted.config : {}), model },
        })
        .where(eq(embeddingSpaces.id, filled))
    await makeLive(tx, filled, clock.now())
  })
}

async function connectOrStandIn({ connect, log }: Pick<Deps, 'connect' | 'log'>, wanted: EmbedderRecipe) {
  try {
    return { embedder: await connect(wanted), recipe: wanted }
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'bug') throw error
    log.warn({ err: error }, 'the embedding model cannot be used yet; the built-in embedder stands in')
    return { embedder: hashEmbedder, recipe: HASH }
  }
}

const spaceRow = z.object({ space: z.string() })

async function fullestSpace(db: Database): Promise<string | undefined> {
  const [row] = await queryRows(
    db,
    spaceRow,
    sql`select space from passage_embeddings group by space order by count(*) desc, space limit 1`,
  )
  return row?.space
}
