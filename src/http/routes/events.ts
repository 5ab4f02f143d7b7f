import { type ShopScope, seesShop } from '../../domain/shop-scope.ts'
import { type App, actorOf, scopeOf } from '../app-types.ts'
import { type AuthDeps, authenticate } from '../authenticate.ts'
import type { ChangeFeed, NumberedChange } from '../change-feed.ts'
import type { ChangeEvent } from '../contracts/events.ts'

/** The stream ends after this long and the browser comes back: so a right that was taken away ends too. */
const LONGEST_MS = 10 * 60_000
/** A reader that lags behind by this much is cut off and catches up when it comes back. */
const MOST_UNREAD_BYTES = 1024 * 1024

export function eventRoutes(app: App, { feed, ...auth }: AuthDeps & { feed: ChangeFeed }): void {
  const open = new Set<() => void>()
  // An open stream would keep the server from closing.
  app.addHook('preClose', async () => {
    for (const close of open) close()
  })

  app.route({
    method: 'GET',
    url: '/api/events',
    exposeHeadRoute: false,
    config: { right: 'inbox:read', shops: 'scoped', rateLimit: false },
    sse: 'only',
    schema: {
      tags: ['inbox'],
      summary: 'What changed in the shops one may see, as server-sent events; Last-Event-ID catches up',
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
      const me = actorOf(request).id
      let scope: ShopScope = scopeOf(request)
      const tell = ({ seq, kind, shopId, conversationId, person }: NumberedChange) => {
        // Other rights from here on: the console comes back, is asked who it is, and loads everything anew.
        if (person === me) close()
        else if (person === null && seesShop(scope, shopId)) send(seq, { kind, shopId, conversationId })
      }
      /** What was missed was missed under the rights of then; those of now say what is told of it. */
      const recall = (change: NumberedChange) => {
        if (change.person === me) send(change.seq, RESET)
        else tell(change)
      }
      const unsubscribe = feed.subscribe(tell)
      const timer = setTimeout(close, LONGEST_MS)
      open.add(close)
      sse.onClose(close)
      // A change of rights between the door and here was told to nobody: what holds now is asked once more.
      const identity = await authenticate(auth, request)
      if (!identity) return close()
      scope = identity.shops
      if (lastSeen === undefined) return
      const missed = await feed.since(lastSeen)
      if (missed) for (const change of missed) recall(change)
      else send(feed.lastSeq(), RESET)
    },
  })
}

const RESET: ChangeEvent = { kind: 'reset', shopId: '', conversationId: null }

function lastEventNumber(id: string | null): number | undefined {
  return id !== null && /^\d{1,15}$/.test(id) ? Number(id) : undefined
}
