import { ensureFirstAdmin, FIRST_LOGIN } from '../access/first-admin.ts'
import { type App, createApp } from '../app/create-app.ts'
import { restDemo, startDemo, wantsDemo } from '../app/start-demo.ts'
import { startWeb } from '../app/start-web.ts'
import { startAppWorker } from '../app/start-worker.ts'
import type { Env } from '../config/env-schema.ts'
import { invalid } from '../shared/errors.ts'
import type { Worker } from '../worker/worker.ts'
import { type CommandContext, print } from './run-command.ts'
import { untilAskedToStop } from './until-asked-to-stop.ts'
import { VERSION } from './version.ts'

type ServeOptions = { worker: boolean }
type Running = { url: string; sandboxUrl: string | null; oneTimePassword: string | undefined }

/** Web, worker and, where wanted, the demo in one process, until asked to stop. */
export async function serve({ env, log, json }: CommandContext, options: ServeOptions): Promise<undefined> {
  const app = await createApp(env, log)
  const closers: (() => Promise<void>)[] = [app.close]
  try {
    let worker: Worker | undefined
    let sandboxUrl: string | null = null
    const web = await startWeb(app, {
      version: VERSION,
      worker: () => ({ wanted: options.worker, running: worker !== undefined }),
      sandboxUrl: () => sandboxUrl,
    }).catch(explainTakenPort(env))
    closers.push(web.close)
    // After the port is ours: the password is shown once and must not be lost with a failed start.
    const oneTimePassword = await ensureFirstAdmin(app, { password: env.ADMIN_PASSWORD })
    if (oneTimePassword && !json)
      print(`First sign-in: login ${FIRST_LOGIN}, one-time password ${oneTimePassword}`)
    const demo = (await wantsDemo(app)) ? await startDemo(app, { pushTo: web.url }) : undefined
    if (!demo) await restDemo(app)
    if (demo) closers.push(demo.close)
    sandboxUrl = demo?.url ?? null
    if (options.worker) {
      worker = await startAppWorker(app)
      closers.push(worker.stop)
    }
    demo?.play()
    const running = { url: web.url, sandboxUrl, oneTimePassword }
    print(json ? JSON.stringify({ ready: true, version: VERSION, ...running }) : welcome(app, running))
    await untilAskedToStop(log)
  } finally {
    // The doors close first and the database last; what is under way finishes in between.
    await closeAll(closers)
  }
}

async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  const [database, web, ...rest] = closers
  for (const close of [web, ...rest.reverse(), database]) await close?.()
}

function welcome({ env, database, models }: App, { url, sandboxUrl }: Running): string {
  const where = database.kind === 'embedded' ? `embedded, in ${env.DATA_DIR}` : 'PostgreSQL'
  const drafter = models
    ? `written by ${models.known.map(({ name }) => name).join(', then ')}`
    : 'put together by the built-in drafter; set OPENAI_API_KEY or OPENAI_BASE_URL for a model'
  return [
    `Otvet ${VERSION} runs.`,
    `  Console    ${url.replace('127.0.0.1', 'localhost')}`,
    `  Database   ${where}`,
    `  Drafts     ${drafter}`,
    ...(sandboxUrl
      ? [
          `  Demo       a made-up shop with buyers who write; be one yourself at ${sandboxUrl.replace('127.0.0.1', 'localhost')}`,
        ]
      : []),
    '  Stop       Ctrl+C',
  ].join('\n')
}

function explainTakenPort({ PORT, HOST }: Env) {
  return (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE')
      throw invalid(
        'port_taken',
        `Port ${PORT} on ${HOST} is taken by another program. Choose another one: PORT=3100`,
      )
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
      throw invalid(
        'port_refused',
        `This machine does not let us listen on ${HOST}:${PORT} (${String(code)}).`,
      )
    throw error
  }
}
