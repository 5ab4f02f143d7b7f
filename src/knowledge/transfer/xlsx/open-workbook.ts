import { Readable } from 'node:stream'
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl'
import { FileProblem } from '../file-problem.ts'
import { reason } from '../reasons.ts'
import type { ByteSource } from '../shapes.ts'

/** A million rows of a large catalogue stay below; what is above was made to hurt. */
const MOST_ENTRIES = 2_000
const MOST_BYTES = 1024 ** 3
/** Sheets shrink to a fiftieth; a bomb to a thousandth. Small parts may be all zeros. */
const MOST_RATIO = 250
const RATIO_FROM_BYTES = 20 * 1024 ** 2

export type Workbook = {
  has(path: string): boolean
  /** The text of one part as it is unpacked. Throws `FileProblem` where there is none. */
  read(path: string): AsyncIterable<string>
  close(): void
}

/** Opens the zip that a workbook is, by its list at the end; nothing is unpacked until it is read. */
export async function openWorkbook(source: ByteSource): Promise<Workbook> {
  const parts = new Map<string, Entry>()
  const zip = await openZip(source)
  try {
    let total = 0
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
      const isBomb = entry.uncompressedSize > RATIO_FROM_BYTES && ratio > MOST_RATIO
      if (parts.size >= MOST_ENTRIES || total > MOST_BYTES || isBomb) {
        const got = `${parts.size + 1} / ${Math.round(total / 1024 ** 2)} MB / 1:${Math.round(ratio)}`
        throw new FileProblem(reason('zip_too_big', { got }))
      }
      parts.set(entry.fileName.replace(/^\//, '').toLowerCase(), entry)
    }
  } catch (error) {
    zip.close()
    throw asProblem(error)
  }
  return {
    has: (path) => parts.has(path.toLowerCase()),
    read: (path) => readPart(zip, parts.get(path.toLowerCase()), path),
    close: () => zip.close(),
  }
}

async function openZip(source: ByteSource): Promise<ZipFile> {
  try {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: false }
    return await fromRandomAccessReaderPromise(new SourceReader(source), source.size, options)
  } catch (error) {
    if (isOfZip(error)) throw new FileProblem(reason('not_xlsx'))
    throw error
  }
}

async function* readPart(zip: ZipFile, entry: Entry | undefined, path: string): AsyncGenerator<string> {
  if (!entry) throw new FileProblem(reason('xlsx_broken', { got: path }))
  const decoder = new TextDecoder()
  try {
    // What unpacks to more than its entry says ends here, after the bytes that were said.
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) yield decoder.decode(chunk as Buffer, { stream: true })
    yield decoder.decode()
  } catch (error) {
    throw asProblem(error)
  }
}

class SourceReader extends RandomAccessReader {
  private readonly source: ByteSource

  constructor(source: ByteSource) {
    super()
    this.source = source
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.source.read(start, end), { objectMode: false })
  }
}

/** The zip's and the inflater's complaints are about the file; everything else is about us. */
function asProblem(error: unknown): unknown {
  return isOfZip(error) ? new FileProblem(reason('xlsx_broken', { got: error.message.slice(0, 200) })) : error
}

/** yauzl throws plain errors without a code, zlib its own codes; drivers and our own have a class or a cause. */
function isOfZip(error: unknown): error is Error {
  if (!(error instanceof Error) || error instanceof FileProblem || error.cause !== undefined) return false
  const code = 'code' in error ? String(error.code) : undefined
  return code === undefined
    ? error.constructor === Error || error.constructor === RangeError
    : /^Z_|^ERR_STREAM/.test(code)
}
