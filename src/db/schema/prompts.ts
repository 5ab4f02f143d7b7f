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
  unique,
} from 'drizzle-orm/pg-core'
import type { BenchCase } from '../../domain/prompt-bench.ts'
import { drafts } from './drafting.ts'
import { at, ofShop, partOf } from './shops.ts'

/** A version that an admin wrote; immutable. The shipped ones are files, `live_prompts` is the pointer that moves. */
export const promptVersions = pgTable(
  'prompt_versions',
  {
    name: text('name').notNull(),
    number: integer('number').notNull(),
    /** SHA-256 of the body, hex. */
    hash: text('hash').notNull(),
    body: text('body').notNull(),
    /** The version it was made from, as a draft would remember it. */
    base: text('base').notNull(),
    author: text('author').notNull(),
    reason: text('reason').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.name, t.number] }), unique('prompt_versions_hash').on(t.name, t.hash)],
)

/** Which version of a prompt a shop uses: an own one, or with `number` null what is shipped. Without a row, too. */
export const livePrompts = pgTable(
  'live_prompts',
  {
    shopId: ofShop(),
    name: text('name').notNull(),
    number: integer('number'),
    /** Grows with every move: who moves it says which one they saw. */
    release: integer('release').notNull(),
    movedAt: at('moved_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.name] }),
    foreignKey({ columns: [t.name, t.number], foreignColumns: [promptVersions.name, promptVersions.number] }),
  ],
)

/** Every move of the pointer; append-only. */
export const promptReleases = pgTable(
  'prompt_releases',
  {
    shopId: ofShop(),
    name: text('name').notNull(),
    release: integer('release').notNull(),
    kind: text('kind').$type<'publish' | 'roll_back'>().notNull(),
    /** Own versions; null is the shipped one of that time, which the words beside it name. */
    fromNumber: integer('from_number'),
    fromVersion: text('from_version').notNull(),
    toNumber: integer('to_number'),
    toVersion: text('to_version').notNull(),
    /** Whether the version had been through the test bench by then. */
    isTested: boolean('is_tested').notNull(),
    actor: text('actor').notNull(),
    reason: text('reason').notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.name, t.release] }),
    check('prompt_releases_kind', sql`${t.kind} in ('publish', 'roll_back')`),
  ],
)

/** A dry run of an own version beside the live one over cases of a shop. */
export const promptBenches = pgTable(
  'prompt_benches',
  {
    shopId: ofShop(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    number: integer('number').notNull(),
    /** What it is compared with: the version that was live at the start. */
    liveNumber: integer('live_number'),
    liveVersion: text('live_version').notNull(),
    repeats: integer('repeats').notNull(),
    categories: jsonb('categories').$type<string[]>().notNull(),
    status: text('status').$type<'running' | 'done' | 'stopped' | 'cancelled'>().notNull(),
    /** Why it ended before its last case. */
    stopReason: text('stop_reason'),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    finishedAt: at('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.id] }),
    foreignKey({
      columns: [t.name, t.number],
      foreignColumns: [promptVersions.name, promptVersions.number],
    }),
    check('prompt_benches_status', sql`${t.status} in ('running', 'done', 'stopped', 'cancelled')`),
    index('prompt_benches_version').on(t.name, t.number, t.shopId),
  ],
)

/** One case of a run: a draft of the past, its turn answered again by both versions. */
export const promptBenchCases = pgTable(
  'prompt_bench_cases',
  {
    shopId: text('shop_id').notNull(),
    benchId: text('bench_id').notNull(),
    position: integer('position').notNull(),
    draftId: text('draft_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    category: text('category').notNull(),
    status: text('status').$type<'waiting' | 'done' | 'failed'>().notNull(),
    /** Null until it was tried. */
    content: jsonb('content').$type<BenchCase>(),
  },
  (t) => [
    primaryKey({ columns: [t.shopId, t.benchId, t.position] }),
    partOf(t, t.benchId, promptBenches),
    partOf(t, t.draftId, drafts),
    check('prompt_bench_cases_status', sql`${t.status} in ('waiting', 'done', 'failed')`),
  ],
)
