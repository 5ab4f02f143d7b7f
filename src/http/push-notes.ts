import { eq } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { shops } from '../db/schema/shops.ts'
import type { Clock } from '../shared/clock.ts'

/** The console shows the minute; a write per push would double the cost of intake. */
const EVERY_MS = 10_000

/** Keeps `shops.last_push_at` fresh, beside the pushes and never in their way. */
export function createPushNotes({ db, clock }: { db: Database; clock: Clock }) {
  const noted = new Map<string, number>()
  return {
    heardFrom(shopId: string): void {
      const now = clock.now()
      if (now.getTime() - (noted.get(shopId) ?? 0) < EVERY_MS) return
      noted.set(shopId, now.getTime())
      // When the database is away the push itself fails loudly; this note may be lost.
      db.update(shops)
        .set({ lastPushAt: now })
        .where(eq(shops.id, shopId))
        .then(undefined, () => noted.delete(shopId))
    },
  }
}
