import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Executor, queryRows } from '../db/client.ts'
import { TIMELINE_KINDS, type TimelineEntry } from '../http/contracts/case-desk.ts'
import type { CaseRef } from './case-events.ts'
import { readMembers } from './case-row.ts'

/** So many of the newest are shown; a case has dozens. */
const MOST_SHOWN = 500
/** Words of a message or of a note that a line of the list has room for. */
const WORDS = 160

const rowSchema = z.object({
  at: z.coerce.date(),
  kind: z.enum(TIMELINE_KINDS),
  actor: z.string().nullable(),
  actor_name: z.string().nullable(),
  detail: z.string().nullable(),
  detail_name: z.string().nullable(),
  words: z.string().nullable(),
  channel: z.string().nullable(),
})

/**
 * All that happened to a case, in whichever of its conversations, oldest first: what messages, drafts, decisions,
 * replies, notes and promises tell, and the events that stand nowhere else.
 */
export async function loadTimeline(db: Executor, ref: CaseRef): Promise<TimelineEntry[]> {
  const { shopId } = ref
  const ids = await readMembers(db, ref)
  const among = (name: (id: string) => string) =>
    sql.join(
      ids.map((id) => sql`${name(id)}`),
      sql`, `,
    )
  const here = sql`shop_id = ${shopId} and conversation_id in (${among((id) => id)})`
  const rows = await queryRows(
    db,
    rowSchema,
    sql`with told (at, kind, actor, detail, words, rank, place) as (
        select received_at, 'received', 'buyer', null, left(text, ${WORDS}), 0, conversation_id from messages
          where ${here} and author = 'buyer'
        union all
        select created_at, 'drafted', null, route, null, 2, conversation_id from drafts where ${here} and origin <> 'written'
        union all
        select decided_at, case kind when 'approve' then 'approved' when 'edit' then 'edited' when 'redo' then 'redone'
            when 'refuse' then 'draft_refused' end, actor, reason, note,
            case kind when 'refuse' then 2.5 else 3 end, conversation_id from decisions
          where ${here} and kind <> 'escalate'
        union all
        select sending_since, 'sent', approved_by, null, left(text, ${WORDS}), 4, conversation_id from replies
          where ${here} and sending_since is not null
        union all
        select visible_at, 'visible', null, null, null, 5, conversation_id from replies where ${here} and visible_at is not null
        union all
        select coalesce(settled_at, created_at), case when failure_code = 'moderation_refused' then 'refused_by_moderation'
            when status = 'cancelled' then 'taken_back' else 'not_delivered' end,
            null, failure_code, failure_reason, 5, conversation_id from replies
          where ${here} and status in ('rejected', 'lost', 'cancelled')
        union all
        select created_at, case kind when 'note' then 'noted' when 'escalation' then 'escalated' else 'handed_back' end,
            author, null, left(text, ${WORDS}), 6, conversation_id from case_notes where ${here}
        union all
        select made_at, 'promise_made', owner_id, null, left(what, ${WORDS}), 7, conversation_id from promises where ${here}
        union all
        select settled_at, case status when 'kept' then 'promise_kept' else 'promise_withdrawn' end, settled_by, null,
            left(what, ${WORDS}), 8, conversation_id from promises where ${here} and settled_at is not null
        union all
        select at, case action when 'case.snooze' then 'snoozed' else 'woken' end, actor, after ->> 'until', null, 9, substr(subject, 14)
          from audit_records where shop_id = ${shopId} and subject in (${among((id) => `conversation/${id}`)})
            and action in ('case.snooze', 'case.wake')
        union all
        (select distinct on (coalesce(act_id, id)) at, kind, actor, detail, note, 10,
            case when act_id is null then conversation_id end from case_events where ${here}
          order by coalesce(act_id, id))
      )
      select newest.*, u.name as actor_name, coalesce(d.name, o.channel) as detail_name, p.channel from (
        select * from told order by at desc, rank desc limit ${MOST_SHOWN}) newest
      left join users u on u.id = newest.actor
      left join users d on d.id = newest.detail and newest.kind in ('assigned', 'unassigned')
      left join conversations o on o.shop_id = ${shopId} and o.id = newest.detail
        and newest.kind in ('merged', 'parted')
      left join conversations p on p.shop_id = ${shopId} and p.id = newest.place and ${ids.length > 1}
      order by newest.at, newest.rank`,
  )
  return rows.map(({ at, kind, actor, actor_name, detail, detail_name, words, channel }) => ({
    at: at.toISOString(),
    kind,
    actor: actor ? { id: actor, name: actor_name ?? actor } : null,
    detail: detail_name ?? detail,
    words,
    channel,
  }))
}
