import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { OZON_CHAT, OZON_REVIEW } from '../channels/channel-names.ts'
import { type Executor, queryRows } from '../db/client.ts'

type Week = { shopId: string; from: Date; until: Date; now: Date }
const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`
const number = z.coerce.number()

/** What people and policy did: answers that arrived, and promises by their owner. `id` null: nobody's. */
export function readOwners(db: Executor, { shopId, from, until, now }: Week) {
  return queryRows(
    db,
    z.object({
      id: z.string().nullable(),
      name: z.string().nullable(),
      sent: number,
      sent_public: number,
      made: number,
      kept: number,
      withdrawn: number,
      open: number,
      overdue: number,
    }),
    sql`with done as (
        select r.approved_by as id, count(*) as sent, count(*) filter (where c.channel <> ${OZON_CHAT}) as sent_public,
          0 as made, 0 as kept, 0 as withdrawn, 0 as open, 0 as overdue
        from replies r join conversations c on c.shop_id = r.shop_id and c.id = r.conversation_id
        where r.shop_id = ${shopId} and r.visible_at >= ${moment(from)} and r.visible_at < ${moment(until)} group by 1
        union all
        select p.owner_id, 0, 0,
          count(*) filter (where p.made_at >= ${moment(from)} and p.made_at < ${moment(until)}),
          count(*) filter (where p.status = 'kept' and p.settled_at >= ${moment(from)} and p.settled_at < ${moment(until)}),
          count(*) filter (where p.status = 'withdrawn' and p.settled_at >= ${moment(from)} and p.settled_at < ${moment(until)}),
          count(*) filter (where p.status = 'open'),
          count(*) filter (where p.status = 'open' and p.due_at <= ${moment(now)})
        from promises p where p.shop_id = ${shopId} group by 1)
      select d.id, max(u.name) as name, sum(sent) as sent, sum(sent_public) as sent_public, sum(made) as made,
        sum(kept) as kept, sum(withdrawn) as withdrawn, sum(open) as open, sum(overdue) as overdue
      from done d left join users u on u.id = d.id
      group by d.id having sum(sent + made + kept + withdrawn + open) > 0
      order by sum(sent) desc, d.id limit 50`,
  )
}

/** Entries that got a new version in the week, once each, with who changed them last. */
export function readChangedEntries(db: Executor, { shopId, from, until }: Week) {
  return queryRows(
    db,
    z.object({ question: z.string(), name: z.string() }),
    sql`select e.question_ru as question, coalesce(u.name, v.changed_by) as name
      from (select distinct on (entry_id) entry_id, changed_by, changed_at from knowledge_versions
        where shop_id = ${shopId} and changed_at >= ${moment(from)} and changed_at < ${moment(until)}
        order by entry_id, changed_at desc) v
      join knowledge_entries e on e.shop_id = ${shopId} and e.id = v.entry_id
      left join users u on u.id = v.changed_by
      order by v.changed_at desc limit 100`,
  )
}

/** Reviews of one to three stars of the week and before that nobody has answered, the oldest first. */
export function readUnanswered(db: Executor, { shopId, until }: Week) {
  return queryRows(
    db,
    z.object({
      id: z.string(),
      rating: number,
      text: z.string().nullable(),
      product: z.string().nullable(),
    }),
    sql`select c.id, c.rating, c.last_buyer_text as text, coalesce(p.name_ru, c.sku) as product
      from conversations c left join products p on p.shop_id = c.shop_id and p.sku = c.sku
      where c.shop_id = ${shopId} and c.channel = ${OZON_REVIEW} and c.rating <= 3
        and c.status in ('open', 'escalated') and c.awaiting_since is not null and c.awaiting_since < ${moment(until)}
      order by c.awaiting_since, c.id limit 100`,
  )
}
