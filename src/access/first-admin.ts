import { eq, sql } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database, Executor } from '../db/client.ts'
import { users } from '../db/schema/access.ts'
import type { Clock } from '../shared/clock.ts'
import { newId } from '../shared/ids.ts'
import { hashPassword, oneTimePassword } from './password.ts'

type Deps = { db: Database; clock: Clock }

export const FIRST_LOGIN = 'admin'

/**
 * Makes the login `admin` when there is no admin yet. Answers the one-time password to print, which is stored nowhere
 * in the clear; undefined when there is an admin already or the password was given.
 */
export async function ensureFirstAdmin(
  { db, clock }: Deps,
  { password }: { password?: string | undefined } = {},
): Promise<string | undefined> {
  if (await hasAdmin(db)) return undefined
  const onceOnly = password === undefined ? oneTimePassword() : undefined
  const passwordHash = await hashPassword(password ?? onceOnly ?? '')
  return db.transaction(async (tx) => {
    // Two processes that start together on one PostgreSQL make one admin, and only its maker prints a password.
    await tx.execute(sql`lock table ${users} in share row exclusive mode`)
    if (await hasAdmin(tx)) return undefined
    const now = clock.now()
    const id = newId(now)
    await tx.insert(users).values({
      id,
      login: FIRST_LOGIN,
      name: 'Admin',
      role: 'admin',
      passwordHash,
      mustChangePassword: onceOnly !== undefined,
      createdAt: now,
    })
    await recordAudit(tx, {
      actor: 'system',
      action: 'user.create',
      subject: `user/${id}`,
      after: { role: 'admin' },
      now,
    })
    return onceOnly
  })
}

async function hasAdmin(db: Executor): Promise<boolean> {
  const admins = await db.select({ id: users.id }).from(users).where(eq(users.role, 'admin')).limit(1)
  return admins.length > 0
}
