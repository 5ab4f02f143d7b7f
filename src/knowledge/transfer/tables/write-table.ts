import type { Language } from '../reasons.ts'
import type { OutRow, TransferKind } from '../shapes.ts'
import { printCell } from './cells.ts'
import { columnsOf } from './columns.ts'
import { columnLabel } from './labels.ts'

/** The header, then a row each, in the language asked. */
export async function* writeTable(
  rows: AsyncIterable<OutRow>,
  what: TransferKind,
  language: Language,
): AsyncGenerator<string[]> {
  const columns = columnsOf(what)
  yield columns.map(({ key }) => columnLabel(key, language))
  for await (const row of rows)
    yield columns.map((column) => printCell(column, fieldOf(row, column.key), language))
}

function fieldOf(row: OutRow, key: string): unknown {
  const [name = '', inner] = key.split('.')
  const value = row[name]
  if (inner === undefined) return value
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([one]) => one === inner)?.[1]
    : null
}
