import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { at, ofShop, partOf } from './shops.ts'

const bytea = customType<{ data: Buffer; driverData: Buffer | Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value),
})

/** One import: its file is read into `import_rows` first (the dry run), and written only when a person confirms. */
export const importRuns = pgTable(
  'import_runs',
  {
    shopId: ofShop(),
    id: text('id').notNull(),
    what: text('what').notNull(),
    format: text('format').notNull(),
    fileName: text('file_name').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    status: text('status').notNull(),
    /** Rows read so far, then rows written so far. */
    rowsRead: integer('rows_read').notNull().default(0),
    rowsWritten: integer('rows_written').notNull().default(0),
    added: integer('added').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    unchanged: integer('unchanged').notNull().default(0),
    rejected: integer('rejected').notNull().default(0),
    /** Rows up to here are written; writing goes on after it. */
    writtenThrough: integer('written_through').notNull().default(0),
    /** What was left aside or taken for granted while reading, to be told to the person. */
    notes: jsonb('notes').$type<Record<string, unknown>[]>().notNull().default([]),
    failure: text('failure'),
    startedBy: text('started_by').notNull(),
    startedAt: at('started_at').notNull(),
    finishedAt: at('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    check('import_runs_what', sql`${t.what} in ('entries', 'products')`),
    check('import_runs_format', sql`${t.format} in ('xlsx', 'csv', 'jsonl', 'yml')`),
    check(
      'import_runs_status',
      sql`${t.status} in ('uploading', 'reading', 'ready', 'writing', 'done', 'failed', 'cancelled')`,
    ),
  ],
)

/** The uploaded file in pieces, so that any worker can read it; dropped when the import ends. */
export const importFiles = pgTable(
  'import_files',
  {
    shopId: text('shop_id').notNull(),
    runId: text('run_id').notNull(),
    piece: integer('piece').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.shopId, t.runId, t.piece] }), partOf(t, t.runId, importRuns)],
)

/** What the dry run found in each row of the file. */
export const importRows = pgTable(
  'import_rows',
  {
    shopId: text('shop_id').notNull(),
    runId: text('run_id').notNull(),
    /** As a person counts rows in the file, from 1 with the header. */
    row: integer('row').notNull(),
    outcome: text('outcome').notNull(),
    /** The entry's id or the product's SKU, where the row names one. */
    subject: text('subject'),
    reason: jsonb('reason').$type<Record<string, unknown>>(),
    content: jsonb('content'),
    /** Hash of what was stored when the row was read, empty for nothing: what changed since is not overwritten. */
    base: text('base'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.runId, t.row] }),
    partOf(t, t.runId, importRuns),
    index('import_rows_outcome').on(t.shopId, t.runId, t.outcome, t.row),
    check('import_rows_outcome_kind', sql`${t.outcome} in ('added', 'changed', 'unchanged', 'rejected')`),
  ],
)

/** One reading of the shop's catalogue at the marketplace; resumed from its cursor. */
export const catalogueSyncs = pgTable(
  'catalogue_syncs',
  {
    shopId: ofShop(),
    id: text('id').notNull(),
    kind: text('kind').notNull(),
    status: text('status').notNull(),
    step: text('step').notNull(),
    cursor: text('cursor'),
    total: integer('total'),
    done: integer('done').notNull().default(0),
    added: integer('added').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    retired: integer('retired').notNull().default(0),
    failure: text('failure'),
    startedBy: text('started_by').notNull(),
    startedAt: at('started_at').notNull(),
    finishedAt: at('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    check('catalogue_syncs_kind', sql`${t.kind} in ('full', 'marked')`),
    check('catalogue_syncs_status', sql`${t.status} in ('running', 'done', 'failed', 'cancelled')`),
  ],
)

/** Products to be read again, because a push said that they changed. */
export const productMarks = pgTable(
  'product_marks',
  {
    shopId: ofShop(),
    /** What the push named: `sku`, `product_id` or `offer_id`. */
    idKind: text('id_kind').notNull(),
    value: text('value').notNull(),
    reason: text('reason').notNull(),
    markedAt: at('marked_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.idKind, t.value] }),
    check('product_marks_id_kind', sql`${t.idKind} in ('sku', 'product_id', 'offer_id')`),
  ],
)

/** Two sources of the shop that say the same twice or contradict each other. */
export const knowledgeFindings = pgTable(
  'knowledge_findings',
  {
    shopId: ofShop(),
    id: text('id').notNull(),
    kind: text('kind').notNull(),
    /** `entry:<id>`, `product:<sku>` or `warranty:<sku>`; the smaller one first. */
    left: text('left_source').notNull(),
    right: text('right_source').notNull(),
    /** What differs, and the words of both sides. */
    detail: jsonb('detail').notNull(),
    /** Changes when either side does: a finding put aside comes back when its texts change. */
    contentHash: text('content_hash').notNull(),
    status: text('status').notNull().default('open'),
    foundAt: at('found_at').notNull(),
    settledBy: text('settled_by'),
    settledReason: text('settled_reason'),
    settledAt: at('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    index('knowledge_findings_left').on(t.shopId, t.left),
    index('knowledge_findings_right').on(t.shopId, t.right),
    index('knowledge_findings_newest').on(t.status, t.foundAt, t.id),
    unique('knowledge_findings_pair').on(t.shopId, t.kind, t.left, t.right),
    check('knowledge_findings_kind', sql`${t.kind} in ('duplicate', 'contradiction')`),
    check('knowledge_findings_status', sql`${t.status} in ('open', 'dismissed', 'gone')`),
  ],
)

/** Which state of an entry or a product has been compared with its neighbours; one without a row is still to be. */
export const findingChecks = pgTable(
  'finding_checks',
  {
    shopId: ofShop(),
    /** `entry:<id>` or `product:<sku>`. */
    source: text('source').notNull(),
    /** The `updated_at` that was read. */
    seenAt: at('seen_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.shopId, t.source] })],
)
