import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type {
  Check,
  Classification,
  DraftPromise,
  DraftSentence,
  Evidence,
  ReadingCard,
} from '../../domain/draft.ts'
import { conversations } from './conversations.ts'
import { at, partOf } from './shops.ts'

/** A proposed reply. Never edited: a change makes a new one. At most one is pending per conversation. */
export const drafts = pgTable(
  'drafts',
  {
    shopId: text('shop_id').notNull(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    status: text('status').notNull().default('pending'),
    kind: text('kind').notNull(),
    route: text('route').notNull(),
    text: text('text').notNull(),
    sentences: jsonb('sentences').$type<DraftSentence[]>().notNull(),
    evidence: jsonb('evidence').$type<Evidence[]>().notNull(),
    evidenceClass: text('evidence_class').notNull(),
    classification: jsonb('classification').$type<Classification>().notNull(),
    checks: jsonb('checks').$type<Check[]>().notNull(),
    readingCard: jsonb('reading_card').$type<ReadingCard>().notNull(),
    unanswered: jsonb('unanswered').$type<string[]>().notNull().default([]),
    /** What the procedure requires before an answer and nobody has told, and what is known but may be out of date. */
    missingFacts: jsonb('missing_facts').$type<string[]>().notNull().default([]),
    /** What the text commits the shop to: who, what, by when. */
    promises: jsonb('promises').$type<DraftPromise[]>().notNull().default([]),
    /** What an agent wrote in their own language, when the Russian was made from it. */
    agentText: text('agent_text'),
    procedureVersion: text('procedure_version'),
    /** Why this draft exists when it is not the plain path, e.g. a reply that was lost or refused by the marketplace. */
    origin: text('origin').notNull().default('drafting'),
    originReason: text('origin_reason'),
    /** The conversation's revision this draft was made for; the fingerprint binds an approval to it. */
    revision: bigint('revision', { mode: 'number' }).notNull(),
    fingerprint: text('fingerprint').notNull(),
    composer: text('composer').notNull(),
    model: text('model'),
    promptVersion: text('prompt_version'),
    pipelineVersion: text('pipeline_version').notNull(),
    latencyMs: integer('latency_ms').notNull(),
    createdAt: at('created_at').notNull(),
    settledAt: at('settled_at'),
    settledBy: text('settled_by'),
    settledReason: text('settled_reason'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    partOf(t, t.conversationId, conversations),
    uniqueIndex('drafts_one_pending').on(t.shopId, t.conversationId).where(sql`${t.status} = 'pending'`),
    check(
      'drafts_status',
      sql`${t.status} in ('pending', 'approved', 'edited', 'refused', 'escalated', 'superseded')`,
    ),
    check('drafts_kind', sql`${t.kind} in ('answer', 'clarify', 'acknowledge', 'handover')`),
    check('drafts_route', sql`${t.route} in ('auto_send', 'review', 'escalate', 'no_reply')`),
    index('drafts_conversation').on(t.shopId, t.conversationId, t.createdAt),
  ],
)

/** Entries a draft was offered, and those it rests on: what became of the draft is what became of them. */
export const draftEntries = pgTable(
  'draft_entries',
  {
    shopId: text('shop_id').notNull(),
    draftId: text('draft_id').notNull(),
    entryId: text('entry_id').notNull(),
    version: integer('version').notNull(),
    isUsed: boolean('is_used').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.draftId, t.entryId] }),
    partOf(t, t.draftId, drafts),
    index('draft_entries_entry').on(t.shopId, t.entryId),
  ],
)

/** What a person or a policy did with a draft; append-only. A draft is settled by one decision only. */
export const decisions = pgTable(
  'decisions',
  {
    shopId: text('shop_id').notNull(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    draftId: text('draft_id').notNull(),
    kind: text('kind').notNull(),
    actor: text('actor').notNull(),
    reason: text('reason'),
    note: text('note'),
    textBefore: text('text_before').notNull(),
    textAfter: text('text_after'),
    decidedAt: at('decided_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    unique('decisions_one_per_draft').on(t.shopId, t.draftId),
    partOf(t, t.draftId, drafts),
    index('decisions_day').on(t.shopId, t.decidedAt),
    check('decisions_kind', sql`${t.kind} in ('approve', 'edit', 'redo', 'refuse', 'escalate')`),
  ],
)

/** A text to send and its fate. At most one per conversation is on its way. */
export const replies = pgTable(
  'replies',
  {
    shopId: text('shop_id').notNull(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    draftId: text('draft_id').notNull(),
    text: text('text').notNull(),
    /** What each sentence of this very text rests on, judged as it was approved; null for replies of earlier versions. */
    sentences: jsonb('sentences').$type<DraftSentence[]>(),
    /** The weakest of them. */
    evidenceClass: text('evidence_class'),
    status: text('status').notNull().default('queued'),
    approvedBy: text('approved_by').notNull(),
    approvedRevision: bigint('approved_revision', { mode: 'number' }).notNull(),
    /** The next moment a worker should look at this reply; null = settled. */
    dueAt: timestamp('due_at', { withTimezone: true, mode: 'date' }),
    attempts: integer('attempts').notNull().default(0),
    proofReads: integer('proof_reads').notNull().default(0),
    sendingSince: at('sending_since'),
    /** Newest message id in the thread just before the send: our message must be newer. */
    baselineSeq: text('baseline_seq'),
    externalMessageId: text('external_message_id'),
    visibleAt: at('visible_at'),
    /** Since when the marketplace does not know an answer any more that it had taken; null = it does. */
    missingSince: at('missing_since'),
    failureCode: text('failure_code'),
    failureReason: text('failure_reason'),
    traceId: text('trace_id'),
    createdAt: at('created_at').notNull(),
    settledAt: at('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    unique('replies_draft').on(t.shopId, t.draftId),
    unique('replies_external_message').on(t.shopId, t.conversationId, t.externalMessageId),
    partOf(t, t.conversationId, conversations),
    partOf(t, t.draftId, drafts),
    uniqueIndex('replies_one_in_flight')
      .on(t.shopId, t.conversationId)
      .where(sql`${t.status} in ('queued', 'sending', 'sent', 'uncertain')`),
    check(
      'replies_status',
      sql`${t.status} in ('queued', 'sending', 'sent', 'visible', 'rejected', 'uncertain', 'in_moderation', 'lost', 'cancelled', 'copied')`,
    ),
    index('replies_day').on(t.shopId, t.createdAt),
    index('replies_due').on(t.dueAt).where(sql`${t.dueAt} is not null`),
  ],
)

/** One row a send request: what was known before it and what came of it. */
export const sendAttempts = pgTable(
  'send_attempts',
  {
    shopId: text('shop_id').notNull(),
    replyId: text('reply_id').notNull(),
    attempt: integer('attempt').notNull(),
    startedAt: at('started_at').notNull(),
    baselineSeq: text('baseline_seq'),
    outcome: text('outcome'),
    code: text('code'),
    reason: text('reason'),
    traceId: text('trace_id'),
    finishedAt: at('finished_at'),
  },
  (t) => [primaryKey({ columns: [t.shopId, t.replyId, t.attempt] }), partOf(t, t.replyId, replies)],
)
