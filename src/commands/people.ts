import type { z } from 'zod'
import { createApiToken } from '../access/api-tokens.ts'
import { createUser } from '../access/users.ts'
import type { App } from '../app/create-app.ts'
import { createTokenSchema, createUserSchema } from '../http/contracts/people.ts'
import { tokenView, userView } from '../http/routes/people.ts'
import { invalid } from '../shared/errors.ts'
import { type Report, readSecretFromStdin } from './run-command.ts'

export type UserAddOptions = {
  login: string
  name?: string
  role: string
  language?: string
  passwordStdin?: boolean
}
export type TokenCreateOptions = { name: string; scope: string[]; expiresInDays?: string }

export async function userAdd({ db, clock }: App, options: UserAddOptions): Promise<Report> {
  const { login, name = login, role, language } = options
  const password = options.passwordStdin ? await readSecretFromStdin() : undefined
  const input = expectValid(createUserSchema.safeParse({ login, name, role, language, password }), 'The user')
  const made = await createUser({ db, clock }, { ...input, actor: 'command line' })
  const { oneTimePassword } = made
  return {
    json: { user: userView(made.user), oneTimePassword },
    text: oneTimePassword
      ? `Added ${made.user.login} (${role}). One-time password, shown only now: ${oneTimePassword}`
      : `Added ${made.user.login} (${role}).`,
  }
}

export async function tokenCreate({ db, clock }: App, options: TokenCreateOptions): Promise<Report> {
  const expiresInDays = options.expiresInDays === undefined ? undefined : Number(options.expiresInDays)
  const asked = { name: options.name, scopes: options.scope, expiresInDays }
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
