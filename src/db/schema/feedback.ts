import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Topic } from '../../domain/feedback/topics.ts'
import { messages } from './conversations.ts'
import { at, partOf } from './shops.ts'

/** What a buyer's message complains of, a row a topic, in the buyer's own words: the source of topics over time. */
export const heardTopics = pgTable(
  'heard_topics',
  {
    shopId: text('shop_id').notNull(),
    messageId: text('message_id').notNull(),
    topic: text('topic').$type<Topic>().notNull(),
    conversationId: text('conversation_id').notNull(),
    channel: text('channel').notNull(),
    /** Null where nothing told the product. */
    sku: text('sku'),
    words: text('words').notNull(),
    /** When the buyer wrote it. */
    heardAt: at('heard_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.messageId, t.topic] }),
    partOf(t, t.messageId, messages),
    index('heard_topics_when').on(t.shopId, t.heardAt),
    index('heard_topics_product').on(t.shopId, t.sku, t.heardAt),
  ],
)
