import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Executor } from '../db/client.ts'
import { channelCursors } from '../db/schema/shops.ts'

const CHANNEL = 'ozon-catalogue'
const NAME = 'pause'

const pauseSchema = z.object({ until: z.coerce.date(), failures: z.number() })
type Pause = z.infer<typeof pauseSchema>

/** Until when the catalogue is left alone after a failure, kept over restarts and over pushes that ask for more. */
export async function readPause(db: Executor, shopId: string): Promise<Pause | undefined> {
  const [row] = await db.select({ value: channelCursors.value }).from(channelCursors).where(ofShop(shopId))
  return row && pauseSchema.parse(JSON.parse(row.value))
}

export async function notePause(db: Executor, shopId: string, pause: Pause, now: Date): Promise<void> {
  const value = JSON.stringify(pause)
  await db
    .insert(channelCursors)
    .values({ shopId, channel: CHANNEL, name: NAME, value, updatedAt: now })
    .onConflictDoUpdate({
      target: [channelCursors.shopId, channelCursors.channel, channelCursors.name],
      set: { value, updatedAt: now },
    })
}

export async function endPause(db: Executor, shopId: string): Promise<void> {
  await db.delete(channelCursors).where(ofShop(shopId))
}

const ofShop = (shopId: string) =>
  and(eq(channelCursors.shopId, shopId), eq(channelCursors.channel, CHANNEL), eq(channelCursors.name, NAME))
