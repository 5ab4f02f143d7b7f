import type { PhotoImage } from '../domain/draft.ts'
import type { Logger } from '../shared/logger.ts'

type Deps = {
  /** Streams a picture of a chat, refusing what is none or is larger than `PHOTO_BYTES`. */
  openPhoto(url: string): Promise<{ contentType: string; body: ReadableStream<Uint8Array> }>
  log: Pick<Logger, 'warn'>
}

/** The largest single photo; phones make 3 to 8 MB, chats shrink them. */
export const PHOTO_BYTES = 10 * 1024 * 1024
/** More in one turn is more than servers take in one request: base64 adds a third. */
const MOST_PHOTOS = 10
const MOST_BYTES = 20 * 1024 * 1024
/** For all of them: the draft is to go on without. */
const TIMEOUT_MS = 20_000
/** What servers with OpenAI's protocol read; HEIC and AVIF are not among it. */
const READABLE = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])

/** All photos as a model gets them, in order; null when even one cannot be had: half of them would mislead. */
export async function readPhotos(
  { openPhoto, log }: Deps,
  urls: readonly string[],
): Promise<PhotoImage[] | null> {
  if (urls.length > MOST_PHOTOS) return null
  const deadline = AbortSignal.timeout(TIMEOUT_MS)
  const images: PhotoImage[] = []
  let total = 0
  try {
    // One after another: each may be megabytes, and several drafts are made at once.
    for (const url of urls) {
      const { contentType, body } = await within(deadline, openPhoto(url))
      if (!READABLE.has(contentType)) {
        await body.cancel()
        return null
      }
      const bytes = await within(deadline, collect(body, MOST_BYTES - total, deadline))
      if (bytes === undefined) return null
      total += bytes.byteLength
      images.push({ contentType, base64: bytes.toString('base64') })
    }
    return images
  } catch (error) {
    log.warn({ err: error }, 'a photo could not be fetched: the draft is made without the photos')
    return null
  }
}

/** Undefined when there is more than fits. */
async function collect(
  body: ReadableStream<Uint8Array>,
  mostBytes: number,
  deadline: AbortSignal,
): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop cancels the stream.
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > mostBytes) return undefined
    deadline.throwIfAborted()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
