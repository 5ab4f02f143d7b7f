import fastify from 'fastify'
import { respond } from './api/respond.ts'
import type { Sandbox } from './create-sandbox.ts'
import type { World } from './world.ts'

const BODY_LIMIT = 32 * 1024 * 1024

type Deps = { world: World; sandbox: Sandbox; port: number; host: string }

/** The sandbox behind a port: everything that is not the page or the control API is the marketplace's API. */
export async function startServer({ world, port, host }: Deps) {
  const app = fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))

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

function singleHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const single: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) single[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return single
}
