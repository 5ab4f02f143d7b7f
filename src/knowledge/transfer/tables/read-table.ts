import { FileProblem } from '../file-problem.ts'
import { type Reason, reason } from '../reasons.ts'
import type { Cell, FileRow, Given, Note, TableRow, TransferKind } from '../shapes.ts'
import { CellProblem, parseCell } from './cells.ts'
import { type Column, columnsOf } from './columns.ts'
import { columnLabel, columnNames, foldName } from './labels.ts'

/** A header stands near the top: above it are titles, dates, a logo's empty rows. */
const HEADER_WITHIN = 30
const EXAMPLES = {
  entries: ['questionRu', 'answerRu', 'id'],
  products: ['sku', 'offerId', 'nameRu'],
} as const

type Header = { columns: (Column | undefined)[]; unknown: string[]; known: number; rows: number }

/** Finds the header and reads what stands below it, row by row. Throws `FileProblem` where there is no header. */
export async function* readTable(
  rows: AsyncIterable<TableRow>,
  what: TransferKind,
  note: Note,
): AsyncGenerator<FileRow> {
  const waiting: TableRow[] = []
  let header: Header | undefined
  for await (const row of rows) {
    if (header) {
      const read = readRow(row, header)
      if (read) yield read
      continue
    }
    if ('problem' in row ? waiting.length === 0 : isEmpty(row)) continue
    waiting.push(row)
    if (waiting.length < 2) continue
    header = headerAt(waiting, what)
    if (header) yield* afterHeader(header, waiting, note)
    else if (waiting.length > HEADER_WITHIN) break
  }
  if (header) return
  header = headerAt(waiting, what, true)
  if (!header)
    throw new FileProblem(
      reason('header_not_found', {
        expected: EXAMPLES[what].map((key) => columnLabel(key, 'ru')).join(', '),
      }),
    )
  yield* afterHeader(header, waiting, note)
}

/** The header is the second last of the rows so far, so that one in two rows is seen whole. */
function headerAt(waiting: TableRow[], what: TransferKind, isLast = false): Header | undefined {
  const at = waiting.length - (isLast ? 1 : 2)
  const [upper, lower] = [textsOf(waiting[at]), textsOf(waiting[at + 1])]
  if (!upper) return undefined
  const plain = headerOf(upper, what)
  const joined = lower && headerOfTwo(upper, lower, what)
  // A title above a plain header adds nothing to it: the header is the next row.
  const least = Math.max(1, plain?.known ?? 0, (lower && headerOf(lower, what)?.known) ?? 0)
  if (joined && joined.known > least) return { ...joined, rows: at + 2 }
  return plain && { ...plain, rows: at + 1 }
}

function* afterHeader(header: Header, waiting: TableRow[], note: Note): Generator<FileRow> {
  if (header.unknown.length > 0) note(reason('columns_unknown', { got: header.unknown.join(', ') }))
  for (const row of waiting.slice(header.rows)) {
    const read = readRow(row, header)
    if (read) yield read
  }
}

function headerOf(names: string[], what: TransferKind): Omit<Header, 'rows'> | undefined {
  const taken = new Set<string>()
  const unknown: string[] = []
  const columns = names.map((name) => {
    const column = columnNamed(name, what)
    if (column && !taken.has(column.key)) {
      taken.add(column.key)
      return column
    }
    if (name.trim() !== '') unknown.push(name.trim())
    return undefined
  })
  const hasIdentity = what === 'entries' ? ['id', 'questionRu'] : ['sku', 'offerId']
  return taken.size >= 2 && hasIdentity.some((key) => taken.has(key))
    ? { columns, unknown, known: taken.size }
    : undefined
}

/** Merged cells leave the value in the first of them: a group's name holds for the columns to its right. */
function headerOfTwo(upper: string[], lower: string[], what: TransferKind): Omit<Header, 'rows'> | undefined {
  let group = ''
  const width = Math.max(upper.length, lower.length)
  const names = Array.from({ length: width }, (_, i) => {
    const [up = '', low = ''] = [upper[i], lower[i]]
    if (up.trim() !== '') group = up
    if (low.trim() === '') return up
    return [`${group} ${low}`, low].find((name) => columnNamed(name, what)) ?? ''
  })
  // A row of data below a header says more than names.
  const isNames = lower.every((low, i) => low.trim() === '' || names[i] !== '')
  return isNames ? headerOf(names, what) : undefined
}

const BY_NAME: Record<TransferKind, Map<string, Column>> = {
  entries: namesOf('entries'),
  products: namesOf('products'),
}

function namesOf(what: TransferKind): Map<string, Column> {
  const columns = columnsOf(what)
  return new Map(columns.flatMap((column) => columnNames(column.key).map((name) => [name, column] as const)))
}

const columnNamed = (name: string, what: TransferKind) => BY_NAME[what].get(foldName(name))

function readRow(row: TableRow, { columns }: Header): FileRow | undefined {
  if ('problem' in row) return row
  if (isEmpty(row)) return undefined
  const given: Given = {}
  for (const [i, column] of columns.entries()) {
    if (!column) continue
    const cell: Cell = row.cells[i] ?? ''
    if (typeof cell !== 'string') return { row: row.row, problem: cell.problem }
    try {
      given[column.key] = parseCell(column, cell)
    } catch (error) {
      if (!(error instanceof CellProblem)) throw error
      return { row: row.row, problem: problemOf(column, error) }
    }
  }
  return { row: row.row, given }
}

function problemOf({ key, kind }: Column, { expected }: CellProblem): Reason {
  return reason(kind === 'choice' ? 'not_one_of' : 'wrong_value', { column: key, expected })
}

const isEmpty = (row: TableRow) =>
  'cells' in row && row.cells.every((cell) => typeof cell === 'string' && cell.trim() === '')

const textsOf = (row: TableRow | undefined): string[] | undefined =>
  row && 'cells' in row ? row.cells.map((cell) => (typeof cell === 'string' ? cell : '')) : undefined
