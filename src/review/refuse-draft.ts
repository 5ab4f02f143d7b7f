import { and, eq } from 'drizzle-orm'
import type { Database, Transaction } from '../db/client.ts'
import { conversations } from '../db/schema/conversations.ts'
import { enqueue } from '../queue/enqueue.ts'
import { conversationKey } from '../queue/jobs.ts'
import type { Clock } from '../shared/clock.ts'
import { type DraftRef, takeDraft } from './take-draft.ts'

type Deps = { db: Database; clock: Clock }

/** The draft is wrong and a person will write: the case stays open without one. */
export async function refuseDraft(
  { db, clock }: Deps,
  input: DraftRef & { reason: string; note?: string | undefined },
): Promise<void> {
  await db.transaction(async (tx) => {
    const { reason, note } = input
    await takeDraft(tx, input, { kind: 'refuse', status: 'refused', reason, note, now: clock.now() })
  })
}

/** Asks for another draft at once, with the agent's note for its writer. */
export async function redoDraft(
  { db, clock }: Deps,
  input: DraftRef & { note?: string | undefined },
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now()
    const { conversation } = await takeDraft(tx, input, {
      kind: 'redo',
      status: 'refused',
      note: input.note,
      now,
    })
    const { shopId, id: conversationId } = conversation
    await setConversation(tx, conversation, { draftDueAt: now, note: input.note ?? null })
    const key = conversationKey({ shopId, conversationId })
    await enqueue(tx, { queue: 'draft', key, payload: { shopId, conversationId }, now })
  })
}

function setConversation(
  tx: Transaction,
  conversation: typeof conversations.$inferSelect,
  change: Partial<typeof conversations.$inferInsert>,
) {
  return tx
    .update(conversations)
    .set(change)
    .where(and(eq(conversations.shopId, conversation.shopId), eq(conversations.id, conversation.id)))
}
