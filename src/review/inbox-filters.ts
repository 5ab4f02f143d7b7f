import { type SQL, sql } from 'drizzle-orm'
import { isAsleep } from '../db/awake.ts'
import { withinShops } from '../db/within-shops.ts'
import type { Actor } from '../domain/actor.ts'
import { NEARLY_DUE_MS } from '../domain/service-target.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import { likePattern, patternsOf, withoutYo } from '../domain/spellings.ts'
import type { InboxQuery, InboxStatus } from '../http/contracts/inbox.ts'

/** Conditions on the conversation `c`, shared by the list and its counts. */

/** `scope`: the shops that the asker may see; every condition on conversations keeps within it. */
export type Asking = { now: Date; actor: Actor | undefined; scope: ShopScope }

/** By when an answer is due: Ozon's 24 h or the end of the window, whichever is first. */
export const DUE = sql`least(c.awaiting_since + interval '24 hours', c.reply_window_until)`
/** By when the shop's own clocks want it; the marketplace's are apart. */
export const TARGET_DUE = sql`(case when c.awaiting_since is not null then least(c.response_due_at, c.resolution_due_at) end)`
/** Where nothing is due, the 48 h of the buyer's last message; a promise that is overdue goes before. */
export const TIME_LEFT = sql`least(coalesce(${DUE}, c.last_buyer_message_at + interval '48 hours', c.created_at),
  c.promise_overdue_since)`
export const LAST_MESSAGE = sql`coalesce(c.last_message_at, c.created_at)`
export const SNOOZED_UNTIL = sql`coalesce(c.snoozed_until, c.created_at)`
export const DUE_SOON_MS = 2 * 3_600_000

const HAS_PENDING = sql`exists (select 1 from drafts q where q.shop_id = c.shop_id and q.conversation_id = c.id and q.status = 'pending')`
/** A mention stays in its list for a while after it was seen. */
const MENTION_DAYS = 7

export const timestamp = (at: Date) => sql`${at.toISOString()}::timestamptz`

export function inState(status: InboxStatus, { now, actor }: Omit<Asking, 'scope'>): SQL {
  switch (status) {
    case 'todo':
      // An overdue promise brings any case back, whatever was answered since.
      return sql`((c.status = 'open' and not ${isAsleep(now)}) or c.promise_overdue_since is not null)`
    case 'quiet':
      return sql`(c.status = 'waiting' and ${HAS_PENDING})`
    case 'escalated':
      return sql`(c.status = 'escalated' and not ${isAsleep(now)})`
    case 'snoozed':
      return sql`(c.status in ('open', 'escalated') and ${isAsleep(now)})`
    case 'done':
      return sql`(c.promise_overdue_since is null
        and (c.status in ('answered', 'closed') or (c.status = 'waiting' and not ${HAS_PENDING})))`
    case 'mentioned':
      return sql`(c.shop_id, c.id) in (select m.shop_id, m.conversation_id from note_mentions m
        join case_notes n on n.shop_id = m.shop_id and n.id = m.note_id
        where m.user_id = ${actor?.id ?? ''}
          and (m.read_at is null or n.created_at > ${timestamp(now)} - make_interval(days => ${MENTION_DAYS})))`
    case 'all':
      return sql`true`
  }
}

type Filter = Partial<
  Pick<
    InboxQuery,
    | 'shopId'
    | 'channel'
    | 'search'
    | 'category'
    | 'risk'
    | 'due'
    | 'escalatedTo'
    | 'department'
    | 'stage'
    | 'assignee'
    | 'waits'
    | 'outcome'
  >
>

