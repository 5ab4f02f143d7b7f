import { FileProblem } from './file-problem.ts'
import { reason } from './reasons.ts'
import type { ByteSource } from './shapes.ts'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251'

const HEAD_BYTES = 4_096

/**
 * By its byte order mark, else by the zero bytes of UTF-16, else UTF-8 where all of the file is that, else the
 * encoding Russian spreadsheets write without asking.
 */
export async function detectEncoding(source: ByteSource): Promise<TextEncoding> {
  const head = await readHead(source)
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros = (parity: number) => head.filter((byte, i) => byte === 0 && i % 2 === parity).length
  // Separators and line ends alone make a tenth of a table.
  if (zeros(1) > head.length / 40 && zeros(1) > 4 * zeros(0)) return 'utf-16le'
  if (zeros(0) > head.length / 40 && zeros(0) > 4 * zeros(1)) return 'utf-16be'
  return (await isUtf8(source)) ? 'utf-8' : 'windows-1251'
}

export async function* decodeText(source: ByteSource, encoding: string): AsyncGenerator<string> {
  const decoder = decoderOf(encoding)
  for await (const bytes of source.read(0, source.size)) {
    const text = decoder.decode(bytes, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

export async function readHead(source: ByteSource): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of source.read(0, Math.min(source.size, HEAD_BYTES))) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding)
  } catch {
    throw new FileProblem(reason('encoding', { got: encoding }))
  }
}

async function isUtf8(source: ByteSource): Promise<boolean> {
  const strict = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const bytes of source.read(0, source.size)) strict.decode(bytes, { stream: true })
    strict.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
