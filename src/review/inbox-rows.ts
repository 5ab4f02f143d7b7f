import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { isAsleep } from '../db/awake.ts'
import { ACKNOWLEDGEMENT_ORIGIN } from '../domain/acknowledgement.ts'
import { classificationSchema, type RiskFlag, ROUTES } from '../domain/draft.ts'
import { triageSchema } from '../domain/feedback/triage-schema.ts'
import { replyChannel } from '../domain/reply-channel.ts'
import { answerDueAt } from '../domain/reply-window.ts'
import { SERVICE_CLASSES } from '../domain/service-target.ts'
import { outcomeSchema, stageSchema, waitsForSchema } from '../http/contracts/case-desk.ts'
import { roleSchema } from '../http/contracts/common.ts'
import type { InboxItem } from '../http/contracts/inbox.ts'
import { REPLY_STATES } from '../http/contracts/inbox.ts'

const date = z.coerce.date().nullable()

/** One conversation with what a list needs of its neighbours, as the query below answers it. */
export const inboxRowSchema = z.object({
  shop_id: z.string(),
  shop_name: z.string(),
  id: z.string(),
  channel: z.string(),
  buyer_name: z.string().nullable(),
  sku: z.string().nullable(),
  rating: z.coerce.number().nullable(),
  order_status: z.string().nullable(),
  triage: triageSchema.nullable(),
  product_name: z.string().nullable(),
  product_name_zh: z.string().nullable(),
  last_buyer_text: z.string().nullable(),
  last_buyer_message_at: date,
  awaiting_since: date,
  response_due_at: date,
  resolution_due_at: date,
  service_class: z.enum(SERVICE_CLASSES).nullable(),
  draft_due_at: date,
  draft_error: z.string().nullable(),
  reply_window_until: date,
  window_rule: z.string().nullable(),
  claimed_by: z.string().nullable(),
  claimer_name: z.string().nullable(),
  snoozed_until: date,
  status: z.string(),
  escalated_to: z.string().nullable(),
  escalated_name: z.string().nullable(),
  escalated_role: roleSchema.nullable(),
  escalated_department: z.string().nullable(),
  department_name: z.string().nullable(),
  is_mentioned: z.boolean(),
  draft_id: z.string().nullable(),
  route: z.enum(ROUTES).nullable(),
  classification: classificationSchema.nullable(),
  leaves_at: date,
  reply_status: z.enum(REPLY_STATES).nullable(),
  promise_overdue_since: date,
  attachments: z.coerce.number(),
  stage: stageSchema.nullable(),
  assigned_to: z.string().nullable(),
  assignee_name: z.string().nullable(),
  waits_for: waitsForSchema.nullable(),
  waits_since: date,
  waits_note: z.string().nullable(),
  outcome: outcomeSchema.nullable(),
  outcome_at: date,
  reopened: z.coerce.number(),
  case_id: z.string().nullable(),
  case_size: z.coerce.number(),
  sort_key: z.string(),
})
export type InboxRow = z.infer<typeof inboxRowSchema>

/**
 * Columns and joins of inbox rows. `chosen` names the conversations of the page with a `sort_key`: they are joined to
 * the rest only once they are chosen. `me`: whose mentions count.
 */
export const inboxSelect = (chosen: SQL, { now, me }: { now: Date; me: string | undefined }): SQL => sql`
  select c.shop_id, s.name as shop_name, c.id, c.channel, c.buyer_name, c.sku, c.rating, c.order_status,
    c.triage,
    p.name_ru as product_name, p.name_zh as product_name_zh, c.last_buyer_text, c.last_buyer_message_at,
    c.awaiting_since, c.response_due_at, c.resolution_due_at, c.service_class, c.promise_overdue_since, c.draft_due_at, c.draft_error, c.reply_window_until, c.window_rule,
    case when c.claimed_until > ${now.toISOString()}::timestamptz then c.claimed_by end as claimed_by,
    u.name as claimer_name, c.status, c.escalated_to, e.name as escalated_name, c.escalated_role, c.escalated_department, ed.name as department_name,
    case when ${isAsleep(now)} then c.snoozed_until end as snoozed_until,
    exists (select 1 from note_mentions nm where nm.shop_id = c.shop_id and nm.conversation_id = c.id
      and nm.user_id = ${me ?? ''} and nm.read_at is null) as is_mentioned, d.id as draft_id, d.route, w.send_after as leaves_at, coalesce(d.classification, d2.classification) as classification,
    k.stage, k.assigned_to, ka.name as assignee_name, k.outcome, k.outcome_at, coalesce(k.reopened, 0) as reopened,
    k.case_id, case when k.case_id is null then 1 else (select count(*) from cases x where x.shop_id = k.shop_id and x.case_id = k.case_id) end as case_size,
    kw.waits_for, kw.since as waits_since, kw.note as waits_note, r.status as reply_status, coalesce(a.count, 0) as attachments, page.sort_key::text as sort_key
  from (${chosen}) page
  join conversations c on c.shop_id = page.shop_id and c.id = page.id
  join shops s on s.id = c.shop_id
  left join products p on p.shop_id = c.shop_id and p.sku = c.sku
  left join cases k on k.shop_id = c.shop_id and k.conversation_id = c.id
  left join users ka on ka.id = k.assigned_to
  left join case_waits kw on kw.shop_id = c.shop_id and kw.conversation_id = c.id and kw.until is null
  left join users u on u.id = c.claimed_by
  left join users e on e.id = c.escalated_to
  left join departments ed on ed.id = c.escalated_department
  left join drafts d on d.shop_id = c.shop_id and d.conversation_id = c.id and d.status = 'pending'
  left join auto_sends w on w.shop_id = d.shop_id and w.draft_id = d.id and w.status = 'waiting'
  left join lateral (
    select classification from drafts x where x.shop_id = c.shop_id and x.conversation_id = c.id and d.id is null
      and x.origin <> 'written'
    order by x.created_at desc limit 1) d2 on true
  left join lateral (
    select status from replies x where x.shop_id = c.shop_id and x.conversation_id = c.id
      and not exists (select 1 from drafts y where y.shop_id = x.shop_id and y.id = x.draft_id
        and y.origin = ${ACKNOWLEDGEMENT_ORIGIN})
    order by x.created_at desc limit 1) r on true
  left join lateral (
    select count(*) as count from messages m join attachments t on t.shop_id = m.shop_id and t.message_id = m.id
    where m.shop_id = c.shop_id and m.conversation_id = c.id and m.author = 'buyer') a on true`

