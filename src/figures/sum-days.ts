import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows, type Transaction } from '../db/client.ts'
import { insertRows } from '../db/insert-rows.ts'
import { countDays } from '../db/schema/figures.ts'
import { POLICY_ACTOR_ID } from '../db/stop-switch.ts'
import { ACKNOWLEDGEMENT_ORIGIN } from '../domain/acknowledgement.ts'
import { editSize } from '../domain/edit-size.ts'
import { addDays, dayOfIso, startOfDay } from '../domain/moscow-time.ts'

type Of = { shopId: string; day: string }

/** Sums a Moscow day up anew, from turns, decisions, replies and calls of models. Run twice, it leaves the same rows. */
export async function sumDay(db: Database, of: Of): Promise<void> {
  await db.transaction(async (tx) => {
    const { shopId, day } = of
    await tx.execute(sql`delete from stale_days where shop_id = ${shopId} and day = ${day}::date`)
    await tx.execute(sql`delete from turn_days where shop_id = ${shopId} and day = ${day}::date`)
    await tx.execute(sql`delete from count_days where shop_id = ${shopId} and day = ${day}::date`)
    await sumTurns(tx, of)
    await sumCounts(tx, of, [hours(of), replies(of), stars(of), costs(of)])
    await sumDecisions(tx, of)
  })
}

async function sumTurns(tx: Transaction, { shopId, day }: Of): Promise<void> {
  const within = (minutes: number) => sql`count(*) filter (where wait_ms <= ${minutes * 60_000})`
  const of = (outcome: string) => sql`count(*) filter (where outcome = ${outcome})`
  await tx.execute(sql`insert into turn_days (shop_id, day, channel, category, agent, turns, answered, wait_ms,
      within_15m, within_1h, within_4h, within_24h, work_ms, targeted, on_target, cases, case_ms, came_back,
      unchanged, light, rewritten, written)
    select shop_id, day, channel, category, agent, count(*), count(wait_ms), coalesce(sum(wait_ms), 0),
      ${within(15)}, ${within(60)}, ${within(240)}, ${within(1_440)}, coalesce(sum(work_ms), 0),
      count(*) filter (where work_ms is not null and target_ms is not null),
      count(*) filter (where work_ms <= target_ms), count(case_ms), coalesce(sum(case_ms), 0),
      count(*) filter (where came_back), ${of('unchanged')}, ${of('light')}, ${of('rewritten')}, ${of('written')}
    from turns where shop_id = ${shopId} and day = ${day}::date and view <> 'ozon' and not is_handled
    group by shop_id, day, channel, category, agent`)
}

/** `rows`: channel, label and total of each thing that is counted under one name. */
async function sumCounts(
  tx: Transaction,
  { shopId, day }: Of,
  counted: { name: string; rows: SQL }[],
): Promise<void> {
  const all = sql.join(
    counted.map(
      ({ name, rows }) => sql`select ${name}::text as name, channel, label, total from (${rows}) r`,
    ),
    sql` union all `,
  )
  await tx.execute(sql`insert into count_days (shop_id, day, name, channel, label, count, total)
    select ${shopId}::text, ${day}::date, name, channel, label, count(*), coalesce(sum(total), 0)
    from (${all}) a group by name, channel, label`)
}

const hours = ({ shopId, day }: Of) => ({
  name: 'hour',
  rows: sql`select channel, lpad(hour::text, 2, '0') as label, 0::bigint as total from turns
    where shop_id = ${shopId} and day = ${day}::date and view <> 'ozon'`,
})

/** What became of each text, by whom it was let go; what was taken back before it left is none. */
const replies = (of: Of) => ({
  name: 'reply',
  rows: sql`select c.channel, (case when r.approved_by = ${POLICY_ACTOR_ID} then 'auto:' else 'person:' end)
      || r.status as label, 0::bigint as total
    from replies r
    join conversations c on c.shop_id = r.shop_id and c.id = r.conversation_id
    join drafts d on d.shop_id = r.shop_id and d.id = r.draft_id
    where r.shop_id = ${of.shopId} and ${within(sql`r.created_at`, of)} and r.status <> 'cancelled'
      and d.origin <> ${ACKNOWLEDGEMENT_ORIGIN}`,
})

