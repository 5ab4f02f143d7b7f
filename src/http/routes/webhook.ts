import type { FastifyReply, FastifyRequest } from 'fastify'
import { type ParsedPush, parsePush } from '../../channels/ozon/push.ts'
import { pushRecord } from '../../channels/ozon/push-record.ts'
import {
  pingReply,
  pushAcceptedReply,
  pushErrorReply,
  pushErrorReplyFor,
} from '../../channels/ozon/push-replies.ts'
import type { Database } from '../../db/client.ts'
import type { EventRecorder } from '../../intake/record-event.ts'
import { createAnswerRecord } from '../../pushes/record-answers.ts'
import type { Clock } from '../../shared/clock.ts'
import type { App } from '../app-types.ts'
import { errorReply } from '../error-reply.ts'
import type { Metrics } from '../metrics.ts'
import { createPushNotes } from '../push-notes.ts'
import { createWebhookShops } from '../webhook-shops.ts'

type Deps = {
  db: Database
  clock: Clock
  recorder: Pick<EventRecorder, 'record'>
  metrics: Pick<Metrics, 'countPush'>
  version: string
}

/** A real push has a few kilobytes; a chat text at most a few thousand characters. */
const MOST_BYTES = 1024 * 1024

/** Takes what Ozon pushes: stored durably with its job before the 200, worked on later. */
export function webhookRoutes(root: App, { db, clock, recorder, metrics, version }: Deps): void {
  // A scope of its own: here the body stays text, so that no id ever passes through a JavaScript number.
  root.register(async (scope) => {
    const app = scope as App
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    app.setErrorHandler((error, request, reply) => refusePush(error, request, reply))
    const findShop = createWebhookShops({ db, clock })
    const notes = createPushNotes({ db, clock })
    const answers = createAnswerRecord({ db, clock, log: root.log })
    const answered = new WeakMap<object, { shopId: string; kind: string }>()
    app.addHook('onResponse', async (request, reply) => {
      const push = answered.get(request)
      if (push) answers.note({ ...push, status: reply.statusCode, tookMs: reply.elapsedTime })
    })
    app.addHook('onClose', () => answers.flush())

    app.route<{ Params: { webhookKey: string }; Body: unknown }>({
      method: 'POST',
      url: '/webhooks/ozon/:webhookKey',
      config: { right: 'public', rateLimit: false },
      schema: { hide: true },
      handler: async (request, reply) => {
        const startedAt = clock.now()
        const shop = await findShop(request.params.webhookKey)
        // The same answer for a wrong key and a wrong network: a stranger learns nothing.
        if (!shop?.isAllowedFrom(request.ip)) {
          if (shop)
            request.log.warn({ shopId: shop.id, ip: request.ip }, 'push from a network that is not listed')
          metrics.countPush('unknown', 'refused')
          return reply.code(404).send(pushErrorReply('ERROR_UNKNOWN', 'unknown address'))
        }
        answered.set(request, { shopId: shop.id, kind: 'unknown' })
        const body = typeof request.body === 'string' ? request.body : ''
        const push = parsePush(body, startedAt)
        answered.set(request, { shopId: shop.id, kind: push.kind })
        notes.heardFrom(shop.id)
        if (push.kind === 'ping') {
          metrics.countPush('ping', 'answered')
          return pingReply('otvet', version, startedAt)
        }
        const record = pushRecord(push, shop.sellerId)
        const outcome = await recorder.record({ shopId: shop.id, source: 'push', body, ...record })
        metrics.countPush(push.kind, outcome === 'duplicate' ? 'duplicate' : record.status)
        if (record.status === 'ignored') logIgnored(request, push, shop.id, record.reason)
        return pushAcceptedReply
      },
    })
  })

  function refusePush(error: unknown, request: FastifyRequest, reply: FastifyReply) {
    const { status } = errorReply(error)
    metrics.countPush('unknown', status >= 500 ? 'failed' : 'malformed')
    if (status >= 500) request.log.error({ err: error }, 'a push could not be stored')
    else
      request.log.warn(
        { reason: error instanceof Error ? error.message : String(error) },
        'a push was not understood',
      )
    // Whatever kept us from storing it, Ozon is to send it again.
    return reply.code(status >= 500 ? 503 : status === 413 ? 413 : 400).send(pushErrorReplyFor(error))
  }
}

function logIgnored(request: FastifyRequest, push: ParsedPush, shopId: string, reason: string | undefined) {
  request.log.warn({ shopId, kind: push.kind, reason }, 'push ignored')
}
