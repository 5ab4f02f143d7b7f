import type { Database } from '../../db/client.ts'
import type { Embedder } from '../../llm/embedder.ts'
import { errorWords } from '../../shared/error-words.ts'
import { AppError, unavailable } from '../../shared/errors.ts'
import type { Logger } from '../../shared/logger.ts'
import { type ConnectEmbedder, type SpaceRow, spaceOfStatus } from './space-rows.ts'

export type LiveSpace = {
  /**
   * The embedder of the space that search uses now. Taken once for a piece of work: vector and space go together,
   * and a switch meanwhile leaves the earlier space searchable.
   */
  embedder(): Promise<Embedder>
  /** The same, read from the database at this moment: for what is written, which must not land in the earlier space. */
  embedderNow(): Promise<Embedder>
  /** How the live space's model did when it was last asked; null = not asked yet. */
  health(): { ok: boolean | null; error: string | null }
}

type Deps = { db: Database; connect: ConnectEmbedder; log?: Pick<Logger, 'warn'> | undefined }

/** So long may a process follow a switch late; the earlier space stays complete for far longer. */
const FRESH_MS = 1_000
/** A model that failed is left alone for this long: a search meanwhile does not wait for it. */
const REST_MS = 15_000

/** Follows the live space of the database: every process sees a switch without a restart. */
export function followLiveSpace({ db, connect, log }: Deps, { freshMs = FRESH_MS } = {}): LiveSpace {
  const embedders = new Map<string, { row: SpaceRow; embedder: Embedder }>()
  let health: { ok: boolean | null; error: string | null } = { ok: null, error: null }
  let known: { row: SpaceRow; readAt: number } | undefined
  let restsUntil = 0

  async function readRow(): Promise<SpaceRow> {
    const row = await spaceOfStatus(db, 'live')
    if (!row) throw unavailable('no_live_space', 'No embedding space is live: run otvet doctor')
    if (known?.row.id !== row.id) {
      health = { ok: null, error: null }
      restsUntil = 0
    }
    known = { row, readAt: performance.now() }
    return row
  }

  async function modelOf(row: SpaceRow): Promise<Embedder> {
    const kept = embedders.get(row.id)
    if (kept && sameConfig(kept.row, row)) return kept.embedder
    const embedder = await connect(row, row)
    if (embedder.space !== row.id)
      throw unavailable(
        'embedding_model_changed',
        `The embedding model now makes the space ${embedder.space}, the stored vectors are of ${row.id}: switch to it`,
      )
    embedders.set(row.id, { row, embedder })
    return embedder
  }

  /** Questions are never failed by the model: without a vector the lists of words still answer. */
  function forgiving(row: SpaceRow): Embedder {
    return {
      space: row.id,
      dimensions: row.dimensions,
      embed: async (texts, kind) => {
        const isResting = performance.now() < restsUntil
        if (kind === 'query' && isResting) return texts.map(() => [])
        try {
          const vectors = await (await modelOf(row)).embed(texts, kind)
          health = { ok: true, error: null }
          return vectors
        } catch (error) {
          if (!(error instanceof AppError) || error.kind === 'bug') throw error
          health = { ok: false, error: errorWords(error) }
          if (kind === 'passage') throw error
          restsUntil = performance.now() + REST_MS
          log?.warn({ err: error, space: row.id }, 'the embedding model fails; search goes by words alone')
          return texts.map(() => [])
        }
      },
    }
  }

  return {
    embedder: async () => {
      const isFresh = known && performance.now() - known.readAt < freshMs
      return forgiving(isFresh && known ? known.row : await readRow())
    },
    embedderNow: async () => forgiving(await readRow()),
    health: () => health,
  }
}

const sameConfig = (a: SpaceRow, b: SpaceRow) => JSON.stringify(a.config) === JSON.stringify(b.config)
