import { z } from 'zod'
import { CATEGORIES } from '../../domain/category.ts'
import { RISK_FLAGS, riskFlagSchema, routeSchema } from '../../domain/draft.ts'
import { triageSchema } from '../../domain/feedback/triage-schema.ts'
import { SERVICE_CLASSES } from '../../domain/service-target.ts'
import { caseStateSchema, outcomeSchema, stageSchema, waitsForSchema } from './case-desk.ts'
import { idSchema, isoOrNullSchema, pageQuerySchema, personSchema, roleSchema, textSchema } from './common.ts'

/**
 * `todo`: waits for a person, most urgent first. `quiet`: needs no reply (thanks, closed by the buyer).
 * `done`: answered. `escalated`: handed to a person or a role. `snoozed`: put off, soonest back first. `mentioned`:
 * a colleague named the asker in a note of the last days. `all`: everything, newest first.
 */
export const INBOX_STATUSES = ['todo', 'quiet', 'done', 'escalated', 'snoozed', 'mentioned', 'all'] as const
export const inboxStatusSchema = z.enum(INBOX_STATUSES)
export type InboxStatus = z.infer<typeof inboxStatusSchema>

export const REPLY_STATES = [
  'queued',
  'sending',
  'sent',
  'visible',
  'rejected',
  'uncertain',
  'in_moderation',
  'lost',
  'cancelled',
  /** Copied out by a person, who says to have sent it: not proved. */
  'copied',
  /** Sent by hand, and seen in the marketplace's own thread since. */
  'copied_seen',
] as const
export const replyStateSchema = z.enum(REPLY_STATES)
export type ReplyState = z.infer<typeof replyStateSchema>

export const DRAFT_STATES = ['none', 'pending', 'drafting', 'failed'] as const
export const draftStateSchema = z.enum(DRAFT_STATES)
export type DraftState = z.infer<typeof draftStateSchema>

/** GET /api/inbox */
export const inboxQuerySchema = pageQuerySchema.extend({
  status: inboxStatusSchema.default('todo'),
  shopId: idSchema.optional(),
  channel: textSchema(50, 1).optional(),
  /** Part of a buyer's name, of a message, an order number, a SKU. */
  search: textSchema(200, 1).optional(),
  category: z.enum(CATEGORIES).optional(),
  risk: z.enum(RISK_FLAGS).optional(),
  /** `soon`: due within two hours or past due; `overdue`: past due; `target`: nearly or past the shop's own target. */
  due: z.enum(['soon', 'overdue', 'target']).optional(),
  /** `me`: escalated to the asker, to their role or to a department of theirs. */
  escalatedTo: z.literal('me').optional(),
  /** Handed to a department: `mine` = any that the asker is of, or the id of one. */
  department: idSchema.optional(),
  stage: stageSchema.optional(),
  /** `me`: the asker's own; `nobody`: given to nobody. */
  assignee: z.enum(['me', 'nobody']).optional(),
  waits: waitsForSchema.optional(),
  outcome: outcomeSchema.optional(),
})
export type InboxQuery = z.infer<typeof inboxQuerySchema>

/** GET /api/cases.csv */
export const inboxFileQuerySchema = inboxQuerySchema.omit({ cursor: true, limit: true })

export const itemProductSchema = z.object({
  sku: z.string(),
  name: z.string(),
  nameZh: z.string().nullable(),
  /** Path on this server. */
  pictureUrl: z.string().nullable(),
})

export const inboxItemSchema = z.object({
  shopId: z.string(),
  shopName: z.string(),
  conversationId: z.string(),
  channel: z.string(),
  /** True where everyone sees the answer (reviews, questions). */
  isPublic: z.boolean(),
  buyerName: z.string().nullable(),
  product: itemProductSchema.nullable(),
  /** Of a review: its stars, and `CANCELLED` where the parcel was not taken. */
  rating: z.int().nullable(),
  orderStatus: z.string().nullable(),
  /** Of a review: what it holds against the purchase, in the buyer's own words; null = not read. */
  triage: triageSchema.nullable(),
  lastBuyerText: z.string().nullable(),
  lastBuyerAt: isoOrNullSchema,
  category: z.enum(CATEGORIES).nullable(),
  route: routeSchema.nullable(),
  /** When the draft leaves by itself unless somebody stops it; null = it does not. */
  leavesAt: isoOrNullSchema,
  draftState: draftStateSchema,
  replyState: replyStateSchema.nullable(),
  /** Until when the marketplace accepts a reply, and the rule behind it. */
  windowUntil: isoOrNullSchema,
  windowRule: z.string().nullable(),
  /** Ozon's figure: 24 h after the buyer's first unanswered message. */
  dueAt: isoOrNullSchema,
  /** The shop's own target, by its working hours: the sooner of answering the turn and settling the case. */
  targetDueAt: isoOrNullSchema,
  serviceClass: z.enum(SERVICE_CLASSES).nullable(),
  claimedBy: personSchema.nullable(),
  /** Out of the queue until then; null = it is not. */
  snoozedUntil: isoOrNullSchema,
  /** Whom an escalated case waits for: one person, everybody of a role, or a department. */
  escalatedTo: z
    .object({
      person: personSchema.nullable(),
      role: roleSchema.nullable(),
      department: z.object({ id: z.string(), name: z.string() }).nullable(),
    })
    .nullable(),
  /** The asker is named in a note they have not seen. */
  isMentioned: z.boolean(),
  /** Since when a promise to this buyer is overdue. */
  promiseOverdueSince: isoOrNullSchema,
  attachmentsCount: z.int(),
  riskFlags: z.array(riskFlagSchema),
  case: caseStateSchema,
})
export type InboxItem = z.infer<typeof inboxItemSchema>

export const inboxCountsSchema = z.object({
  todo: z.int(),
  quiet: z.int(),
  escalated: z.int(),
  /** Of `escalated`: to the asker, to their role or to a department of theirs. */
  escalatedToMe: z.int(),
  snoozed: z.int(),
  /** With a note that names the asker and that they have not seen. */
  mentioned: z.int(),
  /** Of `todo`: due within two hours, and past due. */
  dueSoon: z.int(),
  overdue: z.int(),
  /** Of `todo`: nearly past the shop's own target, and past it. */
  targetSoon: z.int(),
  targetOverdue: z.int(),
})
export type InboxCounts = z.infer<typeof inboxCountsSchema>

export const inboxSchema = z.object({
  items: z.array(inboxItemSchema),
  nextCursor: z.string().nullable(),
  counts: inboxCountsSchema,
})
export type Inbox = z.infer<typeof inboxSchema>
