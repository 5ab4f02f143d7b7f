/** The body grew past the limit; the rest was not read. */
export class BodyTooLarge extends Error {
  constructor(maxBytes: number) {
    super(`The answer is larger than ${maxBytes} bytes`)
    this.name = 'BodyTooLarge'
  }
}

/** The whole body as text, read no further than `maxBytes`. */
export async function readText(response: Response, maxBytes: number): Promise<string> {
  const body = response.body
  if (!body) return ''
  const declared = Number(response.headers.get('content-length') ?? 0)
  if (declared > maxBytes) {
    await body.cancel()
    throw new BodyTooLarge(maxBytes)
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    // Leaving the loop cancels the stream and with it the connection.
    if (size > maxBytes) throw new BodyTooLarge(maxBytes)
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}
