import { pino } from 'pino'
import type { App } from '../app/create-app.ts'
import type { Env } from '../config/env-schema.ts'
import { readEnv } from '../config/read-env.ts'
import { maskForGood } from '../domain/privacy/mask.ts'
import { errorWords } from '../shared/error-words.ts'
import { AppError } from '../shared/errors.ts'
import { createLogger, type Logger } from '../shared/logger.ts'

/** What a command has to say: the same for people and, with --json, for programs. */
export type Report = { text: string; json: unknown; failed?: boolean }
export type CommandContext = { env: Env; log: Logger; json: boolean }
export type Options = { json?: boolean }

/**
 * Runs a command and sets the honest exit code: 0 done, 1 failed, 2 wrong usage or configuration. Results go to
 * stdout, the log to stderr.
 */
export async function runCommand(
  { json = false }: Options,
  action: (context: CommandContext) => Promise<Report | undefined>,
): Promise<void> {
  try {
    const env = readEnv()
    const log = createLogger(env.LOG_LEVEL, { hide: maskForGood, destination: pino.destination(2) })
    const report = await action({ env, log, json })
    if (!report) return
    print(json ? JSON.stringify(report.json) : report.text)
    if (report.failed) process.exitCode = 1
  } catch (error) {
    process.exitCode = error instanceof AppError && error.kind === 'invalid' ? 2 : 1
    const code = error instanceof AppError ? error.code : 'unexpected_error'
    const message = errorWords(error)
    if (json) print(JSON.stringify({ error: { code, message } }))
    else process.stderr.write(`${message}\n`)
    // A fault of ours is worth its stack; a refusal explains itself.
    if (!(error instanceof AppError) && error instanceof Error)
      process.stderr.write(`${errorWords(error.stack)}\n`)
  }
}

/** The same with the house open: database, keys, connections. Closed again whatever happens. */
export function runInApp(
  options: Options,
  action: (app: App, context: CommandContext) => Promise<Report>,
): Promise<void> {
  return runCommand(options, async (context) => {
    // The house is a thousand modules: who asks for the version or errs in a word does not wait for them.
    const { createApp } = await import('../app/create-app.ts')
    const app = await createApp(context.env, context.log)
    try {
      return await action(app, context)
    } finally {
      await app.close()
    }
  })
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** A secret from stdin: never seen in the process list or the shell history. */
export async function readSecretFromStdin(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8').trim()
}
