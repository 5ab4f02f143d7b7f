import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows, type Transaction } from '../db/client.ts'
import { insertRows } from '../db/insert-rows.ts'
import { caseEvents } from '../db/schema/cases.ts'
import type { Clock } from '../shared/clock.ts'
import { newId } from '../shared/ids.ts'
import { RULE, recordCaseEvent } from './case-events.ts'
import { holdCase, putCase } from './case-row.ts'
import { endOpenWait } from './wait.ts'

/** So long without a word, and nobody expects one any more. */
const SILENT_DAYS = 7
/** What is older was over before there were cases. */
const LOOK_BACK_DAYS = 60
const AT_ONCE = 500

type Deps = { db: Database; clock: Clock }

/**
 * Ends the cases in which the shop has spoken last and nobody says more: the marketplace's window is over, or a week
 * has passed. Not where a promise is open, a text is on its way, or anybody but the buyer is waited for, in any
 * conversation of the case. Answers how many it ended.
 */
export async function closeSilentCases(deps: Deps): Promise<number> {
  return (await closeSingle(deps)) + (await closeMerged(deps))
}

/** Cases of one conversation, many at a time. */
async function closeSingle({ db, clock }: Deps): Promise<number> {
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

const refRow = z.object({ shop_id: z.string(), id: z.string() })

/** Whoever is just at work on one of them goes first: it is looked at again the next time. */
async function holdSilent(tx: Transaction, now: Date) {
  const held = await queryRows(
    tx,
    refRow,
    sql`select c.shop_id, c.id from conversations c
      where ${isSilent(now)} and c.last_message_at > ${at(now)} - make_interval(days => ${LOOK_BACK_DAYS})
        and not exists (select 1 from cases k where k.shop_id = c.shop_id and k.conversation_id = c.id
          and (k.outcome is not null or k.case_id is not null))
      order by c.last_message_at limit ${AT_ONCE} for update of c skip locked`,
  )
  if (held.length === 0) return held
  const refs = sql.join(
    held.map(({ shop_id, id }) => sql`(${shop_id}, ${id})`),
    sql`, `,
  )
  // What was merged while these were being taken is looked at as the case that it is part of now.
  const merged = await queryRows(
    tx,
    refRow,
    sql`select shop_id, conversation_id as id from cases
      where (shop_id, conversation_id) in (${refs}) and case_id is not null`,
  )
  return held.filter((ref) => !merged.some(({ shop_id, id }) => shop_id === ref.shop_id && id === ref.id))
}

/** Cases of several conversations: each is held as a whole, and ends when all of it is silent. */
async function closeMerged({ db, clock }: Deps): Promise<number> {
  const now = clock.now()
  const silent = (one: SQL) => sql`select k.shop_id, min(k.conversation_id) as id
    from cases k join conversations c on c.shop_id = k.shop_id and c.id = k.conversation_id
    where k.case_id is not null and k.outcome is null and ${one}
    group by k.shop_id, k.case_id
    having bool_and(${isSilent(now)})
      and max(c.last_message_at) > ${at(now)} - make_interval(days => ${LOOK_BACK_DAYS})
    limit ${AT_ONCE}`
  let ended = 0
  for (const { shop_id: shopId, id: conversationId } of await queryRows(db, refRow, silent(sql`true`)))
    await db.transaction(async (tx) => {
      const ref = { shopId, conversationId }
      const { members } = await holdCase(tx, ref)
      const ids = sql.join(
        members.map(({ id }) => sql`${id}`),
        sql`, `,
      )
      const among = sql`k.shop_id = ${shopId} and k.conversation_id in (${ids})`
      if ((await queryRows(tx, refRow, silent(among))).length === 0) return
      await endOpenWait(tx, ref, { by: RULE, now })
      await putCase(tx, ref, { outcome: 'silence', outcomeAt: now })
      await recordCaseEvent(tx, { ...ref, kind: 'closed', actor: RULE, detail: 'silence', now })
      ended++
    })
  return ended
}

/** Of a conversation `c`: the shop spoke last, nothing is promised or under way, and nobody else is waited for. */
const isSilent = (now: Date) => sql`(c.status in ('answered', 'closed', 'waiting')
  and (c.awaiting_since is null or c.status = 'waiting')
  and (c.reply_window_until < ${at(now)} or c.last_message_at < ${at(now)} - make_interval(days => ${SILENT_DAYS}))
  and not exists (select 1 from promises p where p.shop_id = c.shop_id and p.conversation_id = c.id
    and p.status = 'open')
  and not exists (select 1 from replies r where r.shop_id = c.shop_id and r.conversation_id = c.id
    and r.status in ('queued', 'sending', 'sent', 'uncertain', 'in_moderation'))
  and not exists (select 1 from case_waits w where w.shop_id = c.shop_id and w.conversation_id = c.id
    and w.until is null and w.waits_for <> 'buyer'))`

const at = (moment: Date) => sql`${moment.toISOString()}::timestamptz`
