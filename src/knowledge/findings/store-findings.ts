import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows, type Transaction } from '../../db/client.ts'
import { recordChange } from '../../db/record-change.ts'
import { newId } from '../../shared/ids.ts'
import type { Finding } from './finding.ts'

type Input = {
  shopId: string
  /** The ids under which the checked thing stands in findings. The first one names it in `finding_checks`. */
  sources: string[]
  /** `updated_at` of what was compared. */
  seenAt: Date
  found: Finding[]
  now: Date
}

/**
 * Brings the findings of one source in line with what was found just now. Put aside stays put aside while both texts
 * are the same; what is not found any more is gone. If the source changed meanwhile nothing is written and it stays to
 * be checked.
 */
export async function storeFindings(
  db: Database,
  { shopId, sources, seenAt, found, now }: Input,
): Promise<void> {
  const [checked = ''] = sources
  await db.transaction(async (tx) => {
    // Two writers of one shop would lock the same pairs in another order.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`findings/${shopId}`}, 0))`)
    if (!(await isUnchanged(tx, shopId, checked, seenAt))) return
    const stored = found.length > 0 ? await upsert(tx, shopId, found, now) : []
    const kept = stored.map(({ id }) => id)
    const gone = await queryRows(
      tx,
      z.object({ id: z.string() }),
      sql`update knowledge_findings set status = 'gone', settled_by = null, settled_reason = null,
          settled_at = ${now.toISOString()}::timestamptz
        where shop_id = ${shopId} and status <> 'gone' and (left_source in ${sources} or right_source in ${sources})
          and ${kept.length > 0 ? sql`id not in ${kept}` : sql`true`}
        returning id`,
    )
    await tx.execute(sql`
      insert into finding_checks (shop_id, source, seen_at)
      values (${shopId}, ${checked}, ${seenAt.toISOString()}::timestamptz)
      on conflict (shop_id, source) do update set seen_at = excluded.seen_at`)
    if (gone.length > 0 || stored.some(({ is_news }) => is_news))
      await recordChange(tx, { shopId, kind: 'knowledge', now })
  })
}

/** Locked for the moment of writing, so that a save either comes before and is seen, or after and is checked again. */
async function isUnchanged(tx: Transaction, shopId: string, source: string, seenAt: Date): Promise<boolean> {
  const [kind, ...id] = source.split(':')
  const at = sql`${seenAt.toISOString()}::timestamptz`
  const rows = await queryRows(
    tx,
    z.unknown(),
    kind === 'entry'
      ? sql`select 1 from knowledge_entries
          where shop_id = ${shopId} and id = ${id.join(':')} and status = 'live' and date_trunc('milliseconds', updated_at) = ${at} for share`
      : sql`select 1 from products
          where shop_id = ${shopId} and sku = ${id.join(':')} and retired_at is null and date_trunc('milliseconds', updated_at) = ${at} for share`,
  )
  return rows.length > 0
}

const storedRow = z.object({ id: z.string(), is_news: z.boolean() })

function upsert(tx: Transaction, shopId: string, found: Finding[], now: Date) {
  const at = sql`${now.toISOString()}::timestamptz`
  const rows = found.map(
    ({ kind, left, right, detail, contentHash }) =>
      sql`(${shopId}, ${newId(now)}, ${kind}, ${left}, ${right}, ${JSON.stringify(detail)}::jsonb, ${contentHash}, ${at})`,
  )
  // The texts are the same and it was not gone: whatever a person made of it holds.
  const holds = sql`knowledge_findings.content_hash = excluded.content_hash and knowledge_findings.status <> 'gone'`
  const kept = (column: string) => sql.raw(`knowledge_findings.${column}`)
  return queryRows(
    tx,
    storedRow,
    sql`insert into knowledge_findings (shop_id, id, kind, left_source, right_source, detail, content_hash, found_at)
      values ${sql.join(rows, sql`, `)}
      on conflict (shop_id, kind, left_source, right_source) do update set
        detail = excluded.detail, content_hash = excluded.content_hash,
        status = case when ${holds} then ${kept('status')} else 'open' end,
        found_at = case when ${holds} then ${kept('found_at')} else excluded.found_at end,
        settled_by = case when ${holds} then ${kept('settled_by')} end,
        settled_reason = case when ${holds} then ${kept('settled_reason')} end,
        settled_at = case when ${holds} then ${kept('settled_at')} end
      returning id, found_at = ${at} as is_news`,
  )
}

/** Findings and checks of what was deleted, retired or taken back into a draft. */
export async function dropFindingsOfTheGone(
  db: Database,
  { shopId, now }: { shopId: string; now: Date },
): Promise<void> {
  const isThere = (column: string) => {
    const id = `substr(t.${column}, strpos(t.${column}, ':') + 1)`
    return sql.raw(`case when t.${column} like 'entry:%'
      then exists (select 1 from knowledge_entries e where e.shop_id = t.shop_id and e.id = ${id} and e.status = 'live')
      else exists (select 1 from products p where p.shop_id = t.shop_id and p.sku = ${id} and p.retired_at is null) end`)
  }
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`findings/${shopId}`}, 0))`)
    const gone = await queryRows(
      tx,
      z.object({ id: z.string() }),
      sql`update knowledge_findings t set status = 'gone', settled_by = null, settled_reason = null,
          settled_at = ${now.toISOString()}::timestamptz
        where t.shop_id = ${shopId} and t.status <> 'gone'
          and not (${isThere('left_source')} and ${isThere('right_source')})
        returning t.id`,
    )
    await tx.execute(
      sql`delete from finding_checks t where t.shop_id = ${shopId} and not ${isThere('source')}`,
    )
    if (gone.length > 0) await recordChange(tx, { shopId, kind: 'knowledge', now })
  })
}

/** Everything of a shop is to be compared anew. */
export async function forgetChecks(tx: Transaction, shopId: string): Promise<void> {
  await tx.execute(sql`delete from finding_checks where shop_id = ${shopId}`)
}
