import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'

/** For `on conflict do update`: these columns as the statement would have inserted them. */
export function excludedColumns(table: PgTable, names: string[]): Record<string, SQL> {
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => names.includes(name))
  return Object.fromEntries(
    columns.map(([name, { name: inTable }]) => [name, sql.raw(`excluded."${inTable}"`)]),
  )
}
