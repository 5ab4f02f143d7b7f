import { eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database } from '../db/client.ts'
import { users } from '../db/schema/access.ts'
import type { Clock } from '../shared/clock.ts'
import { AppError } from '../shared/errors.ts'
import { type AttemptLimiter, createAttemptLimiter } from './attempt-limiter.ts'
import { verifyNothing, verifyPassword } from './password.ts'
import { openSession } from './sessions.ts'

type Deps = { db: Database; clock: Clock; limits: SignInLimits }
export type SignInLimits = { perLogin: AttemptLimiter; perAddress: AttemptLimiter }

const WINDOW_MS = 15 * 60_000

/**
 * Login and address are counted together, so that a stranger cannot lock a colleague out, and the address alone
 * with five times as much, because an office may share one.
 */
export function createSignInLimits(clock: Clock): SignInLimits {
  return {
    perLogin: createAttemptLimiter(clock, { most: 10, windowMs: WINDOW_MS }),
    perAddress: createAttemptLimiter(clock, { most: 50, windowMs: WINDOW_MS }),
  }
}

/** Opens a session. Which of the two was wrong, login or password, is neither told nor to be timed. */
export async function signIn(
  { db, clock, limits }: Deps,
  { login, password, address }: { login: string; password: string; address: string },
) {
  const name = login.toLowerCase()
  const both = `${name}\n${address}`
  const wait = limits.perAddress.take(address) || limits.perLogin.take(both)
  if (wait > 0) throw tooManyAttempts(wait)
  const [user] = await db.select().from(users).where(eq(users.login, name))
  const isRight = user ? await verifyPassword(password, user.passwordHash) : await verifyNothing(password)
  if (!user || !isRight || user.disabledAt)
    throw new AppError('forbidden', 'wrong_credentials', 'Login or password is wrong.')
  limits.perAddress.giveBack(address)
  limits.perLogin.giveBack(both)
  return db.transaction(async (tx) => {
    const now = clock.now()
    const session = await openSession(tx, user.id, now)
    await recordAudit(tx, {
      actor: user.id,
      action: 'session.open',
      subject: `user/${user.id}`,
      after: { address },
      now,
    })
    return { user, ...session }
  })
}

export function tooManyAttempts(retryAfterSeconds: number): AppError {
  return new AppError('unavailable', 'too_many_attempts', 'Too many attempts, please wait.', {
    details: { retryAfterSeconds },
  })
}
