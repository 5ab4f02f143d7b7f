import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import {
  check,
  customType,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { Compatibility, ProductAttribute, ProductSize, WarrantyFacts } from '../../domain/product.ts'
import { at, ofShop, partOf } from './shops.ts'

/** pgvector without a fixed dimension: each embedding space has its own, and its own partial index. */
const anyVector = customType<{ data: number[]; driverData: string }>({
  dataType: () => 'vector',
  toDriver: (value) => `[${value.join(',')}]`,
  fromDriver: (value) => JSON.parse(value) as number[],
})

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** All that an entry says, in one text: what the list of entries is searched by, and what the index of that search holds. */
export const wordsOfEntry = (
  t: Record<'questionRu' | 'answerRu' | 'questionZh' | 'answerZh' | 'questionEn' | 'answerEn', SQLWrapper>,
): SQL =>
  sql`${t.questionRu} || ' ' || ${t.answerRu} || ' ' || coalesce(${t.questionZh}, '') || ' ' || coalesce(${t.answerZh}, '') || ' ' || coalesce(${t.questionEn}, '') || ' ' || coalesce(${t.answerEn}, '')`

/** A catalogue item by SKU. Stock and price are facts with an as-of time, never embedded text. */
export const products = pgTable(
  'products',
  {
    shopId: ofShop(),
    sku: text('sku').notNull(),
    productId: text('product_id'),
    offerId: text('offer_id').notNull(),
    nameRu: text('name_ru').notNull(),
    nameZh: text('name_zh'),
    brand: text('brand'),
    categoryRu: text('category_ru'),
    categoryZh: text('category_zh'),
    descriptionRu: text('description_ru').notNull().default(''),
    descriptionZh: text('description_zh'),
    attributes: jsonb('attributes').$type<ProductAttribute[]>().notNull().default([]),
    sizes: jsonb('sizes').$type<ProductSize[]>().notNull().default([]),
    compatibility: jsonb('compatibility').$type<Compatibility[]>().notNull().default([]),
    warranty: jsonb('warranty').$type<WarrantyFacts>(),
    pictureUrl: text('picture_url'),
    price: numeric('price', { precision: 14, scale: 2, mode: 'number' }),
    oldPrice: numeric('old_price', { precision: 14, scale: 2, mode: 'number' }),
    currency: text('currency').notNull().default('RUB'),
    priceAsOf: at('price_as_of'),
    stockFbo: integer('stock_fbo'),
    stockFbs: integer('stock_fbs'),
    stockAsOf: at('stock_as_of'),
    /** When the marketplace's list last had it; null = it never came from there. */
    listedAt: at('listed_at'),
    retiredAt: at('retired_at'),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.shopId, t.sku] }), index('products_offer').on(t.shopId, t.offerId)],
)

/** An approved fact source. Every change is a new version in `knowledge_versions`. */
export const knowledgeEntries = pgTable(
  'knowledge_entries',
  {
    shopId: ofShop(),
    id: text('id').notNull(),
    kind: text('kind').notNull(),
    topic: text('topic'),
    questionRu: text('question_ru').notNull(),
    answerRu: text('answer_ru').notNull(),
    questionZh: text('question_zh'),
    answerZh: text('answer_zh'),
    questionEn: text('question_en'),
    answerEn: text('answer_en'),
    variants: jsonb('variants').$type<string[]>().notNull().default([]),
    schemes: jsonb('schemes').$type<string[]>().notNull().default([]),
    brand: text('brand'),
    category: text('category'),
    skus: jsonb('skus').$type<string[]>().notNull().default([]),
    /** Only of kind `warranty`: the facts as fields, for the scope above. */
    warranty: jsonb('warranty').$type<WarrantyFacts>(),
    /** Only of kind `past-answer`: the entries that its answer rested on; being asked like it speaks for them too. */
    restsOn: jsonb('rests_on').$type<string[]>().notNull().default([]),
    /** Names of the texts a model wrote and nobody has accepted yet. */
    machineFilled: jsonb('machine_filled').$type<string[]>().notNull().default([]),
    /** Who keeps it true: a name people know, not necessarily of a user. */
    owner: text('owner'),
    status: text('status').notNull().default('live'),
    version: integer('version').notNull().default(1),
    validFrom: at('valid_from'),
    validUntil: at('valid_until'),
    reviewBy: at('review_by'),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    index('knowledge_entries_words').using('gin', sql`(${wordsOfEntry(t)}) gin_trgm_ops`),
    check('knowledge_entries_kind', sql`${t.kind} in ('faq', 'policy', 'warranty', 'past-answer')`),
    check('knowledge_entries_status', sql`${t.status} in ('draft', 'live', 'retired')`),
  ],
)

