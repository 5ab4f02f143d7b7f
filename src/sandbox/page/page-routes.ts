import type { FastifyInstance, FastifyReply } from 'fastify'
import type { World } from '../world.ts'
import { DIALOG_SCRIPT } from './dialog-script.ts'
import { DOM_SCRIPT } from './dom-script.ts'
import { FEEDBACK_SCRIPT } from './feedback-script.ts'
import { PAGE_HTML } from './html.ts'
import { LIST_SCRIPT } from './list-script.ts'
import { MAIN_SCRIPT } from './main-script.ts'
import { PANEL_SCRIPT } from './panel-script.ts'
import { PAGE_STYLE } from './style.ts'
import { THREAD_SCRIPT } from './thread-script.ts'

const SCRIPTS: Record<string, string> = {
  'dialog.js': DIALOG_SCRIPT,
  'dom.js': DOM_SCRIPT,
  'feedback.js': FEEDBACK_SCRIPT,
  'list.js': LIST_SCRIPT,
  'main.js': MAIN_SCRIPT,
  'panel.js': PANEL_SCRIPT,
  'thread.js': THREAD_SCRIPT,
}

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The buyer's side of the marketplace as a page, and the pictures it shows. */
export function registerPageRoutes(app: FastifyInstance, world: World): void {
  app.get('/', (_request, reply) => give(reply, 'text/html; charset=utf-8', PAGE_HTML))
  app.get('/page/style.css', (_request, reply) => give(reply, 'text/css; charset=utf-8', PAGE_STYLE))
  for (const [name, text] of Object.entries(SCRIPTS)) {
    app.get(`/page/${name}`, (_request, reply) => give(reply, 'text/javascript; charset=utf-8', text))
  }
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send())

  app.get<{ Params: { sku: string } }>('/pictures/:sku', (request, reply) => {
    for (const shop of world.shops.values()) {
      const product = shop.products.get(request.params.sku)
      if (!product) continue
      const { contentType, body } = world.drawPicture(product)
      return give(reply, contentType, body, "default-src 'none'; style-src 'unsafe-inline'")
    }
    return reply.code(404).send({ error: 'no such product' })
  })

  // Buyers see pictures without a key; the API's own address wants one.
  app.get<{ Params: { '*': string } }>('/sandbox/files/*', (request, reply) => {
    const file = world.files.get(`/${request.params['*']}`)
    if (!file) return reply.code(404).send({ error: 'no such file' })
    return give(reply, file.contentType, file.body, "default-src 'none'; sandbox")
  })
}

function give(reply: FastifyReply, type: string, body: string | Buffer, policy = PAGE_POLICY) {
  return reply
    .header('content-type', type)
    .header('content-security-policy', policy)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .send(body)
}
