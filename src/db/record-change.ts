import type { Executor } from './client.ts'
import { changes } from './schema/access.ts'

type Change = {
  shopId: string
  kind: 'conversation' | 'draft' | 'reply' | 'note' | 'presence' | 'shop' | 'knowledge'
  conversationId?: string
  now: Date
}

/** Tells open consoles that something changed; seen by them once the caller's transaction commits. */
export async function recordChange(
  db: Executor,
  { shopId, kind, conversationId, now }: Change,
): Promise<void> {
  await db.insert(changes).values({ shopId, kind, conversationId: conversationId ?? null, at: now })
}

/** What this person or token may see is another from now on: their open streams end and come back. */
export async function recordAccessChange(
  db: Executor,
  { person, now }: { person: string; now: Date },
): Promise<void> {
  await db.insert(changes).values({ shopId: '', kind: 'access', person, at: now })
}