export const knowledgeVersions = pgTable(
  'knowledge_versions',
  {
    shopId: text('shop_id').notNull(),
    entryId: text('entry_id').notNull(),
    version: integer('version').notNull(),
    content: jsonb('content').notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: at('changed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.shopId, t.entryId, t.version] }), partOf(t, t.entryId, knowledgeEntries)],
)

/**
 * The piece that is embedded and cited. `source` is `entry` or `product`, `part` tells which piece of it
 * (`question`, `answer`, `variant-2`, `card`, `attribute:battery_mah`); the text hash says when to embed again.
 */
export const passages = pgTable(
  'passages',
  {
    shopId: ofShop(),
    id: text('id').notNull(),
    source: text('source').notNull(),
    sourceId: text('source_id').notNull(),
    part: text('part').notNull(),
    sku: text('sku'),
    text: text('text').notNull(),
    textHash: text('text_hash').notNull(),
    tsv: tsvector('tsv').generatedAlwaysAs(
      sql`to_tsvector('russian', replace(replace("text", 'ё', 'е'), 'Ё', 'Е'))`,
    ),
    /** What of the text must match to the letter: measures, model names, article codes (`strongTokens`). */
    keys: text('keys').array().notNull().default(sql`'{}'`),
    /** The `PIECES_FORMAT` that cut it: passages of an older one are made anew. */
    format: smallint('format').notNull().default(1),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    index('passages_keys').using('gin', t.keys),
    index('passages_format').on(t.format),
    index('passages_source').on(t.shopId, t.source, t.sourceId),
    index('passages_tsv').using('gin', t.tsv),
    // Trigrams compare short texts: those of long answers would be most of the index and of what it finds in vain.
    index('passages_asked_trgm')
      .using('gin', sql`${t.text} gin_trgm_ops`)
      .where(sql`${t.part} in ('question', 'past', 'name') or ${t.part} like 'variant-%'`),
    check('passages_source_kind', sql`${t.source} in ('entry', 'product')`),
  ],
)

/** One embedding space: vectors of two spaces are never compared. */
export const embeddingSpaces = pgTable(
  'embedding_spaces',
  {
    id: text('id').primaryKey(),
    dimensions: integer('dimensions').notNull(),
    /** How its vectors are made: `hash`, `openai` or `onnx`, and what that needs to know; never a key. */
    provider: text('provider').notNull().default('hash'),
    config: jsonb('config').$type<Record<string, string>>().notNull().default({}),
    /** `filling` while a switch to it runs, `live` for the one that search uses. */
    status: text('status').notNull().default('idle'),
    /** Weights of the chance that a candidate of this space answers; null = the shipped ones. */
    calibration: jsonb('calibration').$type<number[]>(),
    startedAt: at('started_at'),
    wentLiveAt: at('went_live_at'),
    failure: text('failure'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('embedding_spaces_one_live').on(t.status).where(sql`${t.status} = 'live'`),
    check('embedding_spaces_status', sql`${t.status} in ('idle', 'filling', 'live')`),
  ],
)

export const passageEmbeddings = pgTable(
  'passage_embeddings',
  {
    shopId: text('shop_id').notNull(),
    passageId: text('passage_id').notNull(),
    space: text('space')
      .notNull()
      .references(() => embeddingSpaces.id),
    /** What it is compared among: `question`, `answer` or `product`; so that an index holds nothing to be filtered out. */
    list: text('list').notNull().default('question'),
    textHash: text('text_hash').notNull(),
    embedding: anyVector('embedding').notNull(),
  },
  (t) => [
    index('passage_embeddings_list').on(t.space, t.shopId, t.list),
    check('passage_embeddings_list_kind', sql`${t.list} in ('question', 'answer', 'product')`),
    primaryKey({ columns: [t.shopId, t.passageId, t.space] }),
    partOf(t, t.passageId, passages),
  ],
)

/** A posting behind a conversation, as the marketplace last told it. */
export const orders = pgTable(
  'orders',
  {
    shopId: ofShop(),
    postingNumber: text('posting_number').notNull(),
    orderNumber: text('order_number').notNull(),
    scheme: text('scheme').notNull(),
    status: text('status').notNull(),
    products: jsonb('products')
      .$type<{ sku: string; offerId?: string; name?: string; quantity: number }[]>()
      .notNull(),
    createdAt: at('created_at'),
    paidAt: at('paid_at'),
    shipmentDate: at('shipment_date'),
    deliveryFrom: at('delivery_from'),
    deliveryUntil: at('delivery_until'),
    deliveredAt: at('delivered_at'),
    cancelledAt: at('cancelled_at'),
    cancelReason: text('cancel_reason'),
    trackingNumber: text('tracking_number'),
    returns: jsonb('returns')
      .$type<{ status: string; reason?: string; sku?: string; scheme?: string; changedAt?: string }[]>()
      .notNull()
      .default([]),
    asOf: at('as_of').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.postingNumber] }),
    index('orders_number').on(t.shopId, t.orderNumber),
  ],
)
