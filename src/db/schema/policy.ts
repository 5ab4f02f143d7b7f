import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { conversations } from './conversations.ts'
import { drafts } from './drafting.ts'
import { at, ofShop, partOf } from './shops.ts'

/** What a turn can be about, as this shop sees it. Without a row the shipped list holds. */
export const categories = pgTable(
  'categories',
  {
    shopId: ofShop(),
    key: text('key').notNull(),
    nameRu: text('name_ru').notNull(),
    nameZh: text('name_zh').notNull(),
    nameEn: text('name_en').notNull(),
    /** Messages of buyers that belong here: what the built-in reader learns from. */
    examples: jsonb('examples').$type<string[]>().notNull().default([]),
    isActive: boolean('is_active').notNull().default(true),
    updatedBy: text('updated_by').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.shopId, t.key] })],
)

/** The steps and required facts of a category; every change is a new version, the newest one holds. */
export const procedures = pgTable(
  'procedures',
  {
    shopId: ofShop(),
    category: text('category').notNull(),
    version: integer('version').notNull(),
    content: jsonb('content').notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: at('changed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.shopId, t.category, t.version] })],
)

/** What a shop decides about sending: hours, holidays, stop words, undo time, budget, acknowledgement. One row a shop. */
export const shopPolicies = pgTable('shop_policies', {
  shopId: ofShop().primaryKey(),
  version: integer('version').notNull(),
  content: jsonb('content').notNull(),
  updatedBy: text('updated_by').notNull(),
  updatedAt: at('updated_at').notNull(),
})

/** One cell shop × channel × category: may a draft leave by itself. Without a row it is `draft`. */
export const autonomyCells = pgTable(
  'autonomy_cells',
  {
    shopId: ofShop(),
    channel: text('channel').notNull(),
    category: text('category').notNull(),
    state: text('state').notNull(),
    updatedBy: text('updated_by').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.channel, t.category] }),
    check('autonomy_cells_state', sql`${t.state} in ('off', 'draft', 'dry_run', 'on')`),
  ],
)

/** The stop switch and its like: one row a switch, for the whole installation. */
export const switches = pgTable('switches', {
  name: text('name').primaryKey(),
  isOn: boolean('is_on').notNull(),
  reason: text('reason'),
  changedBy: text('changed_by').notNull(),
  changedAt: at('changed_at').notNull(),
})

/** What the auto-send policy decided about a draft: sent after the undo time, stopped, or only what it would have done. */
export const autoSends = pgTable(
  'auto_sends',
  {
    shopId: text('shop_id').notNull(),
    draftId: text('draft_id').notNull(),
    mode: text('mode').notNull(),
    status: text('status').notNull(),
    /** Why, rule by rule: also of those that were only dry. */
    reasons: jsonb('reasons').$type<string[]>().notNull(),
    sendAfter: at('send_after'),
    decidedAt: at('decided_at').notNull(),
    settledBy: text('settled_by'),
    settledAt: at('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.draftId] }),
    partOf(t, t.draftId, drafts),
    check('auto_sends_mode', sql`${t.mode} in ('dry_run', 'on')`),
    check('auto_sends_status', sql`${t.status} in ('would_send', 'waiting', 'sent', 'stopped')`),
    index('auto_sends_waiting').on(t.sendAfter).where(sql`${t.status} = 'waiting'`),
  ],
)

/** Every question asked of a model: what it was for, what it took and cost, how it ended. Never its text. */
export const modelCalls = pgTable(
  'model_calls',
  {
    id: text('id').primaryKey(),
    shopId: ofShop(),
    conversationId: text('conversation_id'),
    purpose: text('purpose').notNull(),
    model: text('model').notNull(),
    promptVersion: text('prompt_version'),
    outcome: text('outcome').notNull(),
    inputTokens: integer('input_tokens').notNull(),
    outputTokens: integer('output_tokens').notNull(),
    /** Millionths of the currency the prices are given in. */
    costMicros: bigint('cost_micros', { mode: 'number' }).notNull(),
    latencyMs: integer('latency_ms').notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    index('model_calls_month').on(t.shopId, t.at),
    index('model_calls_conversation').on(t.shopId, t.conversationId),
  ],
)

/** A reading of a text in the agent's language: a translation of what a buyer wrote, or the card of a Russian text. */
export const readings = pgTable(
  'readings',
  {
    shopId: text('shop_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    /** `translation` or `card`. */
    kind: text('kind').notNull(),
    language: text('language').notNull(),
    /** The text that was read: another text has another reading. */
    textHash: text('text_hash').notNull(),
    content: jsonb('content').notNull(),
    madeBy: text('made_by').notNull(),
    madeAt: at('made_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.conversationId, t.kind, t.language, t.textHash] }),
    partOf(t, t.conversationId, conversations),
    check('readings_kind', sql`${t.kind} in ('translation', 'card')`),
  ],
)
