import type { FastifyContextConfig, FastifyRequest, RouteOptions } from 'fastify'
import { z } from 'zod'
import type { Database } from '../db/client.ts'
import type { Clock } from '../shared/clock.ts'
import { bug } from '../shared/errors.ts'
import type { App, DeclaredRoute, ShopBound } from './app-types.ts'
import { authenticate } from './authenticate.ts'
import { RIGHTS, type Right, refuseForeignShop, requireRight } from './rights.ts'

type Deps = { db: Database; clock: Clock; publicUrl: string | undefined }

/**
 * Gives every route the check of its right and of the shop that its address names, before a byte of the body is
 * read. A route that names no right, or does not say how it keeps within the asker's shops, does not start, so that
 * neither can be forgotten.
 */
export function guardRoutes(app: App, deps: Deps): void {
  const declared: DeclaredRoute[] = []
  app.decorate('declaredRoutes', declared)
  app.addHook('onRoute', (route: RouteOptions) => {
    const name = `${String(route.method)} ${route.url}`
    const right = route.config?.right
    if (right === undefined) throw bug('route_without_right', `The route ${name} names no right.`)
    const shops = shopBound(route.url, right, route.config)
    if (shops === undefined)
      throw bug(
        'route_without_shops',
        `The route ${name} does not say how it keeps within the asker's shops: config.shops 'scoped' or 'none'.`,
      )
    for (const method of [route.method].flat()) declared.push({ method, url: route.url, right, shops })
    if (right === 'public') return
    const earlier = route.onRequest === undefined ? [] : [route.onRequest].flat()
    const check = async (request: FastifyRequest) => {
      request.identity = await authenticate(deps, request)
      const identity = requireRight(right, request.identity)
      if (shops === 'named') refuseForeignShop(identity.shops, namedShop.parse(request.params).shopId)
    }
    route.onRequest = [...earlier, check]
  })
}

const namedShop = z.object({ shopId: z.string() })

function shopBound(
  url: string,
  right: Right,
  config: FastifyContextConfig | undefined,
): ShopBound | undefined {
  if (/:shopId(?:\/|$)/.test(url)) return 'named'
  if (config?.shops) return config.shops
  if (right === 'public') return 'none'
  const roles: readonly string[] = RIGHTS[right].roles
  return roles.every((role) => role === 'admin') ? 'every' : undefined
}
