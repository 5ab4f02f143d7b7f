import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { conversations } from '../db/schema/conversations.ts'
import type { Actor } from '../domain/actor.ts'
import type { Clock } from '../shared/clock.ts'
import { lockConversation, refuseForeignClaim } from './take-draft.ts'

/** Renewed by the open console; runs out by itself when the agent goes away. */
const CLAIM_MS = 2 * 60_000

type Deps = { db: Database; clock: Clock }
type Input = { shopId: string; conversationId: string; actor: Actor }

/** Takes or renews the lease on a case. Refused while another agent holds it. */
export async function claimConversation({ db, clock }: Deps, { shopId, conversationId, actor }: Input) {
  return db.transaction(async (tx) => {
    const now = clock.now()
    const conversation = await lockConversation(tx, { shopId, conversationId })
    await refuseForeignClaim(tx, conversation, actor, now)
    const claimedUntil = new Date(now.getTime() + CLAIM_MS)
    await tx
      .update(conversations)
      .set({ claimedBy: actor.id, claimedUntil })
      .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
    // A renewal is no news to anybody.
    if (conversation.claimedBy !== actor.id)
      await recordChange(tx, { shopId, kind: 'conversation', conversationId, now })
    return { claimedBy: { id: actor.id, name: actor.name }, claimedUntil: claimedUntil.toISOString() }
  })
}

/** Gives the case back; somebody else's claim stays untouched. */
export async function releaseClaim(
  { db, clock }: Deps,
  { shopId, conversationId, actor }: Input,
): Promise<void> {
  await db.transaction(async (tx) => {
    const released = await tx
      .update(conversations)
      .set({ claimedBy: null, claimedUntil: null })
      .where(
        and(
          eq(conversations.shopId, shopId),
          eq(conversations.id, conversationId),
          eq(conversations.claimedBy, actor.id),
        ),
      )
      .returning({ id: conversations.id })
    if (released.length > 0)
      await recordChange(tx, { shopId, kind: 'conversation', conversationId, now: clock.now() })
  })
}
