import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorIdOfToken, findApiToken } from '../access/api-tokens.ts'
import { findSession } from '../access/sessions.ts'
import type { Database } from '../db/client.ts'
import type { Actor } from '../domain/actor.ts'
import { shopScopeOf } from '../domain/shop-scope.ts'
import type { Clock } from '../shared/clock.ts'
import { forbidden } from '../shared/errors.ts'
import { roleSchema } from './contracts/common.ts'
import { type Identity, notSignedIn } from './rights.ts'
import { isFromElsewhere, isFromHere } from './same-origin.ts'

export type AuthDeps = { db: Database; clock: Clock; publicUrl: string | undefined }

const COOKIE = 'otvet_session'

/**
 * Who sends this request. A token in the Authorization header goes before a cookie. What a cookie's owner changes
 * must come from our own pages: SameSite keeps other sites out, this keeps out what shares our site but not our origin.
 */
export async function authenticate(
  { db, clock, publicUrl }: AuthDeps,
  request: FastifyRequest,
): Promise<Identity | undefined> {
  const { authorization } = request.headers
  if (authorization !== undefined) return byToken({ db, clock }, authorization)
  const secret = request.cookies[COOKIE]
  if (!secret) return undefined
  const session = await findSession({ db, clock }, secret)
  if (!session) return undefined
  if (changesSomething(request) && !isFromHere(request, publicUrl))
    throw forbidden('cross_site', 'Changes with a session cookie are taken from our own pages only.')
  const { user, expiresAt } = session
  return {
    by: 'session',
    actor: { id: user.id, name: user.name, role: roleSchema.parse(user.role) },
    shops: shopScopeOf(user),
    login: user.login,
    mustChangePassword: user.mustChangePassword,
    secret,
    expiresAt,
  }
}

async function byToken(deps: Omit<AuthDeps, 'publicUrl'>, authorization: string): Promise<Identity> {
  const secret = /^Bearer ([A-Za-z0-9_-]{1,200})$/i.exec(authorization)?.[1]
  const token = secret === undefined ? undefined : await findApiToken(deps, secret)
  if (!token) throw notSignedIn()
  const role = token.scopes.includes('admin') ? 'admin' : 'agent'
  const actor: Actor = { id: actorIdOfToken(token.id), name: token.name, role }
  return { by: 'token', actor, shops: shopScopeOf({ role, shopIds: token.shopIds }), scopes: token.scopes }
}

/** Signing in sets a cookie: a form on another site must not do it for us. */
export function refuseForeignSignIn(request: FastifyRequest, publicUrl: string | undefined): void {
  if (isFromElsewhere(request, publicUrl))
    throw forbidden('cross_site', 'Signing in is possible from our own pages only.')
}

export function setSessionCookie(
  reply: FastifyReply,
  { secret, publicUrl }: { secret: string; publicUrl: string | undefined },
): void {
  // No expiry of its own: the session in the table decides, and it slides.
  reply.setCookie(COOKIE, secret, cookieTraits(publicUrl))
}

export function clearSessionCookie(reply: FastifyReply, publicUrl: string | undefined): void {
  reply.clearCookie(COOKIE, cookieTraits(publicUrl))
}

function cookieTraits(publicUrl: string | undefined) {
  const secure = publicUrl?.startsWith('https:') ?? false
  return { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
}

const changesSomething = ({ method }: FastifyRequest) => !['GET', 'HEAD', 'OPTIONS'].includes(method)
