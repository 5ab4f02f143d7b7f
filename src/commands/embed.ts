import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '../app/create-app.ts'
import { embedderConnector, wantedEmbedder } from '../app/embedders.ts'
import { orderSwitch } from '../knowledge/spaces/order-switch.ts'
import { readSpaces } from '../knowledge/spaces/read-spaces.ts'
import { spaceOfStatus } from '../knowledge/spaces/space-rows.ts'
import { clearCalibration, storeCalibration } from '../knowledge/spaces/store-calibration.ts'
import { switchSpace } from '../knowledge/spaces/switch-space.ts'
import { invalid } from '../shared/errors.ts'
import type { Report } from './run-command.ts'

export type EmbedSwitchOptions = { to?: string }
export type EmbedCalibrateOptions = { reset?: string }

/** Every embedding space with its vectors, which one is live, and how far a switch is. */
export async function embedStatus({ db, env }: App): Promise<Report> {
  const found = await readSpaces(db, wantedEmbedder(env))
  const { passages, spaces, wanted, job } = found
  const lines = spaces.map(({ id, status, embedded, dimensions, failure }) => {
    const share = `${embedded} of ${passages} passages`
    return `${status.padEnd(8)} ${id}  ${dimensions} numbers, ${share}${failure ? `; ${failure}` : ''}`
  })
  if (!wanted.isLive)
    lines.push(`The settings name ${wanted.model ?? wanted.provider}, which is not live: otvet embed switch`)
  if (job?.lastError) lines.push(`The last try of the switch failed: ${job.lastError}`)
  return { json: found, text: lines.join('\n') }
}

/** Does the switch here and now, to the end; stopped, it goes on where it was. A worker may be at it at the same time. */
export async function embedSwitch(app: App, { to }: EmbedSwitchOptions): Promise<Report> {
  const { db, clock, env } = app
  const wanted = wantedEmbedder(env)
  const deps = { db, clock, wanted, connect: embedderConnector(env, { mayFetch: true }) }
  if (to !== undefined) await orderSwitch({ db, clock }, { space: to, actor: 'command line' })
  let space = to ?? null
  let embedded = 0
  let shownAt = 0
  const onProgress = (count: number) => {
    if (performance.now() - shownAt < 1_000) return
    shownAt = performance.now()
    process.stderr.write(`\r${embedded + count} passages embedded`)
  }
  for (;;) {
    let last = 0
    const step = await switchSpace(
      deps,
      { space },
      {
        onProgress: (count) => {
          last = count
          onProgress(count)
        },
      },
    )
    embedded += last
    if (step === 'done') break
    // Another process builds the index: looked at again in a while.
    if (last === 0) await sleep(500)
    space = (await spaceOfStatus(db, 'filling'))?.id ?? space
  }
  if (shownAt > 0) process.stderr.write('\n')
  const live = await spaceOfStatus(db, 'live')
  return { json: { live: live?.id ?? null, embedded }, text: `${live?.id ?? 'No space'} is live.` }
}

const ACTOR = 'command line'

/** Gives a space the weights that `npm run eval -- calibrate --write` fitted for it, or takes them back. */
export async function embedCalibrate(
  { db, clock }: App,
  file: string | undefined,
  { reset }: EmbedCalibrateOptions,
): Promise<Report> {
  if ((file === undefined) === (reset === undefined))
    throw invalid('calibration_not_named', 'Name the file with the weights, or --reset <space>')
  if (reset !== undefined) {
    await clearCalibration({ db, clock }, { space: reset, actor: ACTOR })
    return {
      json: { space: reset, calibrated: false },
      text: `${reset} is judged by the shipped weights again.`,
    }
  }
  const text = await readFile(file ?? '', 'utf8').catch(() => {
    throw invalid('file_not_readable', `${file} cannot be read`)
  })
  const { space } = await storeCalibration({ db, clock }, { text, actor: ACTOR })
  return { json: { space, calibrated: true }, text: `${space} is judged by its own weights from now on.` }
}
