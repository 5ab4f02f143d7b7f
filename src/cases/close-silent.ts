import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows, type Transaction } from '../db/client.ts'
import { insertRows } from '../db/insert-rows.ts'
import { caseEvents } from '../db/schema/cases.ts'
import type { Clock } from '../shared/clock.ts'
import { newId } from '../shared/ids.ts'
import { RULE } from './case-events.ts'

/** So long without a word, and nobody expects one any more. */
const SILENT_DAYS = 7
/** What is older was over before there were cases. */
const LOOK_BACK_DAYS = 60
const AT_ONCE = 500

/**
 * Ends the cases in which the shop has spoken last and nobody says more: the marketplace's window is over, or a week
 * has passed. Not where a promise is open, a text is on its way, or anybody but the buyer is waited for. Answers how
 * many it ended.
 */
export async function closeSilentCases({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const now = clock.now()
  return db.transaction(async (tx) => {
    const silent = await holdSilent(tx, now)
    if (silent.length === 0) return 0
    const ended = sql.join(
      silent.map(({ shop_id, id }) => sql`(${shop_id}, ${id})`),
      sql`, `,
    )
    await tx.execute(sql`update case_waits set until = greatest(since, ${at(now)}), ended_by = ${RULE}
      where until is null and (shop_id, conversation_id) in (${ended})`)
    await tx.execute(sql`insert into cases (shop_id, conversation_id, outcome, outcome_at)
      select c.shop_id, c.id, 'silence', ${at(now)} from conversations c where (c.shop_id, c.id) in (${ended})
      on conflict (shop_id, conversation_id) do update set outcome = 'silence', outcome_at = excluded.outcome_at`)
    await tx.execute(
      insertRows(
        caseEvents,
        silent.map(({ shop_id: shopId, id: conversationId }) => ({
          shopId,
          id: newId(now),
          conversationId,
          kind: 'closed',
          actor: RULE,
          detail: 'silence',
          at: now,
        })),
      ),
    )
    return silent.length
  })
}

/** Whoever is just at work on one of them goes first: it is looked at again the next time. */
const holdSilent = (tx: Transaction, now: Date) =>
  queryRows(
    tx,
    z.object({ shop_id: z.string(), id: z.string() }),
    sql`select c.shop_id, c.id from conversations c
      where c.status in ('answered', 'closed', 'waiting') and (c.awaiting_since is null or c.status = 'waiting')
        and c.last_message_at > ${at(now)} - make_interval(days => ${LOOK_BACK_DAYS})
        and (c.reply_window_until < ${at(now)} or c.last_message_at < ${at(now)} - make_interval(days => ${SILENT_DAYS}))
        and not exists (select 1 from cases k where k.shop_id = c.shop_id and k.conversation_id = c.id
          and k.outcome is not null)
        and not exists (select 1 from promises p where p.shop_id = c.shop_id and p.conversation_id = c.id
          and p.status = 'open')
        and not exists (select 1 from replies r where r.shop_id = c.shop_id and r.conversation_id = c.id
          and r.status in ('queued', 'sending', 'sent', 'uncertain', 'in_moderation'))
        and not exists (select 1 from case_waits w where w.shop_id = c.shop_id and w.conversation_id = c.id
          and w.until is null and w.waits_for <> 'buyer')
      order by c.last_message_at limit ${AT_ONCE} for update of c skip locked`,
  )

const at = (moment: Date) => sql`${moment.toISOString()}::timestamptz`
