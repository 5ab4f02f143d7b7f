import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import type { Triage } from '../../domain/feedback/triage-schema.ts'
import { departments } from './departments.ts'
import { at, ofShop, partOf } from './shops.ts'

/** One buyer's exchange on one channel. `revision` grows with every change a draft must not survive. */
export const conversations = pgTable(
  'conversations',
  {
    shopId: ofShop(),
    id: text('id').notNull(),
    channel: text('channel').notNull(),
    externalId: text('external_id').notNull(),
    chatType: text('chat_type'),
    status: text('status').notNull().default('open'),
    revision: bigint('revision', { mode: 'number' }).notNull().default(0),
    buyerExternalId: text('buyer_external_id'),
    buyerName: text('buyer_name'),
    orderNumber: text('order_number'),
    postingNumber: text('posting_number'),
    scheme: text('scheme'),
    sku: text('sku'),
    /** Of a review: its stars, and what became of the order (`DELIVERED`, `CANCELLED`). */
    rating: integer('rating'),
    orderStatus: text('order_status'),
    /** Of a review: what it holds against the purchase, read from its words and stars; null = not read. */
    triage: jsonb('triage').$type<Triage>(),
    /** The marketplace's own word for how far a review or a question is dealt with: `NEW`, `VIEWED`, `PROCESSED`. */
    remoteStatus: text('remote_status'),
    /** Up to this message it was dealt with elsewhere, without an answer that we can see. */
    handledSeq: numeric('handled_seq', { precision: 20 }),
    lastMessageAt: at('last_message_at'),
    lastBuyerMessageAt: at('last_buyer_message_at'),
    /** When the buyer began the turn that is not answered yet; null = nothing to answer. */
    awaitingSince: at('awaiting_since'),
    /** The turn's newest words, kept for lists. */
    lastBuyerText: text('last_buyer_text'),
    /** Marketplace id of the newest message we hold, as a number for ordering. */
    lastMessageSeq: numeric('last_message_seq', { precision: 20 }),
    /** The newest message seen in the marketplace's own history; a push may be ahead of it. */
    confirmedSeq: numeric('confirmed_seq', { precision: 20 }),
    buyerReadSeq: numeric('buyer_read_seq', { precision: 20 }),
    /** Until when the marketplace accepts a reply; null = no buyer message yet. */
    replyWindowUntil: at('reply_window_until'),
    windowRule: text('window_rule'),
    /** When the burst is quiet and a draft may be made; null = nothing to draft. */
    draftDueAt: at('draft_due_at'),
    /** Why the last drafting failed, in plain words; null = it did not. */
    draftError: text('draft_error'),
    note: text('note'),
    claimedBy: text('claimed_by'),
    claimedUntil: at('claimed_until'),
    /** Out of the queue until then; the buyer's next word, or another window, brings it back at once. */
    snoozedUntil: at('snoozed_until'),
    snoozedBy: text('snoozed_by'),
    /** Whom an escalated case waits for: a person, everybody of a role, or a department. */
    escalatedTo: text('escalated_to'),
    escalatedRole: text('escalated_role'),
    escalatedDepartment: text('escalated_department').references(() => departments.id, {
      onDelete: 'set null',
    }),
    escalatedBy: text('escalated_by'),
    escalatedAt: at('escalated_at'),
    /** Since when a promise to this buyer is overdue, the oldest one; null = none is. Kept with `promises`. */
    promiseOverdueSince: at('promise_overdue_since'),
    /** How fast the case deserves an answer, and by when the shop's own clocks want it; they hold while it is awaited. */
    serviceClass: text('service_class'),
    responseDueAt: at('response_due_at'),
    resolutionDueAt: at('resolution_due_at'),
    /** Its turns are to be counted anew. */
    isUncounted: boolean('is_uncounted').notNull().default(true),
    closedAt: at('closed_at'),
    chatClosed: boolean('chat_closed').notNull().default(false),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    unique('conversations_external').on(t.shopId, t.channel, t.externalId),
    check('conversations_status', sql`${t.status} in ('open', 'waiting', 'answered', 'closed', 'escalated')`),
    index('conversations_draft_due').on(t.draftDueAt).where(sql`${t.draftDueAt} is not null`),
    index('conversations_queue').on(t.replyWindowUntil).where(sql`${t.status} in ('open', 'escalated')`),
    index('conversations_recent').on(t.shopId, t.lastMessageAt),
    index('conversations_snoozed').on(t.snoozedUntil).where(sql`${t.snoozedUntil} is not null`),
    index('conversations_promise_overdue')
      .on(t.promiseOverdueSince)
      .where(sql`${t.promiseOverdueSince} is not null`),
    check('conversations_escalated_role', sql`${t.escalatedRole} in ('agent', 'lead', 'admin')`),
    index('conversations_department')
      .on(t.escalatedDepartment)
      .where(sql`${t.escalatedDepartment} is not null`),
    index('conversations_order').on(t.shopId, t.orderNumber),
    index('conversations_buyer').on(t.shopId, t.buyerExternalId),
    index('conversations_awaiting').on(t.shopId).where(sql`${t.awaitingSince} is not null`),
    index('conversations_uncounted').on(t.shopId).where(sql`${t.isUncounted}`),
  ],
)

/** One utterance; an edit keeps the earlier text in `message_versions`. */
export const messages = pgTable(
  'messages',
  {
    shopId: text('shop_id').notNull(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    externalId: text('external_id').notNull(),
    seq: numeric('seq', { precision: 20 }).notNull(),
    author: text('author').notNull(),
    authorType: text('author_type').notNull(),
    text: text('text').notNull(),
    orderNumber: text('order_number'),
    sku: text('sku'),
    sentAt: at('sent_at').notNull(),
    editedAt: at('edited_at'),
    readAt: at('read_at'),
    /** Of a public answer: `pending`, `published` or `refused`, and the marketplace's reason. */
    moderation: text('moderation'),
    moderationReason: text('moderation_reason'),
    receivedAt: at('received_at').notNull(),
    /** When the marketplace's own history showed it; a push alone does not confirm. */
    confirmedAt: at('confirmed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    unique('messages_external').on(t.shopId, t.conversationId, t.externalId),
    partOf(t, t.conversationId, conversations),
    check('messages_moderation', sql`${t.moderation} in ('pending', 'published', 'refused')`),
    check('messages_author', sql`${t.author} in ('buyer', 'seller', 'marketplace')`),
    index('messages_thread').on(t.shopId, t.conversationId, t.seq),
    index('messages_trgm').using('gin', sql`${t.text} gin_trgm_ops`),
  ],
)

export const messageVersions = pgTable(
  'message_versions',
  {
    shopId: text('shop_id').notNull(),
    messageId: text('message_id').notNull(),
    version: integer('version').notNull(),
    text: text('text').notNull(),
    replacedAt: at('replaced_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.shopId, t.messageId, t.version] }), partOf(t, t.messageId, messages)],
)

/** A photo or file in a message; fetched through the server with the shop's key, never by the browser. */
export const attachments = pgTable(
  'attachments',
  {
    shopId: text('shop_id').notNull(),
    messageId: text('message_id').notNull(),
    position: integer('position').notNull(),
    url: text('url').notNull(),
    name: text('name'),
  },
  (t) => [primaryKey({ columns: [t.shopId, t.messageId, t.position] }), partOf(t, t.messageId, messages)],
)
