import { and, eq, isNull, sql } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { pushGaps } from '../db/schema/pushes.ts'
import { newId } from '../shared/ids.ts'

type Gap = typeof pushGaps.$inferSelect

/** The time without pushes that is not proved to be closed, if there is one. */
export async function readOpenGap(db: Database | Transaction, shopId: string): Promise<Gap | undefined> {
  const [gap] = await db
    .select()
    .from(pushGaps)
    .where(and(eq(pushGaps.shopId, shopId), isNull(pushGaps.closedAt)))
    .limit(1)
  return gap
}

/** Pushes went away; an open gap goes on. */
export async function beginGap(
  tx: Transaction,
  { shopId, reason, from, now }: { shopId: string; reason: string; from: Date; now: Date },
): Promise<void> {
  const open = await readOpenGap(tx, shopId)
  if (open) {
    // Away again before the look that would have closed it.
    if (open.to) await tx.update(pushGaps).set({ to: null }).where(isThis(open))
    return
  }
  await tx.insert(pushGaps).values({ shopId, id: newId(now), reason, from })
}

/** Pushes are back: the next look through all chats that begins after this closes the gap. Answers whether one ended. */
export async function endGap(
  tx: Transaction,
  { shopId, now }: { shopId: string; now: Date },
): Promise<boolean> {
  const ended = await tx
    .update(pushGaps)
    .set({ to: now })
    .where(and(eq(pushGaps.shopId, shopId), isNull(pushGaps.closedAt), isNull(pushGaps.to)))
    .returning({ id: pushGaps.id })
  return ended.length > 0
}

/**
 * A look through the chats during a gap: what it found no push had told of. One through all chats that began after
 * pushes were back proves that nothing is missing, and is kept as the proof.
 */
export async function noteLook(
  db: Database,
  {
    shopId,
    startedAt,
    found,
    wasFull,
    now,
  }: { shopId: string; startedAt: Date; found: number; wasFull: boolean; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const gap = await readOpenGap(tx, shopId)
    if (!gap) return
    const isClosed = wasFull && gap.to !== null && startedAt >= gap.to
    const [noted] = await tx
      .update(pushGaps)
      .set({
        found: sql`${pushGaps.found} + ${found}`,
        looks: sql`${pushGaps.looks} + 1`,
        closedAt: isClosed ? now : null,
      })
      .where(and(isThis(gap), isNull(pushGaps.closedAt)))
      .returning()
    if (!noted?.closedAt) return
    await recordAudit(tx, {
      shopId,
      actor: 'system',
      action: 'pushes.gap_closed',
      subject: `shop/${shopId}`,
      after: { from: noted.from, to: noted.to, found: noted.found, looks: noted.looks },
      now,
    })
    await recordChange(tx, { shopId, kind: 'shop', now })
  })
}

const isThis = ({ shopId, id }: Gap) => and(eq(pushGaps.shopId, shopId), eq(pushGaps.id, id))
