import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import { CELL_CHANNELS, DEFAULT_CELL } from '../domain/autonomy.ts'
import { CATEGORIES } from '../domain/category.ts'
import { type EvidenceClass, evidenceClassSchema } from '../domain/draft.ts'
import type { AutonomyReport } from '../http/contracts/autonomy.ts'
import type { Clock } from '../shared/clock.ts'
import { readCells } from './read-autonomy.ts'
import { requireShop } from './shop-rules.ts'

type Deps = { db: Database; clock: Clock }

const DAY_MS = 86_400_000
const figure = z.coerce.number()
const reportRow = z.object({
  channel: z.enum(CELL_CHANNELS),
  category: z.enum(CATEGORIES),
  drafts: figure,
  would_send: figure,
  unchanged: figure,
  edited: figure,
  refused: figure,
  overtaken: figure,
  undecided: figure,
  sent: figure,
  stopped: figure,
})

/** Per cell, what a dry run would have sent beside what people did with the same drafts: autonomy is earned here. */
export async function readReport(
  { db, clock }: Deps,
  { shopId, days }: { shopId: string; days: number },
): Promise<AutonomyReport> {
  await requireShop(db, shopId)
  const since = new Date(clock.now().getTime() - days * DAY_MS).toISOString()
  const rows = await queryRows(
    db,
    reportRow,
    // An approval that was taken back is no approval.
    sql`with seen as (
        select c.channel, d.classification->>'category' as category, a.status as planned,
          case when d.status = 'approved' and exists (
              select 1 from replies r where r.shop_id = d.shop_id and r.draft_id = d.id and r.failure_code = 'undone')
            then 'refused' else d.status end as outcome
        from drafts d
        join conversations c on c.shop_id = d.shop_id and c.id = d.conversation_id
        left join auto_sends a on a.shop_id = d.shop_id and a.draft_id = d.id
        where d.shop_id = ${shopId} and d.origin = 'drafting'
          and c.channel in (${sql.join(
            CELL_CHANNELS.map((channel) => sql`${channel}`),
            sql`, `,
          )}) and d.created_at >= ${since}::timestamptz)
      select channel, category, count(*) as drafts,
        count(*) filter (where planned = 'would_send') as would_send,
        count(*) filter (where planned = 'would_send' and outcome = 'approved') as unchanged,
        count(*) filter (where planned = 'would_send' and outcome = 'edited') as edited,
        count(*) filter (where planned = 'would_send' and outcome in ('refused', 'escalated')) as refused,
        count(*) filter (where planned = 'would_send' and outcome = 'superseded') as overtaken,
        count(*) filter (where planned = 'would_send' and outcome = 'pending') as undecided,
        count(*) filter (where planned = 'sent') as sent,
        count(*) filter (where planned = 'stopped') as stopped
      from seen group by channel, category order by channel, category`,
  )
  const cells = await readCells(db, shopId)
  return {
    days,
    left: await leftByClass(db, shopId, since),
    rows: rows.map(({ would_send: wouldSend, ...row }) => ({
      ...row,
      wouldSend,
      state:
        cells.find(({ channel, category }) => channel === row.channel && category === row.category)?.state ??
        DEFAULT_CELL,
    })),
  }
}

const leftRow = z.object({ class: evidenceClassSchema, count: figure })

/** What really left, also where a person changed the draft; replies of earlier versions did not keep it. */
async function leftByClass(db: Database, shopId: string, since: string): Promise<AutonomyReport['left']> {
  const rows = await queryRows(
    db,
    leftRow,
    sql`select evidence_class as class, count(*) as count from replies
      where shop_id = ${shopId} and created_at >= ${since}::timestamptz and evidence_class is not null
        and status not in ('cancelled', 'rejected')
      group by evidence_class`,
  )
  const counts = new Map(rows.map((row) => [row.class, row.count]))
  const of = (name: EvidenceClass) => counts.get(name) ?? 0
  return {
    documented: of('documented'),
    'order-fact': of('order-fact'),
    computed: of('computed'),
    courtesy: of('courtesy'),
    inferred: of('inferred'),
  }
}
