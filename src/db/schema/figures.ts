import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core'
import { conversations } from './conversations.ts'
import { at, ofShop, partOf } from './shops.ts'

/**
 * What figures are counted from: one row a turn of a buyer, made from the thread. Nothing here is known nowhere else:
 * rows are made anew whenever their conversation moved.
 */
export const turns = pgTable(
  'turns',
  {
    shopId: text('shop_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    /** `own`, `ozon`, or `both` where the two agree on what an answer is: no acknowledgement was sent. */
    view: text('view').notNull(),
    startedSeq: numeric('started_seq', { precision: 20 }).notNull(),
    channel: text('channel').notNull(),
    startedAt: at('started_at').notNull(),
    /** In Moscow. */
    day: date('day').notNull(),
    hour: smallint('hour').notNull(),
    isFirst: boolean('is_first').notNull(),
    isHandled: boolean('is_handled').notNull(),
    answeredAt: at('answered_at'),
    waitMs: bigint('wait_ms', { mode: 'number' }),
    /** Of the wait, what was working time. */
    workMs: bigint('work_ms', { mode: 'number' }),
    /** The shop's own target for it; null = none. */
    targetMs: bigint('target_ms', { mode: 'number' }),
    category: text('category').notNull().default(''),
    /** Who answered: a person's id, `policy`, `elsewhere`; empty = nobody yet. */
    agent: text('agent').notNull().default(''),
    /** How much of a draft was in the answer: `unchanged`, `light`, `rewritten`, `written`; empty = not of ours. */
    outcome: text('outcome').notNull().default(''),
    /** The buyer came back within seven days of the answer, and not only to thank. */
    cameBack: boolean('came_back').notNull().default(false),
    /** Of the whole case, at its last turn: working time it took from the buyer's first word; null elsewhere. */
    caseMs: bigint('case_ms', { mode: 'number' }),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.conversationId, t.view, t.startedSeq] }),
    partOf(t, t.conversationId, conversations),
    check('turns_view', sql`${t.view} in ('own', 'ozon', 'both')`),
    index('turns_day').on(t.shopId, t.day),
    index('turns_started').on(t.shopId, t.startedAt),
  ],
)

/** The turns of a Moscow day, summed up; made anew from `turns` whenever the day moved. */
export const turnDays = pgTable(
  'turn_days',
  {
    shopId: ofShop(),
    day: date('day').notNull(),
    channel: text('channel').notNull(),
    category: text('category').notNull(),
    agent: text('agent').notNull(),
    turns: integer('turns').notNull(),
    answered: integer('answered').notNull(),
    waitMs: bigint('wait_ms', { mode: 'number' }).notNull(),
    within15m: integer('within_15m').notNull(),
    within1h: integer('within_1h').notNull(),
    within4h: integer('within_4h').notNull(),
    within24h: integer('within_24h').notNull(),
    workMs: bigint('work_ms', { mode: 'number' }).notNull(),
    targeted: integer('targeted').notNull(),
    onTarget: integer('on_target').notNull(),
    cases: integer('cases').notNull(),
    caseMs: bigint('case_ms', { mode: 'number' }).notNull(),
    cameBack: integer('came_back').notNull(),
    unchanged: integer('unchanged').notNull(),
    light: integer('light').notNull(),
    rewritten: integer('rewritten').notNull(),
    written: integer('written').notNull(),
  },
  (t) => [primaryKey({ columns: [t.shopId, t.day, t.channel, t.category, t.agent] })],
)

/**
 * Everything else that is counted by day. `name`: `decision` (label: what was decided, a refusal with its reason),
 * `reply` (what became of a text that left by a person or by itself), `hour` (turns by the hour they began in), `sent`
 * (answers by hour), `stars`, `cost` (calls of models; `total` in millionths).
 */
export const countDays = pgTable(
  'count_days',
  {
    shopId: ofShop(),
    day: date('day').notNull(),
    name: text('name').notNull(),
    channel: text('channel').notNull(),
    label: text('label').notNull(),
    count: integer('count').notNull(),
    total: bigint('total', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.shopId, t.day, t.name, t.channel, t.label] })],
)

/** Days to be summed up again. */
export const staleDays = pgTable('stale_days', { shopId: ofShop(), day: date('day').notNull() }, (t) => [
  primaryKey({ columns: [t.shopId, t.day] }),
])

/** A figure of how the shop answers at the end of a Moscow day: by our count, and as the marketplace tells it. */
export const ratingDays = pgTable(
  'rating_days',
  {
    shopId: ofShop(),
    source: text('source').notNull(),
    rating: text('rating').notNull(),
    day: date('day').notNull(),
    /** Seconds, or per cent; null = nothing was counted. */
    value: doublePrecision('value'),
    /** Ours: what the value is a share or a mean of; `part` in milliseconds or in dialogues. */
    part: bigint('part', { mode: 'number' }),
    whole: bigint('whole', { mode: 'number' }),
    readAt: at('read_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.source, t.rating, t.day] }),
    check('rating_days_source', sql`${t.source} in ('ours', 'ozon')`),
  ],
)
