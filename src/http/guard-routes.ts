import type { FastifyRequest, RouteOptions } from 'fastify'
import type { Database } from '../db/client.ts'
import type { Clock } from '../shared/clock.ts'
import { bug } from '../shared/errors.ts'
import type { App, DeclaredRoute } from './app-types.ts'
import { authenticate } from './authenticate.ts'
import { requireRight } from './rights.ts'

type Deps = { db: Database; clock: Clock; publicUrl: string | undefined }

/**
 * Gives every route the check of its right, before a byte of the body is read. A route that names none does not
 * start, so that none can be forgotten.
 */
export function guardRoutes(app: App, deps: Deps): void {
  const declared: DeclaredRoute[] = []
  app.decorate('declaredRoutes', declared)
  app.addHook('onRoute', (route: RouteOptions) => {
    const right = route.config?.right
    if (right === undefined)
      throw bug('route_without_right', `The route ${String(route.method)} ${route.url} names no right.`)
    for (const method of [route.method].flat()) declared.push({ method, url: route.url, right })
    if (right === 'public') return
    const earlier = route.onRequest === undefined ? [] : [route.onRequest].flat()
    const check = async (request: FastifyRequest) => {
      request.identity = await authenticate(deps, request)
      requireRight(right, request.identity)
    }
    route.onRequest = [...earlier, check]
  })
}
