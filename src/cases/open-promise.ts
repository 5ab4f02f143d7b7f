import { and, eq, inArray } from 'drizzle-orm'
import type { Executor } from '../db/client.ts'
import { promises } from '../db/schema/promises.ts'
import type { CaseRef } from './case-events.ts'
import { readMembers } from './case-row.ts'

/** Whether something was promised in a case that is neither kept nor taken back: such a case does not end. */
export async function hasOpenPromise(db: Executor, ref: CaseRef): Promise<boolean> {
  const [row] = await db
    .select({ id: promises.id })
    .from(promises)
    .where(
      and(
        eq(promises.shopId, ref.shopId),
        inArray(promises.conversationId, await readMembers(db, ref)),
        eq(promises.status, 'open'),
      ),
    )
    .limit(1)
  return row !== undefined
}
