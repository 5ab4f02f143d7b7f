import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Actor } from '../domain/actor.ts'
import { type Identity, notSignedIn, type Right } from './rights.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the caller must be allowed to; a route without one does not start. */
    right?: Right
  }
  interface FastifyInstance {
    /** Every route and its right, as registered. */
    declaredRoutes: DeclaredRoute[]
  }
  interface FastifyRequest {
    identity: Identity | undefined
  }
}

export type DeclaredRoute = { method: string; url: string; right: Right }

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
