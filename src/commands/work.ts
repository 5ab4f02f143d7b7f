import { createApp } from '../app/create-app.ts'
import { startAppWorker } from '../app/start-worker.ts'
import { type CommandContext, print } from './run-command.ts'
import { untilAskedToStop } from './until-asked-to-stop.ts'
import { VERSION } from './version.ts'

/** Runs jobs only; the web runs elsewhere on the same PostgreSQL. */
export async function work({ env, log, json }: CommandContext): Promise<undefined> {
  const app = await createApp(env, log)
  try {
    const worker = await startAppWorker(app)
    const { WORKER_CONCURRENCY: concurrency } = env
    print(
      json
        ? JSON.stringify({ ready: true, version: VERSION, concurrency })
        : `Otvet ${VERSION}: a worker runs, ${concurrency} jobs at a time. Stop with Ctrl+C.`,
    )
    await untilAskedToStop(log)
    await worker.stop()
  } finally {
    await app.close()
  }
}
