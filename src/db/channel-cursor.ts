import { and, eq } from 'drizzle-orm'
import type { Executor } from './client.ts'
import { channelCursors } from './schema/shops.ts'

/** A place kept per shop and channel over restarts, e.g. where a poll left off. */
export type CursorName = { shopId: string; channel: string; name: string }

export async function readCursor(db: Executor, cursor: CursorName): Promise<string | undefined> {
  const [row] = await db.select({ value: channelCursors.value }).from(channelCursors).where(named(cursor))
  return row?.value
}

export async function keepCursor(db: Executor, cursor: CursorName, value: string, now: Date): Promise<void> {
  await db
    .insert(channelCursors)
    .values({ ...cursor, value, updatedAt: now })
    .onConflictDoUpdate({
      target: [channelCursors.shopId, channelCursors.channel, channelCursors.name],
      set: { value, updatedAt: now },
    })
}

export async function dropCursor(db: Executor, cursor: CursorName): Promise<void> {
  await db.delete(channelCursors).where(named(cursor))
}

const named = ({ shopId, channel, name }: CursorName) =>
  and(eq(channelCursors.shopId, shopId), eq(channelCursors.channel, channel), eq(channelCursors.name, name))