/** The row in the console's words. */
export function inboxItem(row: InboxRow): InboxItem {
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return {
    shopId: row.shop_id,
    shopName: row.shop_name,
    conversationId: row.id,
    channel: row.channel,
    isPublic: replyChannel(row.channel).isPublic,
    buyerName: row.buyer_name,
    product: product(row),
    rating: row.rating,
    orderStatus: row.order_status,
    triage: row.triage,
    lastBuyerText: row.last_buyer_text,
    lastBuyerAt: iso(row.last_buyer_message_at),
    category: row.classification?.category ?? null,
    // What waits to leave by itself is a person's draft until it has left.
    route: row.leaves_at ? 'auto_send' : row.route,
    leavesAt: iso(row.leaves_at),
    draftState: draftState(row),
    replyState: row.reply_status,
    windowUntil: iso(row.reply_window_until),
    windowRule: row.window_rule,
    dueAt: row.awaiting_since ? answerDueAt(row.awaiting_since).toISOString() : null,
    targetDueAt: row.awaiting_since ? iso(sooner(row.response_due_at, row.resolution_due_at)) : null,
    serviceClass: row.service_class,
    claimedBy: row.claimed_by ? { id: row.claimed_by, name: row.claimer_name ?? row.claimed_by } : null,
    snoozedUntil: iso(row.snoozed_until),
    escalatedTo: escalatedTo(row),
    isMentioned: row.is_mentioned,
    promiseOverdueSince: iso(row.promise_overdue_since),
    attachmentsCount: row.attachments,
    riskFlags: (row.classification?.riskFlags ?? []) as RiskFlag[],
    case: caseState(row),
  }
}

const sooner = (a: Date | null, b: Date | null) => (a && b ? (a < b ? a : b) : (a ?? b))

function caseState(row: InboxRow): InboxItem['case'] {
  const { assigned_to: assignee, waits_for: waitsFor, waits_since: since } = row
  return {
    stage: row.stage,
    assignedTo: assignee ? { id: assignee, name: row.assignee_name ?? assignee } : null,
    waits: waitsFor && since ? { waitsFor, since: since.toISOString(), note: row.waits_note ?? '' } : null,
    outcome: row.outcome,
    outcomeAt: row.outcome_at?.toISOString() ?? null,
    reopened: row.reopened,
    merged: row.case_id ? { id: row.case_id, size: row.case_size } : null,
  }
}

function escalatedTo(row: InboxRow): InboxItem['escalatedTo'] {
  if (row.status !== 'escalated') return null
  const { escalated_to: id, escalated_name: name, escalated_role: role } = row
  const department = row.escalated_department
    ? { id: row.escalated_department, name: row.department_name ?? row.escalated_department }
    : null
  return { person: id ? { id, name: name ?? id } : null, role, department }
}

function product({ shop_id, sku, product_name, product_name_zh }: InboxRow): InboxItem['product'] {
  if (!sku) return null
  return { sku, name: product_name ?? sku, nameZh: product_name_zh, pictureUrl: pictureUrl(shop_id, sku) }
}

/** Pictures come through this server: the browser never talks to the marketplace. */
export const pictureUrl = (shopId: string, sku: string) => `/api/shops/${shopId}/products/${sku}/picture`

function draftState({ draft_id, draft_due_at, draft_error }: InboxRow): InboxItem['draftState'] {
  if (draft_id) return 'pending'
  if (draft_error) return 'failed'
  return draft_due_at ? 'drafting' : 'none'
}
