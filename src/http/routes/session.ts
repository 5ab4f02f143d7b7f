import type { FastifyRequest } from 'fastify'
import { closeSession, type UserRow } from '../../access/sessions.ts'
import { type SignInLimits, signIn } from '../../access/sign-in.ts'
import { changePassword, findUser, setLanguage } from '../../access/users.ts'
import type { Database } from '../../db/client.ts'
import { shopScopeOf } from '../../domain/shop-scope.ts'
import type { Clock } from '../../shared/clock.ts'
import { addressGroup } from '../address.ts'
import type { App } from '../app-types.ts'
import { clearSessionCookie, refuseForeignSignIn, setSessionCookie } from '../authenticate.ts'
import { languageSchema, okSchema, roleSchema } from '../contracts/common.ts'
import {
  changePasswordSchema,
  type Session,
  sessionSchema,
  signInSchema,
  updateMeSchema,
} from '../contracts/session.ts'
import { notSignedIn } from '../rights.ts'

type Deps = { db: Database; clock: Clock; signInLimits: SignInLimits; publicUrl: string | undefined }

const tags = ['session']

export function sessionRoutes(app: App, { db, clock, signInLimits, publicUrl }: Deps): void {
  app.route({
    method: 'POST',
    url: '/api/session',
    config: { right: 'public' },
    schema: { tags, summary: 'Sign in', body: signInSchema, response: { 200: sessionSchema } },
    handler: async (request, reply) => {
      refuseForeignSignIn(request, publicUrl)
      const address = addressGroup(request.ip)
      const opened = await signIn({ db, clock, limits: signInLimits }, { ...request.body, address })
      setSessionCookie(reply, { secret: opened.secret, publicUrl })
      return sessionView(opened.user, opened.expiresAt)
    },
  })

  app.route({
    method: 'GET',
    url: '/api/session',
    config: { right: 'own', shops: 'none' },
    schema: { tags, summary: 'Who is signed in', response: { 200: sessionSchema } },
    handler: async (request) => {
      const { actor, expiresAt } = ownSession(request)
      return sessionView(await findUser({ db }, actor.id), expiresAt)
    },
  })

  app.route({
    method: 'DELETE',
    url: '/api/session',
    config: { right: 'own', shops: 'none' },
    schema: { tags, summary: 'Sign out', response: { 200: okSchema } },
    handler: async (request, reply) => {
      await closeSession({ db }, ownSession(request).secret)
      clearSessionCookie(reply, publicUrl)
      return { ok: true as const }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/password',
    config: { right: 'own', shops: 'none' },
    schema: {
      tags,
      summary: 'Change the own password; ends all other sessions',
      body: changePasswordSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      const { actor, secret } = ownSession(request)
      const deps = { db, clock, limits: signInLimits }
      await changePassword(deps, { ...request.body, userId: actor.id, sessionSecret: secret })
      return { ok: true as const }
    },
  })

  app.route({
    method: 'PUT',
    url: '/api/me',
    config: { right: 'own', shops: 'none' },
    schema: {
      tags,
      summary: 'Choose the own language',
      body: updateMeSchema,
      response: { 200: sessionSchema },
    },
    handler: async (request) => {
      const { actor, expiresAt } = ownSession(request)
      const { language } = request.body
      return sessionView(await setLanguage({ db }, { userId: actor.id, language }), expiresAt)
    },
  })
}

function ownSession({ identity }: Pick<FastifyRequest, 'identity'>) {
  if (identity?.by !== 'session') throw notSignedIn()
  return identity
}

function sessionView(user: UserRow, expiresAt: Date): Session {
  const { id, login, name, mustChangePassword } = user
  const language = languageSchema.nullable().catch(null).parse(user.language)
  const role = roleSchema.parse(user.role)
  const scope = shopScopeOf(user)
  const shopIds = scope === 'all' ? null : [...scope]
  return {
    user: { id, login, name, role, language, shopIds, mustChangePassword },
    expiresAt: expiresAt.toISOString(),
  }
}
