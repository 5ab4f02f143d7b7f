import { FileProblem } from '../file-problem.ts'
import { readXml } from '../read-xml.ts'
import { reason } from '../reasons.ts'
import type { ByteSource, Cell, Note, TableRow, TransferKind } from '../shapes.ts'
import { SHEET_NAMES } from '../tables/labels.ts'
import { type CellContext, cellText, isDateFormat, type RawCell } from './cell-values.ts'
import { openWorkbook, type Workbook } from './open-workbook.ts'
import { StringStore } from './string-store.ts'

/** Rows of the first sheet that is not hidden, or of the one named as in our template. */
export async function* readXlsx(
  source: ByteSource,
  what: TransferKind,
  note: Note,
): AsyncGenerator<TableRow> {
  const workbook = await openWorkbook(source)
  try {
    const { path: bookPath, relations } = await findBook(workbook)
    const book = await readBook(workbook, bookPath)
    const names = Object.values(SHEET_NAMES[what]).map((name) => name.toLowerCase())
    const visible = book.sheets.filter(({ isHidden }) => !isHidden)
    const sheet = visible.find(({ name }) => names.includes(name.trim().toLowerCase())) ?? visible[0]
    const sheetPath = sheet && relations.find(({ id }) => id === sheet.relation)?.target
    if (!sheetPath) throw new FileProblem(reason('xlsx_broken', { got: 'no visible sheet' }))
    if (visible.length > 1) note(reason('sheet_chosen', { got: sheet.name }))
    const partOf = (type: string) => relations.find((one) => one.type.endsWith(`/${type}`))?.target
    const context = {
      strings: await readStrings(workbook, partOf('sharedStrings')),
      dateStyles: await readDateStyles(workbook, partOf('styles')),
      is1904: book.is1904,
    }
    yield* readSheet(workbook.read(sheetPath), context)
  } finally {
    workbook.close()
  }
}

type Relation = { id: string; type: string; target: string }

async function findBook(workbook: Workbook): Promise<{ path: string; relations: Relation[] }> {
  const roots = await readRelations(workbook, '_rels/.rels', '')
  const path = roots.find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml'
  if (!workbook.has(path)) throw new FileProblem(reason('not_xlsx'))
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const file = path.slice(folder.length)
  return { path, relations: await readRelations(workbook, `${folder}_rels/${file}.rels`, folder) }
}

async function readRelations(workbook: Workbook, path: string, folder: string): Promise<Relation[]> {
  if (!workbook.has(path)) return []
  const found: Relation[] = []
  const relations = readXml<Relation>(workbook.read(path), (push) => ({
    open: (name, { Id = '', Type = '', Target = '' }) => {
      if (name === 'Relationship') push({ id: Id, type: Type, target: resolve(folder, Target) })
    },
  }))
  for await (const relation of relations) found.push(relation)
  return found
}

const resolve = (folder: string, target: string) =>
  new URL(target, `file:///${folder}`).pathname.slice(1).replaceAll('%20', ' ')

type SheetRef = { name: string; relation: string; isHidden: boolean }

async function readBook(workbook: Workbook, path: string): Promise<{ sheets: SheetRef[]; is1904: boolean }> {
  let is1904 = false
  const sheets: SheetRef[] = []
  const read = readXml<SheetRef>(workbook.read(path), (push) => ({
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const relation = Object.entries(attributes).find(([key]) => /:id$/.test(key))?.[1] ?? ''
      const isHidden = attributes.state !== undefined && attributes.state !== 'visible'
      push({ name: attributes.name ?? '', relation, isHidden })
    },
  }))
  for await (const sheet of read) sheets.push(sheet)
  return { sheets, is1904 }
}

async function readStrings(workbook: Workbook, path: string | undefined): Promise<StringStore> {
  const store = new StringStore()
  if (!path || !workbook.has(path)) return store
  let text = ''
  let isText = false
  let isPhonetic = false
  const texts = readXml<string>(workbook.read(path), (push) => ({
    open: (name) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') isPhonetic = true
      isText = name === 't' && !isPhonetic
    },
    text: (part) => {
      if (isText) text += part
    },
    close: (name) => {
      isText = false
      if (name === 'rPh') isPhonetic = false
      if (name === 'si') push(text)
    },
  }))
  for await (const one of texts) store.add(one)
  return store
}

/** The styles whose numbers are dates. */
async function readDateStyles(workbook: Workbook, path: string | undefined): Promise<ReadonlySet<number>> {
  const dates = new Set<number>()
  if (!path || !workbook.has(path)) return dates
  const codes = new Map<number, string>()
  let isInCells = false
  let style = 0
  const styles = readXml<number>(workbook.read(path), (push) => ({
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '')
      if (name === 'cellXfs') isInCells = true
      if (name !== 'xf' || !isInCells) return
      const id = Number(numFmtId ?? 0)
      if (isDateFormat(id, codes.get(id))) push(style)
      style += 1
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false
    },
  }))
  for await (const one of styles) dates.add(one)
  return dates
}

/** The widest sheet there is has 16,384 columns; nobody's catalogue has a thousand. */
const MOST_COLUMNS = 1_000

async function* readSheet(xml: AsyncIterable<string>, context: CellContext): AsyncGenerator<TableRow> {
  let row = 0
  let column = -1
  let cells: Cell[] = []
  let cell: RawCell | undefined
  let into: 'value' | 'inline' | undefined
  yield* readXml<TableRow>(xml, (push) => ({
    open: (name, attributes) => {
      if (name === 'row') {
        row = Number(attributes.r ?? row + 1)
        column = -1
        cells = []
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
        cell = {
          ref: attributes.r ?? `${column + 1}:${row}`,
          type: attributes.t ?? 'n',
          style: Number(attributes.s ?? 0),
          hasFormula: false,
          value: '',
          inline: '',
        }
      } else if (cell) {
        if (name === 'f') cell.hasFormula = true
        into = name === 'v' ? 'value' : name === 't' ? 'inline' : undefined
      }
    },
    text: (text) => {
      if (cell && into) cell[into] += text
    },
    close: (name) => {
      into = undefined
      if (name === 'c' && cell) {
        if (column < MOST_COLUMNS) {
          while (cells.length < column) cells.push('')
          cells[column] = cellText(cell, context)
        }
        cell = undefined
      } else if (name === 'row') push({ row, cells })
    },
  }))
}

/** `BC12` → 54 */
function columnOf(ref: string): number {
  let column = 0
  for (const char of ref) {
    const code = char.charCodeAt(0) - 64
    if (code < 1 || code > 26) break
    column = column * 26 + code
  }
  return column - 1
}
