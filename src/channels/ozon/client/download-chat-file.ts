import { invalid } from '../../../shared/errors.ts'
import { chatFilePath } from '../chat-file-url.ts'
import { OzonError } from './errors.ts'
import { imageType, SNIFF_BYTES } from './image-type.ts'
import type { CallOptions, OzonClient } from './method.ts'

export type ChatFile = { contentType: string; body: ReadableStream<Uint8Array> }

const MAX_FILE_BYTES = 15 * 1024 * 1024

/**
 * Streams a picture of a chat with the shop's key, always from the shop's own API address and only from the path of
 * chat files. Its first bytes decide what it is: anything but a picture is refused, whatever its headers say.
 */
export async function downloadChatFile(
  client: OzonClient,
  url: string,
  { maxBytes = MAX_FILE_BYTES, ...options }: CallOptions & { maxBytes?: number } = {},
): Promise<ChatFile> {
  const path = chatFilePath(url, client.baseUrl)
  if (path === undefined)
    throw invalid('not_a_chat_file', 'Expected the address of a file in a chat of the marketplace')
  const response = await client.fetchFile(path, options)
  const reader = response.body?.getReader()
  if (!reader) throw unusable(path, 'an empty file')
  const head = await readHead(path, reader)
  const contentType = imageType(head)
  const size = Math.max(head.byteLength, Number(response.headers.get('content-length') ?? 0))
  if (!contentType || size > maxBytes) {
    await reader.cancel().catch(() => {})
    if (contentType) throw tooLarge(maxBytes)
    throw invalid('not_a_picture', 'Expected a JPEG, PNG, GIF, WebP, AVIF or HEIC picture')
  }
  return { contentType, body: rest(path, head, reader, maxBytes) }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>

async function readHead(path: string, reader: Reader): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  while (size < SNIFF_BYTES) {
    const { done, value } = await reader.read().catch(() => {
      throw unusable(path, 'a file that broke off')
    })
    if (done) break
    chunks.push(value)
    size += value.byteLength
  }
  return Buffer.concat(chunks)
}

function rest(path: string, head: Uint8Array, reader: Reader, maxBytes: number): ReadableStream<Uint8Array> {
  let size = head.byteLength
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(head),
    async pull(controller) {
      const { done, value } = await reader.read().catch(() => {
        throw unusable(path, 'a file that broke off')
      })
      if (done) return controller.close()
      size += value.byteLength
      if (size > maxBytes) {
        await reader.cancel().catch(() => {})
        throw tooLarge(maxBytes)
      }
      controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

function tooLarge(maxBytes: number) {
  return invalid('file_too_large', `Expected a picture of at most ${maxBytes} bytes`)
}

function unusable(method: string, what: string) {
  return new OzonError({
    code: 'bad_response',
    method,
    outcome: 'unknown',
    message: `expected a file, got ${what}`,
  })
}
