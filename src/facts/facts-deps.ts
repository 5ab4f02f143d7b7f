import type { ChannelAdapter, OpenChannel } from '../channels/channel-adapter.ts'
import type { Database } from '../db/client.ts'
import type { Clock } from '../shared/clock.ts'
import { AppError } from '../shared/errors.ts'

/** A pino logger fits. */
type FactsLog = { warn(fields: object, message: string): void }

export type FactsDeps = { db: Database; clock: Clock; openChannel: OpenChannel; log?: FactsLog | undefined }

/** The marketplace's answer, or undefined when it cannot be had now: drafting goes on with what is stored. */
export async function askChannel<T>(
  { openChannel, log }: Pick<FactsDeps, 'openChannel' | 'log'>,
  { shopId, channel }: { shopId: string; channel: string },
  ask: (adapter: ChannelAdapter) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask(await openChannel(shopId, channel))
  } catch (error) {
    // A fault of ours must be seen; what the marketplace, the key or the network did must not stop a draft.
    if (!(error instanceof AppError) || error.kind === 'bug') throw error
    log?.warn(
      { shopId, channel, code: error.code },
      'facts not refreshed: the marketplace could not be asked',
    )
    return undefined
  }
}
