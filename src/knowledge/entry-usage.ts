import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'

type Ref = { shopId: string; id: string }

/** What became of the drafts an entry was found for. Each draft counts once, with what happened to it last. */
export type EntryUsage = {
  /** The search gave it to so many drafts. */
  offered: number
  /** So many rest on it. */
  used: number
  /** Of those: approved as they stood, approved after an edit, refused. */
  sentUnchanged: number
  edited: number
  refused: number
  lastUsedAt: string | null
}

const rowSchema = z.object({
  shop_id: z.string(),
  entry_id: z.string(),
  offered: z.int(),
  used: z.int(),
  sent_unchanged: z.int(),
  edited: z.int(),
  refused: z.int(),
  last_used_at: z.string().nullable(),
})

const UNUSED: EntryUsage = {
  offered: 0,
  used: 0,
  sentUnchanged: 0,
  edited: 0,
  refused: 0,
  lastUsedAt: null,
}

/** Each entry with its usage, in the same order. Asking for another draft is no refusal of what it says. */
export async function withUsage<T extends Ref>(
  db: Database,
  entries: readonly T[],
): Promise<(T & { usage: EntryUsage })[]> {
  if (entries.length === 0) return []
  const refs = sql.join(
    entries.map(({ shopId, id }) => sql`(${shopId}, ${id})`),
    sql`, `,
  )
  const rows = await queryRows(
    db,
    rowSchema,
    sql`select e.shop_id, e.entry_id,
      count(*)::int as offered,
      (count(*) filter (where e.is_used))::int as used,
      (count(*) filter (where e.is_used and d.status = 'approved'))::int as sent_unchanged,
      (count(*) filter (where e.is_used and d.status = 'edited'))::int as edited,
      (count(*) filter (where e.is_used and d.status = 'refused' and d.settled_reason is distinct from 'redo'))::int
        as refused,
      to_char(max(d.created_at) filter (where e.is_used) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        as last_used_at
    from draft_entries e join drafts d on d.shop_id = e.shop_id and d.id = e.draft_id
    where (e.shop_id, e.entry_id) in (${refs})
    group by e.shop_id, e.entry_id`,
  )
  const byEntry = new Map(rows.map((row) => [`${row.shop_id}/${row.entry_id}`, row]))
  return entries.map((entry) => {
    const row = byEntry.get(`${entry.shopId}/${entry.id}`)
    return { ...entry, usage: row ? usageOf(row) : UNUSED }
  })
}

function usageOf({
  offered,
  used,
  sent_unchanged,
  edited,
  refused,
  last_used_at,
}: z.infer<typeof rowSchema>): EntryUsage {
  return { offered, used, sentUnchanged: sent_unchanged, edited, refused, lastUsedAt: last_used_at }
}
