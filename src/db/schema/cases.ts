import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { users } from './access.ts'
import { conversations } from './conversations.ts'
import { at, ofShop, partOf } from './shops.ts'

/**
 * What people and rules made of a conversation as a case. Without a row: nothing yet. Conversations with one `case_id`
 * are one case: whatever else stands here is written to all of them at once.
 */
export const cases = pgTable(
  'cases',
  {
    shopId: text('shop_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    /** What several conversations belong to; null = this one is a case of its own. */
    caseId: text('case_id'),
    /** How far a complaint is; null = it is none, or nobody has said. */
    stage: text('stage'),
    assignedTo: text('assigned_to').references(() => users.id, { onDelete: 'set null' }),
    assignedAt: at('assigned_at'),
    /** How it ended; null = it is under way. */
    outcome: text('outcome'),
    outcomeAt: at('outcome_at'),
    reopened: integer('reopened').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.conversationId] }),
    partOf(t, t.conversationId, conversations),
    check('cases_stage', sql`${t.stage} in ('listen', 'investigate', 'propose', 'confirm', 'follow_up')`),
    check('cases_outcome', sql`${t.outcome} in ('confirmed', 'silence', 'agent')`),
    index('cases_members').on(t.shopId, t.caseId).where(sql`${t.caseId} is not null`),
    index('cases_stage').on(t.stage).where(sql`${t.stage} is not null`),
    index('cases_assigned').on(t.assignedTo).where(sql`${t.assignedTo} is not null`),
    index('cases_outcome').on(t.outcome).where(sql`${t.outcome} is not null`),
  ],
)

/** What happened to a case and stands nowhere else. Append-only: the database refuses any change. */
export const caseEvents = pgTable(
  'case_events',
  {
    shopId: text('shop_id').notNull(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    kind: text('kind').notNull(),
    /** A person's id, or `rule`, `buyer`, `marketplace`. */
    actor: text('actor').notNull(),
    /** One word of what came of it: a stage, a person, whom it waits for. */
    detail: text('detail'),
    /** In somebody's own words. */
    note: text('note'),
    at: at('at').notNull(),
    /** One for all conversations of a case that it happened to; null = to this one alone. */
    actId: text('act_id'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    partOf(t, t.conversationId, conversations),
    index('case_events_case').on(t.shopId, t.conversationId, t.at),
  ],
)

/** A stretch in which a case waits for somebody else. At most one is open, and none begins before the last ended. */
export const caseWaits = pgTable(
  'case_waits',
  {
    shopId: text('shop_id').notNull(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    waitsFor: text('waits_for').notNull(),
    note: text('note').notNull().default(''),
    since: at('since').notNull(),
    /** Null = it still waits. */
    until: at('until'),
    startedBy: text('started_by').notNull(),
    endedBy: text('ended_by'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    partOf(t, t.conversationId, conversations),
    check(
      'case_waits_for',
      sql`${t.waitsFor} in ('buyer', 'warehouse', 'carrier', 'supplier', 'ozon_support', 'colleague')`,
    ),
    check('case_waits_forward', sql`${t.until} >= ${t.since}`),
    uniqueIndex('case_waits_one_open').on(t.shopId, t.conversationId).where(sql`${t.until} is null`),
    index('case_waits_case').on(t.shopId, t.conversationId, t.since),
  ],
)

/** Whether new cases of a shop are given out by themselves, and to whom. Without a row: they are not. */
export const assignmentRules = pgTable(
  'assignment_rules',
  {
    shopId: ofShop().primaryKey(),
    isOn: boolean('is_on').notNull(),
    role: text('role').notNull(),
    categories: jsonb('categories').$type<string[]>().notNull(),
    updatedBy: text('updated_by').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [check('assignment_rules_role', sql`${t.role} in ('agent', 'lead', 'admin')`)],
)
