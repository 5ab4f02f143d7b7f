import { and, eq } from 'drizzle-orm'
import type { Executor } from '../db/client.ts'
import { autoSends } from '../db/schema/policy.ts'

type Ref = { shopId: string; draftId: string }
type Stopped = Ref & { reasons: string[]; by: string; now: Date }

/** Ends the waiting of a draft; it stays with a person. False when it was not waiting any more. */
export async function settleStopped(
  tx: Executor,
  { shopId, draftId, reasons, by, now }: Stopped,
): Promise<boolean> {
  const stopped = await tx
    .update(autoSends)
    .set({ status: 'stopped', reasons, settledBy: by, settledAt: now })
    .where(isWaiting({ shopId, draftId }))
    .returning({ draftId: autoSends.draftId })
  return stopped.length > 0
}

export const isWaiting = ({ shopId, draftId }: Ref) =>
  and(eq(autoSends.shopId, shopId), eq(autoSends.draftId, draftId), eq(autoSends.status, 'waiting'))
