import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { conversations } from '../db/schema/conversations.ts'
import type { replies } from '../db/schema/drafting.ts'
import { returnToQueue } from '../intake/return-to-queue.ts'

type Reply = typeof replies.$inferSelect

/** Nobody can say whether it left, and it was looked for long enough: a person decides, never a second send. */
export async function markLost(db: Database, { reply, now }: { reply: Reply; now: Date }): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .select({ id: conversations.id })
      .from(conversations)
      .where(and(eq(conversations.shopId, reply.shopId), eq(conversations.id, reply.conversationId)))
      .for('update')
    await returnToQueue(tx, {
      reply,
      status: 'lost',
      code: reply.failureCode ?? 'not_visible',
      reason: reply.failureReason,
      now,
    })
  })
}
