type Heard = { id?: string; data?: { kind: string; shopId: string; conversationId: string | null } }

/** An open console, as its browser hears the server: GET /api/events of a server that listens. */
export async function openEventStream(origin: string, headers: Record<string, string>, lastEventId?: string) {
  const controller = new AbortController()
  const response = await fetch(`${origin}/api/events`, {
    headers: { ...headers, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
    signal: controller.signal,
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let buffer = ''
  /** The next event, also one without data; undefined = the stream ended. */
  async function next(): Promise<Heard | undefined> {
    for (;;) {
      const end = buffer.indexOf('\n\n')
      if (end >= 0) {
        const block = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        const id = /^id: ?(.*)$/m.exec(block)?.[1]
        const data = /^data: ?(.*)$/m.exec(block)?.[1]
        return { id, data: data === undefined ? undefined : JSON.parse(data) }
      }
      const chunk = await reader?.read()
      if (!chunk || chunk.done) return undefined
      buffer += chunk.value
    }
  }
  return { response, next, close: () => controller.abort() }
}
