import { and, eq } from 'drizzle-orm'
import type { Executor } from '../db/client.ts'
import { promises } from '../db/schema/promises.ts'
import type { CaseRef } from './case-events.ts'

/** Whether this buyer was promised something that is neither kept nor taken back: such a case does not end. */
export async function hasOpenPromise(db: Executor, { shopId, conversationId }: CaseRef): Promise<boolean> {
  const [row] = await db
    .select({ id: promises.id })
    .from(promises)
    .where(
      and(
        eq(promises.shopId, shopId),
        eq(promises.conversationId, conversationId),
        eq(promises.status, 'open'),
      ),
    )
    .limit(1)
  return row !== undefined
}
