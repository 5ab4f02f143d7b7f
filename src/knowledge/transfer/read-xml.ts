import { SaxesParser } from 'saxes'
import { FileProblem } from './file-problem.ts'
import { reason } from './reasons.ts'

export type XmlHandlers = {
  open?(name: string, attributes: Record<string, string>, line: number): void
  close?(name: string, line: number): void
  text?(text: string): void
  /** Without it a mistake ends the reading. */
  mistake?(message: string, line: number): void
}

const DEEPEST = 200

/**
 * Reads XML as it comes and gives what the handlers push, chunk by chunk. Names are without their prefix. Entities of
 * the file's own are refused: the file that says nothing but grows without end is made of them. An outer DTD, which
 * every catalogue names, is never fetched.
 */
export async function* readXml<T>(
  chunks: AsyncIterable<string>,
  handlersOf: (push: (item: T) => void) => XmlHandlers,
): AsyncGenerator<T> {
  let items: T[] = []
  const handlers = handlersOf((item) => items.push(item))
  const parser = new SaxesParser({ xmlns: false })
  let depth = 0
  parser.on('doctype', (doctype) => {
    if (doctype.includes('[') || /<!/.test(doctype)) throw new FileProblem(reason('dtd_refused'))
  })
  parser.on('error', (error) => {
    const message = error.message.replace(/^(?:[^:]*:)?\d+:\d+: /, '')
    if (handlers.mistake) handlers.mistake(message, parser.line)
    else throw new FileProblem(reason('xlsx_broken', { got: message }))
  })
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    if (depth > DEEPEST) throw new FileProblem(reason('xlsx_broken', { got: `${DEEPEST} levels` }))
    handlers.open?.(localName(name), attributes as Record<string, string>, parser.line)
  })
  parser.on('closetag', ({ name }) => {
    depth -= 1
    handlers.close?.(localName(name), parser.line)
  })
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  for await (const chunk of chunks) {
    parser.write(chunk)
    yield* items
    items = []
  }
  parser.close()
  yield* items
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

export const escapeText = (text: string) => text.replace(/[&<>\r]/g, (char) => ESCAPES[char] ?? char)
export const escapeAttribute = (text: string) =>
  text.replace(/[&<>"\r\n\t]/g, (char) => ESCAPES[char] ?? char)

/** What XML can say of a text: it has no way to write the other signs. */
export const writable = (text: string): string => text.replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '')
