import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { AppError } from '../shared/errors.ts'
import { type Env, envSchema } from './env-schema.ts'

/**
 * Reads the environment and, where there is one, the `.env` file of the working directory (the environment wins).
 * Every mistake is told at once, by name, with what was expected; values that may be secret are not repeated.
 */
export function readEnv(variables: Record<string, string | undefined> = processVariables()): Env {
  const given = Object.fromEntries(
    Object.keys(envSchema.shape).flatMap((name) => {
      // An empty variable means "not set": `KEY=` in a .env file and in compose files.
      const value = variables[name]?.trim()
      return value ? [[name, value]] : []
    }),
  )
  const result = envSchema.safeParse(given)
  if (result.success) return result.data
  const mistakes = result.error.issues.map((issue) => {
    const name = String(issue.path[0])
    return `  ${name}: expected ${issue.message}, got ${shown(name, given[name] ?? '')}`
  })
  throw new AppError(
    'invalid',
    'bad_configuration',
    [
      'The configuration has mistakes:',
      ...new Set(mistakes),
      'Every variable is described in .env.example.',
    ].join('\n'),
  )
}

/** The working directory's `.env` never overrides what the environment already says. */
function processVariables(): Record<string, string | undefined> {
  if (existsSync('.env')) loadEnvFile('.env')
  return process.env
}

const SECRET = /KEY|PASSWORD|DATABASE_URL|SECRET|TOKEN/

function shown(name: string, value: string): string {
  return SECRET.test(name)
    ? `something else (${value.length} characters)`
    : JSON.stringify(value.slice(0, 100))
}
