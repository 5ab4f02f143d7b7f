import fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'
import { respond } from './api/respond.ts'
import { registerControlRoutes } from './control/control-routes.ts'
import type { Sandbox } from './create-sandbox.ts'
import { registerPageRoutes } from './page/page-routes.ts'
import type { World } from './world.ts'

const BODY_LIMIT = 32 * 1024 * 1024

type Deps = { world: World; sandbox: Sandbox; port: number; host: string }

/** The sandbox behind a port: everything that is not the page or the control API is the marketplace's API. */
export async function startServer({ world, sandbox, port, host }: Deps) {
  const app = fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true })
  // Bodies stay text: the API must see them exactly as they were sent, faults of the sender included.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))

  app.register(async (scope) => {
    refuseForeignPages(scope)
    explainMistakes(scope)
    registerControlRoutes(scope, sandbox, world)
    registerPageRoutes(scope, world)
  })

  app.all('/*', async (request, reply) => {
    const answer = await respond(world, {
      method: request.method,
      path: request.url,
      headers: singleHeaders(request.headers),
      bodyText: typeof request.body === 'string' ? request.body : '',
      origin: `http://${request.headers.host ?? `${host}:${port}`}`,
    })
    if (answer.kind === 'answer') return reply.code(answer.status).headers(answer.headers).send(answer.body)
    reply.hijack()
    if (answer.kind === 'reset') request.raw.socket.resetAndDestroy()
    else world.after(world.limits.hangMs, () => request.raw.socket.destroy())
    return reply
  })

  const url = await app.listen({ port, host })
  return { url, close: () => app.close() }
}

/** A page of another site can send a form here but no JSON: without permission the browser asks first. */
function refuseForeignPages(scope: FastifyInstance): void {
  scope.addHook('onRequest', async (request, reply) => {
    const hasBody = request.method === 'POST' && Number(request.headers['content-length'] ?? 0) > 0
    const isForeign = request.headers['sec-fetch-site'] === 'cross-site'
    const isJson = request.headers['content-type']?.startsWith('application/json') ?? false
    if (request.method !== 'GET' && (isForeign || (hasBody && !isJson))) {
      return reply.code(415).send({ error: 'expected application/json from this very page' })
    }
  })
}

function explainMistakes(scope: FastifyInstance): void {
  scope.setErrorHandler((error, _request, reply) => {
    if (error instanceof z.ZodError) return reply.code(400).send({ error: z.prettifyError(error) })
    if (error instanceof SyntaxError) return reply.code(400).send({ error: error.message })
    const message = error instanceof Error ? error.message : String(error)
    const isUnknownThing = /^The (sandbox|buyer) has no /.test(message)
    return reply.code(isUnknownThing ? 404 : 500).send({ error: message })
  })
}

function singleHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const single: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) single[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return single
}
