import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import { withinShops } from '../db/within-shops.ts'
import type { Actor } from '../domain/actor.ts'
import { NEARLY_DUE_MS } from '../domain/service-target.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { InboxCounts, InboxQuery } from '../http/contracts/inbox.ts'
import {
  DUE,
  DUE_SOON_MS,
  filtersOf,
  inState,
  isEscalatedTo,
  TARGET_DUE,
  timestamp,
} from './inbox-filters.ts'

const count = z.coerce.number()
const countsRow = z.object({
  todo: count,
  quiet: count,
  escalated: count,
  escalated_to_me: count,
  snoozed: count,
  due_soon: count,
  overdue: count,
  target_soon: count,
  target_overdue: count,
})

type Asker = { actor?: Actor | undefined; scope: ShopScope }

/** How many wait in each view, within the shop and channel that are asked for. */
export async function countInbox(
  db: Database,
  { shopId, channel, actor, scope }: Pick<InboxQuery, 'shopId' | 'channel'> & Asker,
  now: Date,
): Promise<InboxCounts> {
  const asking = { now, actor, scope }
  const soon = new Date(now.getTime() + DUE_SOON_MS)
  const near = new Date(now.getTime() + NEARLY_DUE_MS.response)
  const among = sql.join(
    [
      sql`(c.status in ('open', 'waiting', 'escalated') or c.promise_overdue_since is not null)`,
      ...filtersOf({ shopId, channel }, asking),
    ],
    sql` and `,
  )
  const todo = inState('todo', asking)
  const escalated = inState('escalated', asking)
  const [row] = await queryRows(
    db,
    countsRow,
    sql`select count(*) filter (where ${todo}) as todo,
        count(*) filter (where ${inState('quiet', asking)}) as quiet,
        count(*) filter (where ${escalated}) as escalated,
        count(*) filter (where ${escalated} and ${isEscalatedTo(actor)}) as escalated_to_me,
        count(*) filter (where ${inState('snoozed', asking)}) as snoozed,
        count(*) filter (where ${todo} and ${DUE} between ${timestamp(now)} and ${timestamp(soon)}) as due_soon,
        count(*) filter (where ${todo} and ${DUE} < ${timestamp(now)}) as overdue,
        count(*) filter (where ${todo} and ${TARGET_DUE} > ${timestamp(now)}
          and ${TARGET_DUE} <= ${timestamp(near)}) as target_soon,
        count(*) filter (where ${todo} and ${TARGET_DUE} <= ${timestamp(now)}) as target_overdue
      from conversations c where ${among}`,
  )
  const {
    due_soon: dueSoon,
    escalated_to_me: escalatedToMe,
    target_soon: targetSoon,
    target_overdue: targetOverdue,
    ...counts
  } = countsRow.parse(row)
  return {
    ...counts,
    dueSoon,
    escalatedToMe,
    targetSoon,
    targetOverdue,
    mentioned: await countMentions(db, { actor, scope }),
  }
}

/** Cases with a note that names the person and that they have not seen. */
async function countMentions(db: Database, { actor, scope }: Asker): Promise<number> {
  const [row] = await queryRows(
    db,
    z.object({ mentioned: count }),
    sql`select count(distinct (shop_id, conversation_id)) as mentioned from note_mentions
      where user_id = ${actor?.id ?? ''} and read_at is null and ${withinShops(scope, sql`shop_id`)}`,
  )
  return row?.mentioned ?? 0
}
