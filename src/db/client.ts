import type { SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { z } from 'zod'

/** What verbs use: PGlite and node-postgres behind the same drizzle surface. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
/** A database or a transaction on it: for reads and for verbs that join a caller's transaction. */
export type Executor = Database | Transaction

const rowsSchema = z.object({ rows: z.array(z.unknown()) })

/** Runs raw SQL and parses each row; both drivers answer `{ rows }`. */
export async function queryRows<T extends z.ZodType>(
  db: Executor,
  row: T,
  query: SQL,
): Promise<z.infer<T>[]> {
  const result = rowsSchema.parse(await db.execute(query))
  return result.rows.map((r) => row.parse(r))
}
