import { Readable } from 'node:stream'
import { writeJsonLines } from './jsonl.ts'
import type { Language } from './reasons.ts'
import type { OutRow, TransferFormat, TransferKind } from './shapes.ts'
import { columnsOf } from './tables/columns.ts'
import { writeCsv } from './tables/csv-rows.ts'
import { choiceLabel, SHEET_NAMES } from './tables/labels.ts'
import { writeTable } from './tables/write-table.ts'
import { type Sheet, writeXlsx } from './xlsx/write-xlsx.ts'

type Table = { what: TransferKind; language: Language }

/** Rows as a file of one of the formats that hold every field; written as it is read, never held. */
export function writeFile(
  rows: AsyncIterable<OutRow>,
  { what, language, format }: Table & { format: Exclude<TransferFormat, 'yml'> },
): Readable {
  switch (format) {
    case 'jsonl':
      return textStream(writeJsonLines(rows))
    case 'csv':
      return textStream(writeCsv(writeTable(rows, what, language)))
    case 'xlsx':
      return writeXlsx([sheetOf(rows, { what, language })])
  }
}

export const textStream = (texts: AsyncIterable<string>): Readable =>
  Readable.from(inBlocks(texts), { objectMode: false })

const WIDTHS: Record<string, number> = { text: 28, list: 36, 'bilingual-list': 40, attributes: 48, sizes: 40 }

export function sheetOf(rows: AsyncIterable<OutRow>, { what, language }: Table): Sheet {
  const columns = columnsOf(what)
  const choices = columns.flatMap(({ key, kind, choices }, i): [number, string[]][] =>
    kind === 'choice' ? [[i, choices.map((choice) => choiceLabel(key, choice, language))]] : [],
  )
  return {
    name: SHEET_NAMES[what][language],
    rows: writeTable(rows, what, language),
    widths: columns.map(({ kind, key }) => (/answer|description/i.test(key) ? 60 : (WIDTHS[kind] ?? 18))),
    choices: new Map(choices),
  }
}

const BLOCK = 64 * 1024

/** Thousands of short writes cost more than their text. */
async function* inBlocks(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let block = ''
  for await (const text of texts) {
    block += text
    if (block.length < BLOCK) continue
    yield block
    block = ''
  }
  if (block !== '') yield block
}
