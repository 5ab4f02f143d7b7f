import { reason } from './reasons.ts'
import type { ByteSource, FileRow, OutRow } from './shapes.ts'
import { decodeText, detectEncoding } from './text-encoding.ts'

export const LONGEST_ROW = 1_000_000

/** A JSON object a line; empty lines are passed over. */
export async function* readJsonLines(source: ByteSource): AsyncGenerator<FileRow> {
  let row = 0
  for await (const line of linesOf(decodeText(source, await detectEncoding(source)))) {
    row += 1
    if (line === undefined) yield { row, problem: reason('row_too_long', { max: LONGEST_ROW }) }
    else if (line.trim() !== '') yield parseLine(line, row)
  }
}

export async function* writeJsonLines(rows: AsyncIterable<OutRow>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}

function parseLine(line: string, row: number): FileRow {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { row, given: Object.fromEntries(Object.entries(value)) }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return { row, problem: reason('not_json') }
}

/** Undefined stands for a line too long to be held. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string | undefined> {
  let pending = ''
  let isTooLong = false
  for await (const chunk of chunks) {
    const parts = (pending + chunk).split('\n')
    pending = parts.pop() ?? ''
    for (const part of parts) {
      yield isTooLong || part.length > LONGEST_ROW ? undefined : part
      isTooLong = false
    }
    if (pending.length > LONGEST_ROW) {
      isTooLong = true
      pending = ''
    }
  }
  if (isTooLong) yield undefined
  else if (pending !== '') yield pending
}
