import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import { POLICY_ACTOR_ID } from '../db/stop-switch.ts'
import { type CellRecord, cellRecord } from '../domain/cell-record.ts'

const DAYS = 90
const row = z.object({
  channel: z.string(),
  category: z.string().nullable(),
  decided: z.coerce.number(),
  unchanged: z.coerce.number(),
})

/** What people did with the drafts of each cell, by «channel category»: an approval taken back is no approval. */
export async function readRecords(db: Database, shopId: string, now: Date): Promise<Map<string, CellRecord>> {
  const since = new Date(now.getTime() - DAYS * 86_400_000).toISOString()
  const rows = await queryRows(
    db,
    row,
    sql`select c.channel, d.classification->>'category' as category, count(*) as decided,
        count(*) filter (where d.status = 'approved' and not exists (
          select 1 from replies r where r.shop_id = d.shop_id and r.draft_id = d.id and r.failure_code = 'undone')
        ) as unchanged
      from drafts d
      join conversations c on c.shop_id = d.shop_id and c.id = d.conversation_id
      where d.shop_id = ${shopId} and d.origin = 'drafting' and d.created_at >= ${since}::timestamptz
        and d.status in ('approved', 'edited', 'refused', 'escalated') and d.settled_by <> ${POLICY_ACTOR_ID}
      group by c.channel, category`,
  )
  return new Map(
    rows.map(({ channel, category, decided, unchanged }) => [
      `${channel} ${category}`,
      cellRecord(decided, unchanged),
    ]),
  )
}
