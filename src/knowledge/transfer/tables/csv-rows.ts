import { type Parser, parse } from 'csv-parse'
import { LONGEST_ROW } from '../jsonl.ts'
import { reason } from '../reasons.ts'
import type { ByteSource, Note, TableRow } from '../shapes.ts'
import { decodeText, detectEncoding } from '../text-encoding.ts'

const SEPARATORS = [';', ',', '\t', '|']
const NEWLINE = 10

/**
 * Rows of a CSV file in whatever encoding and separator it was saved. A quotation mark that is never closed costs its
 * own row only: reading goes on with the next line.
 */
export async function* readCsv(source: ByteSource, note: Note): AsyncGenerator<TableRow> {
  const encoding = await detectEncoding(source)
  if (encoding !== 'utf-8') note(reason('encoding', { got: encoding }))
  yield* readRows(decodeText(source, encoding))
}

async function* readRows(texts: AsyncIterable<string>): AsyncGenerator<TableRow> {
  let reader: RowReader | undefined
  for await (const text of texts) {
    reader ??= new RowReader(separatorOf(text))
    yield* reader.read(Buffer.from(text))
  }
  if (reader) yield* reader.end()
}

type Parsed = { cells: string[]; end: number; lines: number }

/** One pass of the parser after another over the same text: a broken row ends one, the next begins on the next line. */
class RowReader {
  private readonly separator: string
  private row = 0
  private width = 0
  private parser: Parser
  private parsed: Parsed[] = []
  private linesBefore = 0
  /** What this parser was given from `dropped` on, and how much of it belongs to whole rows. */
  private given: Buffer[] = []
  private dropped = 0
  private consumed = 0
  /** Inside a line that was given up and whose end has not come yet. */
  private isSkipping = false

  constructor(separator: string) {
    this.separator = separator
    this.parser = this.newParser()
  }

  async *read(bytes: Buffer): AsyncGenerator<TableRow> {
    let rest: Buffer | undefined = bytes
    while (rest && rest.length > 0) {
      if (this.isSkipping) {
        const at: number = rest.indexOf(NEWLINE)
        if (at < 0) return
        this.isSkipping = false
        rest = rest.subarray(at + 1)
        continue
      }
      this.given.push(rest)
      const isBroken = await settled(this.parser, (done) => this.parser.write(rest, done))
      rest = yield* this.take(isBroken)
    }
  }

  async *end(): AsyncGenerator<TableRow> {
    for (;;) {
      const isBroken = await settled(this.parser, (done) => {
        this.parser.once('close', () => done())
        this.parser.resume().end()
      })
      const rest: Buffer | undefined = yield* this.take(isBroken)
      if (!rest) return
      yield* this.read(rest)
      this.isSkipping = false
    }
  }

  /** Gives out the rows that came; answers what is to be read again after a broken one. */
  private *take(isBroken: boolean): Generator<TableRow, Buffer | undefined> {
    for (const { cells, end, lines } of this.parsed.splice(0)) {
      const linesOfRow = lines - this.linesBefore
      this.linesBefore = lines
      if (this.width === 0 && cells.length > 1) this.width = cells.length
      const isOff = this.width > 0 && cells.length !== this.width
      // A row over several lines with the wrong number of cells: an open quotation mark swallowed its neighbours.
      const isTorn = isOff && linesOfRow > 1 && cells.length > 1
      if (isTorn || this.hasOpenQuote(cells, end)) return yield* this.giveUpLine()
      this.consumed = end
      this.row += 1
      yield this.toRow(cells)
    }
    if (isBroken) return yield* this.giveUpLine()
    this.forgetConsumed()
    return undefined
  }

  /** A quotation mark that did not close its cell is left in it, and the lines up to the next one too. */
  private hasOpenQuote(cells: string[], end: number): boolean {
    if (!cells.some((cell) => cell.startsWith('"') && /[\r\n]/.test(cell))) return false
    const raw = Buffer.concat(this.given).subarray(this.consumed - this.dropped, end - this.dropped)
    return !raw.includes('"""')
  }

  private toRow(cells: string[]): TableRow {
    const isSeparatorLine = this.row === 1 && cells.length <= 2 && /^sep=/i.test(cells[0] ?? '')
    if (isSeparatorLine) this.width = 0
    const isTooWide = this.width > 0 && cells.slice(this.width).some((cell) => cell.trim() !== '')
    return isTooWide && !isSeparatorLine
      ? {
          row: this.row,
          problem: reason('too_many_cells', { got: cells.length, expected: this.width }),
        }
      : { row: this.row, cells: isSeparatorLine ? [] : cells.map(withoutGuard) }
  }

  private *giveUpLine(): Generator<TableRow, Buffer> {
    const all = Buffer.concat(this.given).subarray(this.consumed - this.dropped)
    this.row += 1
    yield { row: this.row, problem: reason('quote_open') }
    const at = all.indexOf(NEWLINE)
    this.isSkipping = at < 0
    this.parser.destroy()
    this.parser = this.newParser()
    this.parsed = []
    this.given = []
    this.dropped = 0
    this.consumed = 0
    this.linesBefore = 0
    return at < 0 ? Buffer.alloc(0) : all.subarray(at + 1)
  }

  private forgetConsumed(): void {
    let first = this.given[0]
    while (first && this.dropped + first.length <= this.consumed) {
      this.dropped += first.length
      this.given.shift()
      first = this.given[0]
    }
  }

  private newParser(): Parser {
    return parse({
      delimiter: this.separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: LONGEST_ROW,
      on_record: (cells: string[], { bytes, lines }) => {
        this.parsed.push({ cells, end: bytes, lines })
        return null
      },
    })
  }
}

/** True when the parser gave up. Its records are taken in `on_record`, so that none is lost with it. */
function settled(parser: Parser, act: (done: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const fail = () => resolve(true)
    parser.once('error', fail)
    act(() => {
      if (parser.errored) return
      parser.off('error', fail)
      resolve(false)
    })
  })
}

/** The one that stands in the most of the first lines, as often as in the others, outside of quotes. */
function separatorOf(text: string): string {
  const named = /^\ufeff?sep=(.)\r?\n/i.exec(text)?.[1]
  if (named) return named
  const lines = text.replace(/"(?:[^"]|"")*"/g, '').split(/\r\n|\n|\r/, 20)
  const weight = (separator: string) => {
    const counts = lines.map((line) => line.split(separator).length - 1).filter((count) => count > 0)
    return Math.max(0, ...counts) * counts.length
  }
  return SEPARATORS.reduce((best, one) => (weight(one) > weight(best) ? one : best))
}

const GUARDED = /^'+[=+\-@\t\r]/
const FORMULA = /^'*[=+\-@\t\r]/

const withoutGuard = (cell: string): string => (GUARDED.test(cell) ? cell.slice(1) : cell)

/** RFC 4180 as Russian Excel opens it: a byte order mark, semicolons, nothing that starts a formula. */
export async function* writeCsv(rows: AsyncIterable<string[]>): AsyncGenerator<string> {
  let lead = '\ufeff'
  for await (const cells of rows) {
    yield `${lead}${cells.map(formatCell).join(';')}\r\n`
    lead = ''
  }
}

function formatCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",;\t|\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
