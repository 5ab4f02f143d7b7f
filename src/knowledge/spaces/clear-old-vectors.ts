import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../../db/client.ts'
import type { Clock } from '../../shared/clock.ts'
import { dropSpaceIndexes } from '../embedding-space.ts'

/** A switch back within this time finds its vectors still there. */
export const GRACE_MS = 3 * 24 * 3_600_000
const AT_ONCE = 2_000

const spaceRow = z.object({ id: z.string() })

/** Clears, piece by piece, the vectors of spaces that nobody has used for the time of grace. */
export async function clearOldVectors({ db, clock }: { db: Database; clock: Clock }): Promise<void> {
  const before = new Date(clock.now().getTime() - GRACE_MS).toISOString()
  const [old] = await queryRows(
    db,
    spaceRow,
    sql`select s.id from embedding_spaces s
      where s.status = 'idle'
        and exists (select 1 from passage_embeddings e where e.space = s.id)
        and exists (select 1 from embedding_spaces l where l.status = 'live'
          and coalesce(l.went_live_at, l.created_at) < ${before}::timestamptz)
        and coalesce(s.started_at, s.created_at) < ${before}::timestamptz
      order by s.id limit 1`,
  )
  if (!old) return
  await dropSpaceIndexes(db, old.id)
  // Its status again in the same statement: a switch back that began meanwhile keeps the rest.
  await db.execute(sql`
    delete from passage_embeddings where ctid in (
      select e.ctid from passage_embeddings e
      where e.space = ${old.id} and exists (
        select 1 from embedding_spaces s where s.id = e.space and s.status = 'idle')
      limit ${AT_ONCE})`)
}
