import { type ApiTokenRow, createApiToken, listApiTokens, revokeApiToken } from '../../access/api-tokens.ts'
import type { UserRow } from '../../access/sessions.ts'
import { createUser, listUsers, updateUser } from '../../access/users.ts'
import type { Database } from '../../db/client.ts'
import { returnStranded } from '../../review/return-stranded.ts'
import type { Clock } from '../../shared/clock.ts'
import { type App, actorOf } from '../app-types.ts'
import { languageSchema, okSchema, roleSchema } from '../contracts/common.ts'
import {
  type ApiToken,
  apiTokensSchema,
  createTokenSchema,
  createUserSchema,
  scopeSchema,
  tokenCreatedSchema,
  tokenParamsSchema,
  type User,
  updateUserSchema,
  userParamsSchema,
  userSavedSchema,
  usersSchema,
} from '../contracts/people.ts'

type Deps = { db: Database; clock: Clock }

const config = { right: 'admin' } as const

export function peopleRoutes(app: App, deps: Deps): void {
  const tags = ['people']
  app.route({
    method: 'GET',
    url: '/api/users',
    config,
    schema: { tags, summary: 'All people', response: { 200: usersSchema } },
    handler: async () => ({ users: (await listUsers(deps)).map(userView) }),
  })

  app.route({
    method: 'POST',
    url: '/api/users',
    config,
    schema: { tags, summary: 'Add a person', body: createUserSchema, response: { 200: userSavedSchema } },
    handler: async (request) => {
      const { user, oneTimePassword } = await createUser(deps, {
        ...request.body,
        actor: actorOf(request).id,
      })
      return { user: userView(user), oneTimePassword }
    },
  })

  app.route({
    method: 'PATCH',
    url: '/api/users/:userId',
    config,
    schema: {
      tags,
      summary: 'Change a person: name, role, language, shops, access, password',
      params: userParamsSchema,
      body: updateUserSchema,
      response: { 200: userSavedSchema },
    },
    handler: async (request) => {
      const input = { ...request.body, ...request.params, actor: actorOf(request).id }
      const { user, oneTimePassword } = await updateUser(deps, input)
      // Who left, or sees less, may have been the last who could take what waits for their department.
      await deps.db.transaction((tx) => returnStranded(tx, { now: deps.clock.now() }))
      return { user: userView(user), oneTimePassword }
    },
  })
}

export function tokenRoutes(app: App, deps: Deps): void {
  const tags = ['tokens']
  app.route({
    method: 'GET',
    url: '/api/tokens',
    config,
    schema: { tags, summary: 'All API tokens', response: { 200: apiTokensSchema } },
    handler: async () => ({ tokens: (await listApiTokens(deps)).map(tokenView) }),
  })

  app.route({
    method: 'POST',
    url: '/api/tokens',
    config,
    schema: {
      tags,
      summary: 'Make an API token; its secret is shown this once',
      body: createTokenSchema,
      response: { 200: tokenCreatedSchema },
    },
    handler: async (request) => {
      const { token, secret } = await createApiToken(deps, { ...request.body, actor: actorOf(request).id })
      return { token: tokenView(token), secret }
    },
  })

  app.route({
    method: 'DELETE',
    url: '/api/tokens/:tokenId',
    config,
    schema: { tags, summary: 'Revoke an API token', params: tokenParamsSchema, response: { 200: okSchema } },
    handler: async (request) => {
      await revokeApiToken(deps, { ...request.params, actor: actorOf(request).id })
      return { ok: true as const }
    },
  })
}

export function userView(user: UserRow): User {
  const { id, login, name, mustChangePassword } = user
  return {
    id,
    login,
    name,
    role: roleSchema.parse(user.role),
    language: languageSchema.nullable().catch(null).parse(user.language),
    shopIds: user.shopIds,
    mustChangePassword,
    createdAt: user.createdAt.toISOString(),
    disabledAt: user.disabledAt?.toISOString() ?? null,
  }
}

export function tokenView(token: ApiTokenRow): ApiToken {
  const { id, name, createdBy } = token
  return {
    id,
    name,
    createdBy,
    // A scope that a later version took away opens nothing and is not shown.
    scopes: token.scopes.flatMap((scope) => scopeSchema.safeParse(scope).data ?? []),
    shopIds: token.shopIds,
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
  }
}
