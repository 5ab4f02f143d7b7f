import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at } from './shops.ts'

/** Work to do: one row a queue and key, moved rather than doubled. See src/queue/README.md. */
export const jobs = pgTable(
  'jobs',
  {
    queue: text('queue').notNull(),
    key: text('key').notNull(),
    payload: jsonb('payload').notNull(),
    runAt: at('run_at').notNull(),
    /** Grows with every enqueue: a job asked for again while it runs is run again. */
    version: bigint('version', { mode: 'number' }).notNull().default(1),
    attempts: integer('attempts').notNull().default(0),
    lockedUntil: at('locked_until'),
    lockedBy: text('locked_by'),
    lastError: text('last_error'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.queue, t.key] }), index('jobs_due').on(t.queue, t.runAt)],
)
