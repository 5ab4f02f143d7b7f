import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Actor } from '../domain/actor.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import { type Identity, notSignedIn, type Right } from './rights.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the caller must be allowed to; a route without one does not start. */
    right?: Right
    /**
     * How a route keeps within the asker's shops where its address names none: `scoped` = its query takes their
     * `ShopScope`, `none` = it has nothing of any shop. One that says neither does not start.
     */
    shops?: 'scoped' | 'none'
  }
  interface FastifyInstance {
    /** Every route and its right, as registered. */
    declaredRoutes: DeclaredRoute[]
  }
  interface FastifyRequest {
    identity: Identity | undefined
  }
}

/** `named`: the address names the shop, and the guard looks. `every`: only for those who see all shops. */
export type ShopBound = 'named' | 'scoped' | 'none' | 'every'

export type DeclaredRoute = { method: string; url: string; right: Right; shops: ShopBound }

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** Who acts; the route's right has made sure that there is somebody. */
export function actorOf({ identity }: Pick<FastifyRequest, 'identity'>): Actor {
  if (!identity) throw notSignedIn()
  return identity.actor
}

/** Which shops they may see: what every query over several shops asks for. */
export function scopeOf({ identity }: Pick<FastifyRequest, 'identity'>): ShopScope {
  if (!identity) throw notSignedIn()
  return identity.shops
}

/** Both: for verbs that need to know who asks and what they may see. */
export const askerOf = (request: Pick<FastifyRequest, 'identity'>): { actor: Actor; scope: ShopScope } => ({
  actor: actorOf(request),
  scope: scopeOf(request),
})
