import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { bug } from '../shared/errors.ts'

/**
 * One statement that inserts many rows of one shape with one parameter. The query builder makes a parameter of every
 * value, which for thousands of rows costs more than storing them and ends at 65,535. `then`: what follows, such as
 * `on conflict …` or `returning …`. At least one row.
 */
export function insertRows<T extends PgTable>(
  table: T,
  rows: readonly T['$inferInsert'][],
  then: SQL = sql``,
): SQL {
  const columns = columnsOf(table, Object.keys(rows[0] ?? {}))
  const names = listOf(columns.map(([, column]) => sql.identifier(column.name)))
  const types = listOf(
    columns.map(([, column]) => sql`${sql.identifier(column.name)} ${sql.raw(column.getSQLType())}`),
  )
  // Dates become ISO 8601 with the rest of the JSON; what is not said is null.
  const values = rows.map((row: Record<string, unknown>) =>
    Object.fromEntries(columns.map(([name, column]) => [column.name, row[name] ?? null])),
  )
  return sql`insert into ${table} (${names})
    select ${names} from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as row (${types}) ${then}`
}

/** For `on conflict … do update set`: these columns as the statement would have inserted them. */
export function setExcluded(table: PgTable, names: string[]): SQL {
  return listOf(
    columnsOf(table, names).map(
      ([, { name }]) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`,
    ),
  )
}

function columnsOf(table: PgTable, names: string[]): [string, PgColumn][] {
  const all = getTableColumns(table)
  return names.map((name) => {
    const column = all[name]
    if (!column) throw bug('no_such_column', `The table has no column ${name}`)
    return [name, column]
  })
}

const listOf = (parts: SQL[] | ReturnType<typeof sql.identifier>[]): SQL => sql.join(parts, sql`, `)