/** Days within which a review may have to do with a chat about its product. */
const AFTER_CONTACT_DAYS = 14

/** Reviews name neither buyer nor order: one on a product about which a chat was answered shortly before is «after». */
const stars = (of: Of) => ({
  name: 'stars',
  rows: sql`with talked as (select distinct k.sku from turns t
      join conversations k on k.shop_id = t.shop_id and k.id = t.conversation_id
      where t.shop_id = ${of.shopId} and t.channel = 'ozon-chat' and t.view <> 'ozon' and t.answered_at is not null
        and k.sku is not null
        and t.day between ${of.day}::date - ${AFTER_CONTACT_DAYS}::int and ${of.day}::date)
    select t.channel, (case when talked.sku is null then 'other:' else 'after:' end) || c.rating as label,
      c.rating::bigint as total
    from turns t join conversations c on c.shop_id = t.shop_id and c.id = t.conversation_id
    left join talked on talked.sku = c.sku
    where t.shop_id = ${of.shopId} and t.day = ${of.day}::date and t.channel = 'ozon-review' and t.is_first
      and t.view <> 'ozon' and c.rating is not null`,
})

const costs = (of: Of) => ({
  name: 'cost',
  rows: sql`select coalesce(c.channel, '') as channel, m.purpose as label, m.cost_micros as total
    from model_calls m left join conversations c on c.shop_id = m.shop_id and c.id = m.conversation_id
    where m.shop_id = ${of.shopId} and ${within(sql`m.at`, of)}`,
})

const decisionRow = z.object({
  channel: z.string(),
  kind: z.string(),
  reason: z.string().nullable(),
  text_before: z.string(),
  text_after: z.string().nullable(),
  count: z.coerce.number(),
})

/** What people decided on drafts; how much an edit changed is measured here. An approval taken back is none. */
async function sumDecisions(tx: Transaction, of: Of): Promise<void> {
  const found = await queryRows(
    tx,
    decisionRow,
    sql`select c.channel, e.kind, e.reason, e.text_before, e.text_after, count(*) as count
      from (select conversation_id, kind, case when kind = 'refuse' then reason end as reason,
          case when kind = 'edit' then text_before else '' end as text_before,
          case when kind = 'edit' then text_after end as text_after
        from decisions x where shop_id = ${of.shopId} and ${within(sql`decided_at`, of)}
          and actor <> ${POLICY_ACTOR_ID} and not exists (select 1 from replies r
            where r.shop_id = x.shop_id and r.draft_id = x.draft_id and r.failure_code = 'undone')) e
      join conversations c on c.shop_id = ${of.shopId} and c.id = e.conversation_id
      group by 1, 2, 3, 4, 5`,
  )
  const counts = new Map<string, { channel: string; label: string; count: number }>()
  for (const row of found) {
    const label = labelOf(row)
    const key = `${row.channel} ${label}`
    const before = counts.get(key)?.count ?? 0
    counts.set(key, { channel: row.channel, label, count: before + row.count })
  }
  const rows = [...counts.values()].map((row) => ({ ...of, name: 'decision', ...row, total: 0 }))
  if (rows.length > 0) await tx.execute(insertRows(countDays, rows))
}

function labelOf({ kind, reason, text_before, text_after }: z.infer<typeof decisionRow>): string {
  if (kind === 'approve') return 'unchanged'
  if (kind === 'edit') return editSize(text_before, text_after ?? '')
  return kind === 'refuse' ? `refuse:${reason ?? 'other'}` : kind
}

function within(column: SQL, { day }: Of): SQL {
  const from = startOfDay(dayOfIso(day))
  const to = startOfDay(addDays(dayOfIso(day), 1))
  return sql`${column} >= ${from.toISOString()}::timestamptz and ${column} < ${to.toISOString()}::timestamptz`
}
