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
  timestamp,
  unique,
} from 'drizzle-orm/pg-core'
import type { ChannelAccess, MethodsAccess } from '../../domain/channel-access.ts'
import type { ShopFindingCode } from '../../domain/shop-findings.ts'

type ShopFinding = {
  topic: 'key' | 'methods' | 'subscription' | 'webhook'
  status: 'ok' | 'warning' | 'error'
  message: string
  code?: ShopFindingCode | undefined
  values?: Record<string, string> | undefined
}

export type ShopCapabilities = {
  checkedAt: string
  keyExpiresAt?: string | undefined
  subscription?: string | undefined
  missingMethods: string[]
  /** By channel; absent in what older versions found. */
  channels?: Record<string, ChannelAccess> | undefined
  /** By method: tried, or shown by a real call. */
  methods?: MethodsAccess | undefined
  /** The names of the key's roles. */
  roles?: string[] | undefined
  /** What the last check found, word for word as it was told. */
  findings?: ShopFinding[] | undefined
}

export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** One seller cabinet on a marketplace. Secrets are sealed (AES-256-GCM), the webhook key is found by its hash. */
export const shops = pgTable(
  'shops',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    marketplace: text('marketplace').notNull().default('ozon'),
    clientId: text('client_id').notNull(),
    sellerId: text('seller_id'),
    apiBase: text('api_base').notNull(),
    sealedApiKey: text('sealed_api_key').notNull(),
    sealedWebhookKey: text('sealed_webhook_key').notNull(),
    webhookKeyHash: text('webhook_key_hash').notNull(),
    webhookNetworks: jsonb('webhook_networks').$type<string[]>().notNull().default([]),
    signature: text('signature'),
    isDemo: boolean('is_demo').notNull().default(false),
    lastPushAt: at('last_push_at'),
    lastPollAt: at('last_poll_at'),
    lastPollError: text('last_poll_error'),
    /** Who answered `/v1/roles` and `/v1/seller/info` last, and what this key may do. */
    capabilities: jsonb('capabilities').$type<ShopCapabilities>(),
    createdAt: at('created_at').notNull().defaultNow(),
    disabledAt: at('disabled_at'),
  },
  (t) => [
    unique('shops_client_key').on(t.marketplace, t.clientId, t.apiBase),
    unique('shops_webhook_key').on(t.webhookKeyHash),
  ],
)

/** The column of what belongs to a shop and goes with it. */
export const ofShop = () =>
  text('shop_id')
    .notNull()
    .references(() => shops.id, { onDelete: 'cascade' })

type Column = Parameters<typeof foreignKey>[0]['columns'][0]

/** The pair of columns that names a row of the same shop; what has it goes with that row. */
export const partOf = (t: { shopId: Column }, id: Column, whole: { shopId: Column; id: Column }) =>
  foreignKey({ columns: [t.shopId, id], foreignColumns: [whole.shopId, whole.id] }).onDelete('cascade')

/** Where a poll left off, per shop and channel. */
export const channelCursors = pgTable(
  'channel_cursors',
  {
    shopId: ofShop(),
    channel: text('channel').notNull(),
    name: text('name').notNull(),
    value: text('value').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.shopId, t.channel, t.name] })],
)

/** What the channel pushed or a poll found, raw, stored once under its event id; replayable. */
export const inboundEvents = pgTable(
  'inbound_events',
  {
    shopId: ofShop(),
    id: text('id').notNull(),
    channel: text('channel').notNull(),
    /** The chat it belongs to, as the marketplace names it; null for orders and goods. */
    conversationExternalId: text('conversation_external_id'),
    /** The parcel it tells of, when it does. */
    postingNumber: text('posting_number'),
    type: text('type').notNull(),
    source: text('source').notNull(),
    body: text('body').notNull(),
    status: text('status').notNull().default('pending'),
    reason: text('reason'),
    attempts: integer('attempts').notNull().default(0),
    receivedAt: at('received_at').notNull(),
    processedAt: at('processed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    check('inbound_events_source', sql`${t.source} in ('push', 'poll')`),
    check(
      'inbound_events_status',
      sql`${t.status} in ('pending', 'processed', 'stored', 'ignored', 'failed')`,
    ),
    index('inbound_events_received').on(t.receivedAt),
    index('inbound_events_posting').on(t.shopId, t.postingNumber).where(sql`${t.postingNumber} is not null`),
    index('inbound_events_pending')
      .on(t.shopId, t.conversationExternalId)
      .where(sql`${t.status} = 'pending'`),
  ],
)
