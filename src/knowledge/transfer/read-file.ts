import { readJsonLines } from './jsonl.ts'
import { reason } from './reasons.ts'
import type { ByteSource, FileRow, Note, TransferFormat, TransferKind } from './shapes.ts'
import { columnsOf } from './tables/columns.ts'
import { readCsv } from './tables/csv-rows.ts'
import { readTable } from './tables/read-table.ts'
import { readXlsx } from './xlsx/read-xlsx.ts'
import { readYml } from './yml/read-yml.ts'

/**
 * What a file says, row by row, never all of it at once. A broken row is a row with its problem; throws `FileProblem`
 * where nothing of the file can be read.
 */
export function readFile(
  source: ByteSource,
  { what, format }: { what: TransferKind; format: TransferFormat },
  note: Note,
): AsyncIterable<FileRow> {
  switch (format) {
    case 'xlsx':
      return readTable(readXlsx(source, what, note), what, note)
    case 'csv':
      return readTable(readCsv(source, note), what, note)
    case 'jsonl':
      return withKnownFields(readJsonLines(source), what, note)
    case 'yml':
      return readYml(source, note)
  }
}

/** By the name's ending; undefined where it does not tell. */
export function formatOfName(fileName: string): TransferFormat | undefined {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  return ENDINGS[ending]
}

const ENDINGS: Record<string, TransferFormat> = {
  xlsx: 'xlsx',
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  yml: 'yml',
  xml: 'yml',
}

const MOST_NAMED = 20

async function* withKnownFields(
  rows: AsyncIterable<FileRow>,
  what: TransferKind,
  note: Note,
): AsyncGenerator<FileRow> {
  const known = new Set(columnsOf(what).map(({ key }) => key.split('.')[0]))
  const unknown = new Set<string>()
  for await (const row of rows) {
    if ('given' in row) {
      for (const key of Object.keys(row.given)) {
        if (known.has(key)) continue
        delete row.given[key]
        if (unknown.size < MOST_NAMED) unknown.add(key.slice(0, 100))
      }
    }
    yield row
  }
  if (unknown.size > 0) note(reason('columns_unknown', { got: [...unknown].join(', ') }))
}
