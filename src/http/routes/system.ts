import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ShopScope } from '../../domain/shop-scope.ts'
import { isLoopback } from '../address.ts'
import { type App, scopeOf } from '../app-types.ts'
import { type AuthDeps, authenticate } from '../authenticate.ts'
import { type Status, statusSchema } from '../contracts/status.ts'
import type { Metrics } from '../metrics.ts'
import { requireRight } from '../rights.ts'

export type Readiness = { ready: boolean; checks: Record<string, boolean> }

type Deps = AuthDeps & {
  metrics: Metrics
  readStatus(scope: ShopScope): Promise<Status>
  readReadiness(): Promise<Readiness>
}

const healthSchema = z.object({ status: z.literal('ok') })
const readinessSchema = z.object({ ready: z.boolean(), checks: z.record(z.string(), z.boolean()) })
const tags = ['system']
const open = { right: 'public', rateLimit: false } as const

export function systemRoutes(app: App, { metrics, readStatus, readReadiness, ...auth }: Deps): void {
  app.route({
    method: 'GET',
    url: '/healthz',
    config: open,
    schema: { tags, summary: 'The process answers', response: { 200: healthSchema } },
    handler: async () => ({ status: 'ok' as const }),
  })

  app.route({
    method: 'GET',
    url: '/readyz',
    config: open,
    schema: {
      tags,
      summary: 'Database, migrations and workers are ready; 503 when not',
      response: { 200: readinessSchema, 503: readinessSchema },
    },
    handler: async (_request, reply) => {
      const readiness = await readReadiness()
      return reply.code(readiness.ready ? 200 : 503).send(readiness)
    },
  })

  app.route({
    method: 'GET',
    url: '/metrics',
    // Decided below: from this machine without a token, from elsewhere with one.
    config: { right: 'public', rateLimit: false },
    schema: { tags, summary: 'Figures for Prometheus', produces: ['text/plain'] },
    handler: async (request, reply) => {
      if (!isFromThisMachine(request)) requireRight('metrics', await authenticate(auth, request))
      return reply.header('content-type', metrics.contentType).send(await metrics.render())
    },
  })

  app.route({
    method: 'GET',
    url: '/api/status',
    config: { right: 'inbox:read', shops: 'scoped' },
    schema: { tags, summary: 'What runs here', response: { 200: statusSchema } },
    handler: (request) => readStatus(scopeOf(request)),
  })

  app.route({
    method: 'GET',
    url: '/api/openapi.json',
    config: { right: 'public' },
    schema: { hide: true },
    handler: async () => app.swagger(),
  })
}

/** A proxy on this machine makes everybody look local: what was forwarded does not count. */
function isFromThisMachine({ socket, headers }: FastifyRequest): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false
  return isLoopback(socket.remoteAddress ?? '')
}
