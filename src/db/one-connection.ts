import { type SQL, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'
import type { Database } from './client.ts'

/** Runs statements one after another on one connection and outside a transaction; other connections go on meanwhile. */
export async function onOneConnection(db: Database, statements: SQL[]): Promise<void> {
  const pool = poolOf(db)
  if (!pool) {
    // The embedded database has one connection: nobody is kept waiting by less than everything.
    for (const statement of statements) await db.execute(statement)
    return
  }
  const client = await pool.connect()
  try {
    const own = drizzle(client)
    for (const statement of statements) await own.execute(statement)
  } finally {
    // With whatever was set on it: the next one gets a fresh connection.
    client.release(true)
  }
}

/** Several connections, of which one may work in the background. */
export const isServer = (db: Database): boolean => poolOf(db) !== undefined

/** drizzle keeps the driver it was made with under this name. */
function poolOf(db: Database): Pool | undefined {
  return '$client' in db && db.$client instanceof Pool ? db.$client : undefined
}

/** One row: the `state` of an index; `building` while another connection is at it, `broken` when one died at it. */
export const indexStateQuery = (name: string): SQL => sql`
  select case
    when i.indexrelid is null then 'missing'
    when i.indisvalid then 'ready'
    when exists (select 1 from pg_stat_progress_create_index p where p.index_relid = i.indexrelid) then 'building'
    else 'broken' end as state
  from (select to_regclass(${name}) as id) wanted left join pg_index i on i.indexrelid = wanted.id`
