import type { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { readFile } from '../../src/knowledge/transfer/read-file.ts'
import type { Reason } from '../../src/knowledge/transfer/reasons.ts'
import type {
  ByteSource,
  FileRow,
  TransferFormat,
  TransferKind,
} from '../../src/knowledge/transfer/shapes.ts'

/** Files as other programs write them, made byte by byte: our own writer must not be their only author. */

export async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array | string))
  return Buffer.concat(chunks)
}

/** In pieces of an odd size, so that signs, lines and tags are cut anywhere. */
function sourceOf(bytes: Buffer, piece = 997): ByteSource {
  return {
    size: bytes.length,
    read: async function* (start, end) {
      for (let at = start; at < end; at += piece) yield bytes.subarray(at, Math.min(end, at + piece))
    },
  }
}

export async function readAll(bytes: Buffer, what: TransferKind, format: TransferFormat) {
  const notes: Reason[] = []
  const read: FileRow[] = []
  for await (const row of readFile(sourceOf(bytes), { what, format }, (note) => notes.push(note)))
    read.push(row)
  return { read, notes }
}

export function zipOf(parts: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [path, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), path)
  zip.end()
  return bytesOf(zip.outputStream as Readable)
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

type Book = {
  /** Sheets by name with the inner XML of `<worksheet>`; `hidden` ones by their name. */
  sheets: Record<string, string>
  hidden?: string[]
  strings?: string[]
  styles?: string
  is1904?: boolean
  doctype?: string
}

/** A workbook as Excel packs one: relations, styles, shared strings, whatever order its parts come in. */
export function excelBook({
  sheets,
  hidden = [],
  strings,
  styles,
  is1904,
  doctype = '',
}: Book): Promise<Buffer> {
  const names = Object.keys(sheets)
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  return zipOf({
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `${HEAD}<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ...Object.fromEntries(
      Object.values(sheets).map((inner, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `${HEAD}${doctype}<worksheet xmlns="${MAIN}">${inner}</worksheet>`,
      ]),
    ),
    'xl/workbook.xml':
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>` +
      names
        .map(
          (name, i) =>
            `<sheet name="${name}" sheetId="${i + 1}"${hidden.includes(name) ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
        )
        .join('') +
      '</sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships>${names
      .map((_, i) => relation(`rId${i + 1}`, 'worksheet', `/xl/worksheets/sheet${i + 1}.xml`))
      .join(
        '',
      )}${relation('rIdS', 'styles', 'styles.xml')}${relation('rIdT', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    ...(styles ? { 'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` } : {}),
    ...(strings
      ? {
          'xl/sharedStrings.xml': `${HEAD}<sst xmlns="${MAIN}" count="${strings.length}">${strings.map((one) => `<si>${one}</si>`).join('')}</sst>`,
        }
      : {}),
  })
}
