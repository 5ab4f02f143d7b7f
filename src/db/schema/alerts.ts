import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import type { AlertKind } from '../../domain/alert-kinds.ts'
import { users } from './access.ts'
import { at, ofShop, partOf } from './shops.ts'

const ofUser = () =>
  text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' })

/** What a person wants to be told of, and when not. Without a row: nothing. */
export const alertSettings = pgTable('alert_settings', {
  userId: ofUser().primaryKey(),
  /** The kinds that are on, and since when: what happened before is not told. */
  kinds: jsonb('kinds').$type<Partial<Record<AlertKind, string>>>().notNull(),
  /** Of the shops the person may see; null = all of them. */
  shopIds: jsonb('shop_ids').$type<string[]>(),
  /** How long before its end something is nearly due to this person. */
  leadMinutes: integer('lead_minutes').notNull(),
  /** `22:00`, both or none; in the person's own zone. */
  quietFrom: text('quiet_from'),
  quietTo: text('quiet_to'),
  timeZone: text('time_zone').notNull(),
  language: text('language').notNull(),
  updatedAt: at('updated_at').notNull(),
})

/** Where a person is told. */
export const alertTargets = pgTable(
  'alert_targets',
  {
    id: text('id').primaryKey(),
    userId: ofUser(),
    kind: text('kind').notNull(),
    /** A chat's id, an e-mail address, a URL. */
    address: text('address').notNull(),
    /** Of a webhook: what its calls are signed with. */
    sealedSecret: text('sealed_secret'),
    createdAt: at('created_at').notNull(),
    lastDeliveredAt: at('last_delivered_at'),
    /** Since when nothing is sent there, why, and what was answered. */
    brokenAt: at('broken_at'),
    brokenCode: text('broken_code'),
    brokenAnswer: text('broken_answer'),
  },
  (t) => [
    unique('alert_targets_address').on(t.userId, t.kind, t.address),
    check('alert_targets_kind', sql`${t.kind} in ('telegram', 'email', 'webhook')`),
  ],
)

/** Something to tell of, once: found again, it is the same row. */
export const alerts = pgTable(
  'alerts',
  {
    shopId: ofShop(),
    id: text('id').notNull(),
    kind: text('kind').notNull(),
    /** What it is about: a case, a channel, a product's topic. */
    subject: text('subject').notNull(),
    /** Which of its moments: the end that comes near, the 14, 7 or 1 days, the week. */
    threshold: text('threshold').notNull(),
    conversationId: text('conversation_id'),
    facts: jsonb('facts').notNull(),
    /** When it came to be; a person is not told of what was before they asked. Null: it is so now, whenever it began. */
    happenedAt: at('happened_at'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    unique('alerts_once').on(t.shopId, t.kind, t.subject, t.threshold),
    index('alerts_age').on(t.createdAt),
  ],
)

/** One telling of an alert at one target. */
export const alertDeliveries = pgTable(
  'alert_deliveries',
  {
    shopId: text('shop_id').notNull(),
    alertId: text('alert_id').notNull(),
    targetId: text('target_id')
      .notNull()
      .references(() => alertTargets.id, { onDelete: 'cascade' }),
    status: text('status').notNull().default('waiting'),
    /** When to try next. */
    nextAt: at('next_at').notNull(),
    /** What was sent together stays together, under one id, however often it is tried. */
    batchId: text('batch_id'),
    firstTriedAt: at('first_tried_at'),
    attempts: integer('attempts').notNull().default(0),
    /** Why it was not sent, or what the last attempt was answered. */
    reason: text('reason'),
    settledAt: at('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.alertId, t.targetId] }),
    partOf(t, t.alertId, alerts),
    check('alert_deliveries_status', sql`${t.status} in ('waiting', 'sent', 'dropped', 'failed')`),
    index('alert_deliveries_waiting').on(t.targetId, t.nextAt).where(sql`${t.status} = 'waiting'`),
    index('alert_deliveries_settled').on(t.settledAt).where(sql`${t.settledAt} is not null`),
  ],
)
