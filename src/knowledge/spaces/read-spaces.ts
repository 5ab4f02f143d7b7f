import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../../db/client.ts'
import type { EmbedderRecipe } from '../../llm/embedder-recipe.ts'
import { allSpaces, countVectors, type SpaceRow } from './space-rows.ts'

const jobRow = z.object({
  attempts: z.coerce.number(),
  nextAt: z.coerce.date().nullable(),
  lastError: z.string().nullable(),
})

/** Everything there is to tell about spaces: those in use, those that still hold vectors, and the switch under way. */
export async function readSpaces(db: Database, wanted: EmbedderRecipe) {
  const rows = await allSpaces(db)
  const { total, bySpace } = await countVectors(db)
  const [job] = await queryRows(
    db,
    jobRow,
    sql`select attempts, run_at as "nextAt", last_error as "lastError" from jobs where queue = 'reembed'`,
  )
  const live = rows.find(({ status }) => status === 'live')
  return {
    passages: total,
    spaces: rows
      .map(({ id, provider, dimensions, status, startedAt, wentLiveAt, failure }) => ({
        id,
        provider,
        dimensions,
        status: statusOf(status),
        embedded: bySpace.get(id) ?? 0,
        startedAt: startedAt?.toISOString() ?? null,
        wentLiveAt: wentLiveAt?.toISOString() ?? null,
        failure,
      }))
      .filter(({ status, embedded }) => status !== 'idle' || embedded > 0),
    wanted: {
      provider: wanted.provider,
      model: wanted.config.model ?? wanted.config.folder ?? null,
      isLive: live !== undefined && isOfRecipe(live, wanted),
    },
    job: job ? { ...job, nextAt: job.nextAt?.toISOString() ?? null } : null,
  }
}

/** The column's check allows these three. */
function statusOf(text: string): 'idle' | 'filling' | 'live' {
  return text === 'live' || text === 'filling' ? text : 'idle'
}

/** The same model with the same settings; where it is asked makes no other vectors. */
function isOfRecipe(row: SpaceRow, wanted: EmbedderRecipe): boolean {
  const ofModel = ({ provider, config: { baseUrl: _, ...config } }: EmbedderRecipe) =>
    JSON.stringify([provider, Object.entries(config).sort()])
  return ofModel(row) === ofModel(wanted)
}
