import { sql } from 'drizzle-orm'
import {
  bigserial,
  boolean,
  check,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { at } from './shops.ts'

export const users = pgTable(
  'users',
  {
    id: text('id').primaryKey(),
    login: text('login').notNull(),
    name: text('name').notNull(),
    role: text('role').notNull(),
    language: text('language'),
    passwordHash: text('password_hash').notNull(),
    /** The shops this person may see; null = all. An admin sees all, whatever stands here. */
    shopIds: jsonb('shop_ids').$type<string[]>(),
    /** True while the password is a one-time one. */
    mustChangePassword: boolean('must_change_password').notNull().default(false),
    createdAt: at('created_at').notNull(),
    disabledAt: at('disabled_at'),
  },
  (t) => [
    unique('users_login').on(t.login),
    check('users_role', sql`${t.role} in ('agent', 'lead', 'admin')`),
  ],
)

/** The cookie holds the secret, the table only its SHA-256. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    lastSeenAt: at('last_seen_at').notNull(),
  },
  (t) => [index('sessions_user').on(t.userId), index('sessions_expiry').on(t.expiresAt)],
)

/** A token for scripts: hashed, scoped, revocable. */
export const apiTokens = pgTable('api_tokens', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  tokenHash: text('token_hash').notNull().unique(),
  scopes: jsonb('scopes').$type<string[]>().notNull(),
  /** The shops it may see; null = all. */
  shopIds: jsonb('shop_ids').$type<string[]>(),
  createdBy: text('created_by').notNull(),
  createdAt: at('created_at').notNull(),
  expiresAt: at('expires_at'),
  lastUsedAt: at('last_used_at'),
  revokedAt: at('revoked_at'),
})

/** Who changed what; written in the same transaction as the change, never updated. */
export const auditRecords = pgTable(
  'audit_records',
  {
    /** Empty for what belongs to no shop (people, tokens). */
    shopId: text('shop_id').notNull().default(''),
    id: text('id').notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    before: jsonb('before'),
    after: jsonb('after'),
    at: at('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    index('audit_subject').on(t.shopId, t.subject),
    index('audit_at').on(t.at),
  ],
)

/** What the console must hear about; the row's number is the SSE event id, so a client catches up after a gap. */
export const changes = pgTable(
  'changes',
  {
    seq: bigserial('seq', { mode: 'number' }).primaryKey(),
    shopId: text('shop_id').notNull(),
    kind: text('kind').notNull(),
    conversationId: text('conversation_id'),
    /** Whose rights changed: told to nobody, their open streams end. */
    person: text('person'),
    at: at('at').notNull(),
  },
  (t) => [index('changes_at').on(t.at)],
)

/** Small settings of the installation (e.g. a check value of the master key). */
export const settings = pgTable('settings', {
  name: text('name').primaryKey(),
  value: jsonb('value').notNull(),
})