/** What is asked for, within the shops that the asker may see. */
export function filtersOf(filter: Filter, asking: Asking): SQL[] {
  const { shopId, channel, search, category, risk, due, escalatedTo, department } = filter
  const found: SQL[] = [withinShops(asking.scope, sql`c.shop_id`)]
  if (shopId) found.push(sql`c.shop_id = ${shopId}`)
  if (channel) found.push(sql`c.channel = ${channel}`)
  if (category) found.push(sql`${READING} ->> 'category' = ${category}`)
  if (risk) found.push(sql`${READING} -> 'riskFlags' @> ${JSON.stringify([risk])}::jsonb`)
  if (due) {
    const [at, aheadMs] = {
      soon: [DUE, DUE_SOON_MS] as const,
      overdue: [DUE, 0] as const,
      target: [TARGET_DUE, NEARLY_DUE_MS.response] as const,
    }[due]
    found.push(sql`${at} <= ${timestamp(new Date(asking.now.getTime() + aheadMs))}`)
  }
  if (escalatedTo) found.push(isEscalatedTo(asking.actor))
  if (department) found.push(isWithDepartment(department, asking.actor))
  if (search) found.push(matches(search))
  return [...found, ...caseFilters(filter, asking.actor)]
}

/** By what is known of the case beside its messages: few rows, found by their own indexes. */
function caseFilters({ stage, assignee, waits, outcome }: Filter, actor: Actor | undefined): SQL[] {
  const among = (where: SQL) =>
    sql`(c.shop_id, c.id) in (select k.shop_id, k.conversation_id from cases k where ${where})`
  const found: SQL[] = []
  if (stage) found.push(among(sql`k.stage = ${stage}`))
  if (outcome) found.push(among(sql`k.outcome = ${outcome}`))
  if (assignee === 'me') found.push(among(sql`k.assigned_to = ${actor?.id ?? ''}`))
  if (assignee === 'nobody')
    found.push(sql`not exists (select 1 from cases k where k.shop_id = c.shop_id and k.conversation_id = c.id
      and k.assigned_to is not null)`)
  if (waits)
    found.push(sql`(c.shop_id, c.id) in (select w.shop_id, w.conversation_id from case_waits w
      where w.until is null and w.waits_for = ${waits})`)
  return found
}

/** To the person, to their role where no person is named, or to a department that they are of. */
export const isEscalatedTo = (actor: Actor | undefined): SQL =>
  sql`(c.escalated_to = ${actor?.id ?? ''} or (c.escalated_to is null and c.escalated_role = ${actor?.role ?? ''})
    or c.escalated_department in (${departmentsOf(actor)}))`

const departmentsOf = (actor: Actor | undefined): SQL =>
  sql`select dm.department_id from department_members dm where dm.user_id = ${actor?.id ?? ''}`

/** Handed to one department, or to any of the asker's own, and with it still. */
const isWithDepartment = (department: string, actor: Actor | undefined): SQL =>
  sql`(c.status = 'escalated' and c.escalated_department in (${
    department === 'mine' ? departmentsOf(actor) : sql`${department}`
  }))`

/** How the newest turn was read. */
const READING = sql`(select x.classification from drafts x where x.shop_id = c.shop_id and x.conversation_id = c.id
  and x.origin <> 'written' order by x.created_at desc limit 1)`

/**
 * One list of what matches, found by the indexes, rather than a look into every conversation; with the others of a
 * merged case, where any of them matches.
 */
function matches(search: string): SQL {
  const whole = likePattern(withoutYo(search))
  const says = (column: SQL) =>
    sql`((${sql.join(
      patternsOf(search).map((pattern) => sql`${column} ilike ${pattern}`),
      sql` or `,
    )}) and translate(${column}, 'ёЁ', 'еЕ') ilike ${whole})`
  return sql`(c.shop_id, c.id) in (with hit (shop_id, id) as (
    select f.shop_id, f.id from conversations f
      where ${says(sql`f.buyer_name`)} or f.order_number ilike ${likePattern(search)} or f.sku = ${search}
    union select m.shop_id, m.conversation_id from messages m where ${says(sql`m.text`)}
    union select h.shop_id, h.id from departments d join conversations h on h.escalated_department = d.id
      where h.status = 'escalated' and ${says(sql`d.name`)})
    select shop_id, id from hit union select x.shop_id, x.conversation_id from hit
      join cases k on k.shop_id = hit.shop_id and k.conversation_id = hit.id
      join cases x on x.shop_id = k.shop_id and x.case_id = k.case_id)`
}
