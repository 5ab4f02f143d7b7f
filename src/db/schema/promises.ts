import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { users } from './access.ts'
import { conversations } from './conversations.ts'
import { replies } from './drafting.ts'
import { at, partOf } from './shops.ts'

/** What a text that reached the buyer commits the shop to: a task until it is kept or taken back. */
export const promises = pgTable(
  'promises',
  {
    shopId: text('shop_id').notNull(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    /** The reply that made it, and its place in that text. */
    replyId: text('reply_id').notNull(),
    position: integer('position').notNull(),
    /** In Russian, in the words of the text. */
    what: text('what').notNull(),
    /** False: no day was named, and `due_at` is the house's own. */
    isDayNamed: boolean('is_day_named').notNull(),
    /** Null while it waits for what the buyer does. */
    dueAt: at('due_at'),
    /** Null = nobody in particular. */
    ownerId: text('owner_id').references(() => users.id, { onDelete: 'set null' }),
    status: text('status').notNull().default('open'),
    /** The one reminder or apology that was written because of it. */
    followUpReplyId: text('follow_up_reply_id'),
    madeAt: at('made_at').notNull(),
    settledAt: at('settled_at'),
    settledBy: text('settled_by'),
    note: text('note'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    unique('promises_place').on(t.shopId, t.replyId, t.position),
    partOf(t, t.conversationId, conversations),
    partOf(t, t.replyId, replies),
    check('promises_status', sql`${t.status} in ('open', 'kept', 'withdrawn')`),
    index('promises_case').on(t.shopId, t.conversationId),
    index('promises_open').on(t.dueAt).where(sql`${t.status} = 'open'`),
  ],
)
