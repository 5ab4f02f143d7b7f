import { z } from 'zod'
import { type CursorName, dropCursor, keepCursor, readCursor } from '../db/channel-cursor.ts'
import type { Executor } from '../db/client.ts'

const pauseSchema = z.object({ until: z.coerce.date(), failures: z.number() })
type Pause = z.infer<typeof pauseSchema>

/** Until when the catalogue is left alone after a failure, kept over restarts and over pushes that ask for more. */
export async function readPause(db: Executor, shopId: string): Promise<Pause | undefined> {
  const value = await readCursor(db, pauseOf(shopId))
  return value === undefined ? undefined : pauseSchema.parse(JSON.parse(value))
}

export async function notePause(db: Executor, shopId: string, pause: Pause, now: Date): Promise<void> {
  await keepCursor(db, pauseOf(shopId), JSON.stringify(pause), now)
}

export async function endPause(db: Executor, shopId: string): Promise<void> {
  await dropCursor(db, pauseOf(shopId))
}

const pauseOf = (shopId: string): CursorName => ({ shopId, channel: 'ozon-catalogue', name: 'pause' })
