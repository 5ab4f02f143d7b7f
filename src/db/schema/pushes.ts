import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at, ofShop } from './shops.ts'

/** How we answered the pushes of a shop, by minute and kind: what the marketplace judges us by. */
export const pushAnswers = pgTable(
  'push_answers',
  {
    shopId: ofShop(),
    minute: at('minute').notNull(),
    kind: text('kind').notNull(),
    pushes: integer('pushes').notNull(),
    /** Not answered with 200. */
    failed: integer('failed').notNull(),
    /** Slower than the marketplace's thresholds, each counting the next: 1.5 s, 2.5 s, 5 s. */
    over1500: integer('over_1500').notNull(),
    over2500: integer('over_2500').notNull(),
    over5000: integer('over_5000').notNull(),
    totalMs: bigint('total_ms', { mode: 'number' }).notNull(),
    maxMs: integer('max_ms').notNull(),
    lastStatus: integer('last_status').notNull(),
  },
  (t) => [primaryKey({ columns: [t.shopId, t.minute, t.kind] }), index('push_answers_minute').on(t.minute)],
)

/** Whether the marketplace pushes to us, as the guard saw it last. */
export const pushGuards = pgTable(
  'push_guards',
  {
    shopId: ofShop().primaryKey(),
    state: text('state').notNull(),
    /** The nightly grade: `GREEN`, `YELLOW`, `RED`. */
    grade: text('grade'),
    reason: text('reason'),
    checkedAt: at('checked_at').notNull(),
    /** Attempts to switch pushes on again since they went off, and when the next is due. */
    attempts: integer('attempts').notNull().default(0),
    retryAt: at('retry_at'),
    /** When a test push got through last. */
    provedAt: at('proved_at'),
  },
  (t) => [
    check(
      'push_guards_state',
      sql`${t.state} in ('on', 'slow', 'unreachable', 'off', 'off_by_seller', 'off_for_good', 'not_registered', 'unknown')`,
    ),
  ],
)

/** A time without pushes, and the proof that nothing was missed in it. */
export const pushGaps = pgTable(
  'push_gaps',
  {
    shopId: ofShop(),
    id: text('id').notNull(),
    reason: text('reason').notNull(),
    from: at('from_at').notNull(),
    /** When pushes were back; null = they still are not. */
    to: at('to_at'),
    /** Chats that a look found ahead of what pushes had told. */
    found: integer('found').notNull().default(0),
    looks: integer('looks').notNull().default(0),
    /** When a look through all chats that began after `to` was done: the gap is closed. */
    closedAt: at('closed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    index('push_gaps_open').on(t.shopId).where(sql`${t.closedAt} is null`),
  ],
)
