import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { conversations } from '../db/schema/conversations.ts'

type Input = { shopId: string; conversationId: string; revision: number; now: Date }

/** The shop wants no draft for what this turn is about: the case waits for a person who writes. */
export async function leaveToPerson(
  db: Database,
  { shopId, conversationId, revision, now }: Input,
): Promise<'left' | 'stale'> {
  return db.transaction(async (tx) => {
    const left = await tx
      .update(conversations)
      .set({ draftDueAt: null, draftError: null, note: null })
      .where(
        and(
          eq(conversations.shopId, shopId),
          eq(conversations.id, conversationId),
          eq(conversations.revision, revision),
        ),
      )
      .returning({ id: conversations.id })
    if (left.length === 0) return 'stale'
    await recordChange(tx, { shopId, kind: 'draft', conversationId, now })
    return 'left'
  })
}
