import { and, eq, isNull } from 'drizzle-orm'
import { conversations, messages } from '../db/schema/conversations.ts'
import { AppError } from '../shared/errors.ts'
import { type SyncDeps, syncThread } from './sync-thread.ts'

type Ref = { shopId: string; conversationId: string }

/**
 * Reads the thread when a push told of messages that the marketplace's own history has not confirmed: a push names
 * neither order nor product, the history does. Answers false when the marketplace could not be read; what the push
 * said is then all there is.
 */
export async function confirmThread(deps: SyncDeps, { shopId, conversationId }: Ref): Promise<boolean> {
  const [unconfirmed] = await deps.db
    .select({ channel: conversations.channel, externalId: conversations.externalId })
    .from(messages)
    .innerJoin(
      conversations,
      and(eq(conversations.shopId, messages.shopId), eq(conversations.id, messages.conversationId)),
    )
    .where(
      and(
        eq(messages.shopId, shopId),
        eq(messages.conversationId, conversationId),
        isNull(messages.confirmedAt),
      ),
    )
    .limit(1)
  if (!unconfirmed) return true
  try {
    await syncThread(deps, { shopId, ...unconfirmed })
    return true
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'bug') return false
    throw error
  }
}
