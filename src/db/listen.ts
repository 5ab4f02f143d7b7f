import { Client } from 'pg'
import type { Logger } from '../shared/logger.ts'
import type { OpenDatabase } from './open-database.ts'

const RECONNECT_MS = 2_000

/**
 * Calls `onNotify` for every NOTIFY on the channel, and once after every reconnect, because what was said while
 * we were away is lost. Answers the function that stops it.
 */
export async function listen(
  driver: OpenDatabase['driver'],
  channel: string,
  onNotify: () => void,
  log?: Logger,
): Promise<() => Promise<void>> {
  if (driver.kind === 'embedded') return driver.pglite.listen(channel, onNotify)
  let stopped = false
  let client: Client | undefined
  const connect = async (): Promise<void> => {
    const next = new Client({
      connectionString: driver.url,
      application_name: 'otvet listen',
      keepAlive: true,
    })
    next.on('notification', onNotify)
    next.on('error', (error) => log?.warn({ err: error }, 'the listening connection was lost'))
    try {
      await next.connect()
      await next.query(`listen ${next.escapeIdentifier(channel)}`)
    } catch (error) {
      await next.end().catch(() => undefined)
      throw error
    }
    // Only now: a connection that fails also ends, and asking for another one twice would double them each time.
    next.on('end', () => {
      if (!stopped) setTimeout(retry, RECONNECT_MS).unref()
    })
    client = next
    onNotify()
  }
  const retry = (): void => {
    if (stopped) return
    connect().catch((error: unknown) => {
      log?.warn({ err: error }, 'cannot listen to the database yet')
      setTimeout(retry, RECONNECT_MS).unref()
    })
  }
  await connect()
  return async () => {
    stopped = true
    await client?.end()
  }
}
