import type { App } from '../app-types.ts'
import type { ChangeFeed, NumberedChange } from '../change-feed.ts'
import type { ChangeEvent } from '../contracts/events.ts'

/** The stream ends after this long and the browser comes back: so a right that was taken away ends too. */
const LONGEST_MS = 10 * 60_000
/** A reader that lags behind by this much is cut off and catches up when it comes back. */
const MOST_UNREAD_BYTES = 1024 * 1024

export function eventRoutes(app: App, { feed }: { feed: ChangeFeed }): void {
  const open = new Set<() => void>()
  // An open stream would keep the server from closing.
  app.addHook('preClose', async () => {
    for (const close of open) close()
  })

  app.route({
    method: 'GET',
    url: '/api/events',
    exposeHeadRoute: false,
    config: { right: 'inbox:read', rateLimit: false },
    sse: 'only',
    schema: {
      tags: ['inbox'],
      summary: 'What changed, as server-sent events; Last-Event-ID catches up',
      produces: ['text/event-stream'],
    },
    handler: async (request, reply) => {
      const { sse } = reply
      sse.keepAlive()
      sse.sendHeaders()
      const lastSeen = lastEventNumber(sse.lastEventId)
      // An event without data is told to nobody, but gives the browser a number to come back with, and the headers go.
      reply.raw.write(`retry: 2000\nid: ${lastSeen ?? feed.lastSeq()}\n\n`)

      const close = () => {
        clearTimeout(timer)
        unsubscribe()
        open.delete(close)
        sse.close()
      }
      const send = (seq: number, data: ChangeEvent) => {
        if (reply.raw.writableLength > MOST_UNREAD_BYTES) return close()
        // A console that went away is noticed by its connection, not by every change.
        sse
          .send({ id: String(seq), data })
          .catch((err: unknown) => request.log.debug({ err }, 'event not sent'))
      }
      const tell = ({ seq, kind, shopId, conversationId }: NumberedChange) =>
        send(seq, { kind, shopId, conversationId })
      const unsubscribe = feed.subscribe(tell)
      const timer = setTimeout(close, LONGEST_MS)
      open.add(close)
      sse.onClose(close)
      if (lastSeen === undefined) return
      const missed = await feed.since(lastSeen)
      if (missed) for (const change of missed) tell(change)
      else send(feed.lastSeq(), { kind: 'reset', shopId: '', conversationId: null })
    },
  })
}

function lastEventNumber(id: string | null): number | undefined {
  return id !== null && /^\d{1,15}$/.test(id) ? Number(id) : undefined
}
