import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { RULE } from '../cases/case-events.ts'
import { queryRows, type Transaction } from '../db/client.ts'
import { enqueue } from '../queue/enqueue.ts'
import { conversationKey } from '../queue/jobs.ts'
import { activeOnly, insertNote } from './case-notes.ts'
import { hasTaker } from './department-members.ts'

/** What is left comes with the next tidying. */
export const STRANDED_AT_ONCE = 200

const strandedRow = z.object({
  shop_id: z.string(),
  id: z.string(),
  department: z.string(),
  escalated_by: z.string().nullable(),
})

/**
 * Gives back to everybody what waits for a department in which nobody can take it: it was dissolved, its people left or
 * may not see the shop any more. Each case gets a note that says so, and whoever had handed it on is called. Answers
 * how many.
 */
export async function returnStranded(tx: Transaction, { now }: { now: Date }): Promise<number> {
  const stranded = await queryRows(
    tx,
    strandedRow,
    sql`select c.shop_id, c.id, e.name as department, c.escalated_by
      from conversations c join departments e on e.id = c.escalated_department
      where c.status = 'escalated' and not ${hasTaker(sql`c.escalated_department`, sql`c.shop_id`)}
      order by c.shop_id, c.id limit ${STRANDED_AT_ONCE} for update of c`,
  )
  for (const { shop_id: shopId, id: conversationId, department, escalated_by: by } of stranded) {
    const ref = { shopId, conversationId }
    await tx.execute(sql`update conversations set status = 'open', escalated_department = null, claimed_by = null,
        claimed_until = null, draft_due_at = ${now.toISOString()}::timestamptz
      where shop_id = ${shopId} and id = ${conversationId}`)
    const mentions = by ? await activeOnly(tx, shopId, by) : []
    await insertNote(tx, { ...ref, kind: 'hand_back', text: department, mentions, actor: HOUSE, now })
    await enqueue(tx, { queue: 'draft', key: conversationKey(ref), payload: ref, now })
  }
  return stranded.length
}

/** The note is nobody's. */
const HOUSE = { id: RULE } as const
