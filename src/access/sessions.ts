import { and, eq, gt, isNull, ne } from 'drizzle-orm'
import type { Database, Executor } from '../db/client.ts'
import { sessions, users } from '../db/schema/access.ts'
import type { Clock } from '../shared/clock.ts'
import { newSecret } from '../shared/ids.ts'
import { tokenHash } from './token-hash.ts'

type Deps = { db: Database; clock: Clock }
export type UserRow = typeof users.$inferSelect

/** A session ends after this long without a request, and after 30 days in any case. */
const IDLE_MS = 12 * 3600_000
const LONGEST_MS = 30 * 24 * 3600_000
/** The expiry is moved at most this often: reading must not write on every request. */
const TOUCH_MS = 60_000

/** The secret goes into the cookie and nowhere else. */
export async function openSession(db: Executor, userId: string, now: Date) {
  const secret = newSecret()
  const expiresAt = new Date(now.getTime() + IDLE_MS)
  await db.insert(sessions).values({
    tokenHash: tokenHash(secret),
    userId,
    createdAt: now,
    expiresAt,
    lastSeenAt: now,
  })
  return { secret, expiresAt }
}

/** Who the cookie belongs to; undefined when it is unknown, expired, or its user is disabled. */
export async function findSession(
  { db, clock }: Deps,
  secret: string,
): Promise<{ user: UserRow; expiresAt: Date } | undefined> {
  const now = clock.now()
  const hash = tokenHash(secret)
  const [row] = await db
    .select({ user: users, session: sessions })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, hash), gt(sessions.expiresAt, now), isNull(users.disabledAt)))
  if (!row) return undefined
  const { user, session } = row
  if (now.getTime() - session.lastSeenAt.getTime() < TOUCH_MS) return { user, expiresAt: session.expiresAt }
  const longest = session.createdAt.getTime() + LONGEST_MS
  const expiresAt = new Date(Math.min(now.getTime() + IDLE_MS, longest))
  await db.update(sessions).set({ lastSeenAt: now, expiresAt }).where(eq(sessions.tokenHash, hash))
  return { user, expiresAt }
}

export async function closeSession({ db }: Pick<Deps, 'db'>, secret: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, tokenHash(secret)))
}

/** Ends all sessions of a user, but for the one that is asking. */
export async function closeSessionsOf(db: Executor, userId: string, exceptSecret?: string): Promise<void> {
  const own = eq(sessions.userId, userId)
  await db
    .delete(sessions)
    .where(exceptSecret === undefined ? own : and(own, ne(sessions.tokenHash, tokenHash(exceptSecret))))
}
