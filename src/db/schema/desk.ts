import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { users } from './access.ts'
import { conversations } from './conversations.ts'
import { at, partOf, shops } from './shops.ts'

/** A text with variables that agents put into a reply; `shop_id` null = every shop, `owner` null = everybody's. */
export const cannedReplies = pgTable(
  'canned_replies',
  {
    id: text('id').primaryKey(),
    shopId: text('shop_id').references(() => shops.id, { onDelete: 'cascade' }),
    owner: text('owner').references(() => users.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    textRu: text('text_ru').notNull(),
    /** What it says, for who reads no Russian. */
    meaning: text('meaning').notNull().default(''),
    version: integer('version').notNull(),
    updatedBy: text('updated_by').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [index('canned_replies_shop').on(t.shopId), index('canned_replies_owner').on(t.owner)],
)

/** A filter of the queue under a name; a shared one is seen by everybody. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: text('id').primaryKey(),
    owner: text('owner')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    isShared: boolean('is_shared').notNull().default(false),
    filter: jsonb('filter').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [index('saved_views_owner').on(t.owner)],
)

/** What people tell each other about a case; the buyer never sees it. */
export const caseNotes = pgTable(
  'case_notes',
  {
    shopId: text('shop_id').notNull(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    /** `escalation` and `hand_back` are written with the act of that name. */
    kind: text('kind').notNull(),
    author: text('author').notNull(),
    text: text('text').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    partOf(t, t.conversationId, conversations),
    check('case_notes_kind', sql`${t.kind} in ('note', 'escalation', 'hand_back')`),
    index('case_notes_case').on(t.shopId, t.conversationId, t.createdAt),
  ],
)

/** Who is named in a note, and when they saw it. */
export const noteMentions = pgTable(
  'note_mentions',
  {
    shopId: text('shop_id').notNull(),
    noteId: text('note_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    conversationId: text('conversation_id').notNull(),
    readAt: at('read_at'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.noteId, t.userId] }),
    partOf(t, t.noteId, caseNotes),
    index('note_mentions_unread').on(t.userId, t.shopId, t.conversationId).where(sql`${t.readAt} is null`),
  ],
)

/** Which case a person has before them; a row that is not renewed is no presence any more. */
export const presences = pgTable(
  'presences',
  {
    userId: text('user_id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    shopId: text('shop_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    seenAt: at('seen_at').notNull(),
  },
  (t) => [
    foreignKey({
      columns: [t.shopId, t.conversationId],
      foreignColumns: [conversations.shopId, conversations.id],
    }).onDelete('cascade'),
    index('presences_case').on(t.shopId, t.conversationId),
  ],
)
