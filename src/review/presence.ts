import { and, asc, eq, gt, ne } from 'drizzle-orm'
import type { Database, Executor } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { users } from '../db/schema/access.ts'
import { presences } from '../db/schema/desk.ts'
import type { Actor } from '../domain/actor.ts'
import type { Person } from '../http/contracts/common.ts'
import type { Clock } from '../shared/clock.ts'
import { lockConversation } from './take-draft.ts'

/** Longer than the console takes to say it again. */
const PRESENT_MS = 2 * 60_000

type Deps = { db: Database; clock: Clock }
type Input = { shopId: string; conversationId: string; actor: Actor }

/** The person has this case before them, whoever works on it. */
export async function notePresence(
  { db, clock }: Deps,
  { shopId, conversationId, actor }: Input,
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now()
    await lockConversation(tx, { shopId, conversationId })
    const [before] = await tx.select().from(presences).where(eq(presences.userId, actor.id))
    const here = { shopId, conversationId, seenAt: now }
    await tx
      .insert(presences)
      .values({ userId: actor.id, ...here })
      .onConflictDoUpdate({ target: presences.userId, set: here })
    const isNew =
      before?.shopId !== shopId ||
      before.conversationId !== conversationId ||
      before.seenAt.getTime() < now.getTime() - PRESENT_MS
    if (isNew) await recordChange(tx, { shopId, kind: 'presence', conversationId, now })
  })
}

export async function endPresence(
  { db, clock }: Deps,
  { shopId, conversationId, actor }: Input,
): Promise<void> {
  const gone = await db
    .delete(presences)
    .where(
      and(
        eq(presences.userId, actor.id),
        eq(presences.shopId, shopId),
        eq(presences.conversationId, conversationId),
      ),
    )
    .returning({ userId: presences.userId })
  if (gone.length > 0) await recordChange(db, { shopId, kind: 'presence', conversationId, now: clock.now() })
}

/** Who else has the case before them now. */
export function loadReaders(
  db: Executor,
  {
    shopId,
    conversationId,
    me,
    now,
  }: { shopId: string; conversationId: string; me: string | undefined; now: Date },
): Promise<Person[]> {
  return db
    .select({ id: users.id, name: users.name })
    .from(presences)
    .innerJoin(users, eq(users.id, presences.userId))
    .where(
      and(
        eq(presences.shopId, shopId),
        eq(presences.conversationId, conversationId),
        ne(presences.userId, me ?? ''),
        gt(presences.seenAt, new Date(now.getTime() - PRESENT_MS)),
      ),
    )
    .orderBy(asc(users.name))
    .limit(20)
}
