import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { bug } from '../../../shared/errors.ts'
import { escapeAttribute, escapeText } from '../read-xml.ts'
import { escapeXlsx } from './cell-values.ts'

export type Sheet = {
  name: string
  /** The first row is the header. */
  rows: AsyncIterable<string[]> | Iterable<string[]>
  /** In characters, a column each. */
  widths: number[]
  /** Values that a column offers to choose from, by the column's place. */
  choices?: Map<number, string[]>
}

/** Cell styles: 0 plain, 1 header, 2 text that wraps, 3 the same that starts like a formula. */
const HEADER = 1
const TEXT = 2
const QUOTED = 3

/** A workbook, written as its rows come. All cells are text, so that a spreadsheet neither counts nor runs them. */
export function writeXlsx(sheets: Sheet[]): Readable {
  const zip = new ZipFile()
  const add = (path: string, text: string) => zip.addBuffer(Buffer.from(`${PROLOGUE}${text}`), path, FIXED)
  add('[Content_Types].xml', contentTypes(sheets.length))
  add('_rels/.rels', ROOT_RELATIONS)
  add('xl/workbook.xml', workbook(sheets))
  add('xl/_rels/workbook.xml.rels', relations(sheets.length))
  add('xl/styles.xml', STYLES)
  for (const [i, sheet] of sheets.entries()) {
    zip.addReadStreamLazy(`xl/worksheets/sheet${i + 1}.xml`, FIXED, (open) =>
      open(null, Readable.from(sheetXml(sheet), { objectMode: false })),
    )
  }
  zip.end()
  const { outputStream } = zip
  if (!(outputStream instanceof Readable)) throw bug('zip_stream', 'the zip writer gives no readable stream')
  // A failure while rows are read must not look like the end of the file.
  zip.on('error', (error: Error) => outputStream.destroy(error))
  return outputStream
}

/** The same rows make the same file. */
const FIXED = { mtime: new Date('2026-01-01T00:00:00Z') }
const PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const CHUNK = 64 * 1024

async function* sheetXml({ rows, widths, choices }: Sheet): AsyncGenerator<string> {
  let text =
    `${PROLOGUE}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>' +
    widths
      .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
      .join('') +
    '</cols><sheetData>'
  let row = 0
  for await (const cells of rows) {
    row += 1
    text += `<row r="${row}">${cells.map((cell, i) => cellXml(cell, i, row)).join('')}</row>`
    if (text.length < CHUNK) continue
    yield text
    text = ''
  }
  yield `${text}</sheetData>${validations(choices)}</worksheet>`
}

function cellXml(text: string, column: number, row: number): string {
  if (text === '') return ''
  const style = row === 1 ? HEADER : /^[=+\-@\t\r]/.test(text) ? QUOTED : TEXT
  const escaped = escapeText(escapeXlsx(text))
  return `<c r="${columnName(column)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`
}

function validations(choices: Sheet['choices']): string {
  const lists = [...(choices ?? [])].filter(([, values]) => values.join(',').length <= 255)
  if (lists.length === 0) return ''
  const one = ([column, values]: [number, string[]]) => {
    const name = columnName(column)
    return (
      `<dataValidation type="list" allowBlank="1" sqref="${name}2:${name}1048576">` +
      `<formula1>${escapeText(`"${values.join(',')}"`)}</formula1></dataValidation>`
    )
  }
  return `<dataValidations count="${lists.length}">${lists.map(one).join('')}</dataValidations>`
}

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter
}

const range = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

function contentTypes(sheets: number): string {
  const part = (path: string, type: string) =>
    `<Override PartName="${path}" ContentType="${TYPE}.${type}+xml"/>`
  return (
    `<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    part('/xl/workbook.xml', 'sheet.main') +
    part('/xl/styles.xml', 'styles') +
    range(sheets)
      .map((i) => part(`/xl/worksheets/sheet${i}.xml`, 'worksheet'))
      .join('') +
    '</Types>'
  )
}

const ROOT_RELATIONS =
  `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" ` +
  'Target="xl/workbook.xml"/></Relationships>'

function relations(sheets: number): string {
  const one = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  return (
    `<Relationships xmlns="${PACKAGE}/relationships">` +
    range(sheets)
      .map((i) => one(i, 'worksheet', `worksheets/sheet${i}.xml`))
      .join('') +
    `${one(sheets + 1, 'styles', 'styles.xml')}</Relationships>`
  )
}

function workbook(sheets: Sheet[]): string {
  const one = ({ name }: Sheet, i: number) =>
    `<sheet name="${escapeAttribute(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map(one).join('')}</sheets></workbook>`
}

const STYLES =
  `<styleSheet xmlns="${MAIN}">` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF7"/></patternFill></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">' +
  '<xf xfId="0"/>' +
  '<xf xfId="0" numFmtId="49" fontId="1" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1"/>' +
  '<xf xfId="0" numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>' +
  '<xf xfId="0" numFmtId="49" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>' +
  '</cellXfs></styleSheet>'
