import type { z } from 'zod'
import { createApiToken } from '../access/api-tokens.ts'
import { createUser, listUsers, updateUser } from '../access/users.ts'
import type { App } from '../app/create-app.ts'
import { createTokenSchema, createUserSchema } from '../http/contracts/people.ts'
import { tokenView, userView } from '../http/routes/people.ts'
import { invalid, notFound } from '../shared/errors.ts'
import { type Report, readSecretFromStdin } from './run-command.ts'
import { shopIdOf } from './shop-id.ts'

export type UserAddOptions = {
  login: string
  name?: string
  role: string
  language?: string
  passwordStdin?: boolean
  shop?: string[]
}
export type UserShopsOptions = { login: string; shop?: string[]; all?: boolean }
export type TokenCreateOptions = { name: string; scope: string[]; shop?: string[]; expiresInDays?: string }

export async function userAdd(app: App, options: UserAddOptions): Promise<Report> {
  const { db, clock } = app
  const { login, name = login, role, language } = options
  const password = options.passwordStdin ? await readSecretFromStdin() : undefined
  const shopIds = await shopIdsOf(app, options.shop)
  const asked = { login, name, role, language, password, shopIds }
  const input = expectValid(createUserSchema.safeParse(asked), 'The user')
  const made = await createUser({ db, clock }, { ...input, actor: 'command line' })
  const { oneTimePassword } = made
  return {
    json: { user: userView(made.user), oneTimePassword },
    text: oneTimePassword
      ? `Added ${made.user.login} (${role}). One-time password, shown only now: ${oneTimePassword}`
      : `Added ${made.user.login} (${role}).`,
  }
}

/** Which shops a person may see: those that are named, or all with `--all`. */
export async function userShops(app: App, { login, shop, all }: UserShopsOptions): Promise<Report> {
  if ((shop === undefined) === (all === undefined))
    throw invalid('bad_usage', 'Expected --shop <shop...> or --all, and not both.')
  const { db, clock } = app
  const person = (await listUsers({ db })).find((one) => one.login === login.toLowerCase())
  if (!person) throw notFound('user_not_found', `There is no user with the login ${login}.`)
  const shopIds = await shopIdsOf(app, shop)
  const { user } = await updateUser({ db, clock }, { userId: person.id, shopIds, actor: 'command line' })
  const seen = user.shopIds === null || user.role === 'admin' ? 'all shops' : user.shopIds.join(', ')
  return { json: { user: userView(user) }, text: `${user.login} sees ${seen}.` }
}

const shopIdsOf = async (app: App, named: string[] | undefined): Promise<string[] | null> =>
  named === undefined ? null : Promise.all(named.map((one) => shopIdOf(app, one)))

export async function tokenCreate(app: App, options: TokenCreateOptions): Promise<Report> {
  const { db, clock } = app
  const expiresInDays = options.expiresInDays === undefined ? undefined : Number(options.expiresInDays)
  const shopIds = await shopIdsOf(app, options.shop)
  const asked = { name: options.name, scopes: options.scope, shopIds, expiresInDays }
  const input = expectValid(createTokenSchema.safeParse(asked), 'The token')
  const { token, secret } = await createApiToken({ db, clock }, { ...input, actor: 'command line' })
  return {
    json: { token: tokenView(token), secret },
    text: `Token for ${token.name}, shown only now:\n${secret}`,
  }
}

function expectValid<T>(result: z.ZodSafeParseResult<T>, what: string): T {
  if (result.success) return result.data
  const mistakes = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
  throw invalid('bad_usage', [`${what} cannot be made like this:`, ...mistakes].join('\n'))
}
