import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database, Transaction } from '../db/client.ts'
import { recordAccessChange } from '../db/record-change.ts'
import { users } from '../db/schema/access.ts'
import type { Actor } from '../domain/actor.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, forbidden, invalid, notFound } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { knownShops } from './known-shops.ts'
import { hashPassword, oneTimePassword, verifyPassword } from './password.ts'
import { closeSessionsOf, type UserRow } from './sessions.ts'
import { type SignInLimits, tooManyAttempts } from './sign-in.ts'

type Deps = { db: Database; clock: Clock }

export function listUsers({ db }: Pick<Deps, 'db'>): Promise<UserRow[]> {
  return db.select().from(users).orderBy(asc(users.login)).limit(1000)
}

export async function findUser({ db }: Pick<Deps, 'db'>, userId: string): Promise<UserRow> {
  const [user] = await db.select().from(users).where(eq(users.id, userId))
  if (!user) throw notFound('user_not_found', 'There is no such user.')
  return user
}

type NewUser = {
  login: string
  name: string
  role: Actor['role']
  language?: string | undefined
  /** Empty: a one-time password is made and answered. */
  password?: string | undefined
  /** The shops they may see; null = all. */
  shopIds?: string[] | null | undefined
  actor: string
}

export async function createUser({ db, clock }: Deps, { password, actor, ...input }: NewUser) {
  const onceOnly = password === undefined ? oneTimePassword() : undefined
  const passwordHash = await hashPassword(password ?? onceOnly ?? '')
  const now = clock.now()
  return db.transaction(async (tx) => {
    const [user] = await tx
      .insert(users)
      .values({
        ...input,
        shopIds: await knownShops(tx, input.shopIds ?? null),
        // Logins are one whatever their case.
        login: input.login.toLowerCase(),
        id: newId(now),
        passwordHash,
        mustChangePassword: onceOnly !== undefined,
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning()
    if (!user)
      throw conflict('login_taken', `There is already a user with the login ${input.login}.`, {
        what: 'login',
      })
    await recordAudit(tx, {
      actor,
      action: 'user.create',
      subject: `user/${user.id}`,
      after: shown(user),
      now,
    })
    return { user, oneTimePassword: onceOnly }
  })
}

type UserChange = {
  userId: string
  name?: string | undefined
  role?: Actor['role'] | undefined
  language?: string | undefined
  disabled?: boolean | undefined
  /** The shops they may see; null = all. Holds from the next request on, and in open streams at once. */
  shopIds?: string[] | null | undefined
  resetPassword?: boolean | undefined
  actor: string
}

/** Changes a person. There is always one admin left who can sign in. */
export async function updateUser({ db, clock }: Deps, input: UserChange) {
  const onceOnly = input.resetPassword ? oneTimePassword() : undefined
  const passwordHash = onceOnly === undefined ? undefined : await hashPassword(onceOnly)
  const now = clock.now()
  return db.transaction(async (tx) => {
    // All admins are locked in one order: two admins demoting each other at once cannot leave none.
    await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.role, 'admin'))
      .orderBy(users.id)
      .for('update')
    const [before] = await tx.select().from(users).where(eq(users.id, input.userId)).for('update')
    if (!before) throw notFound('user_not_found', 'There is no such user.')
    const [user] = await tx
      .update(users)
      .set({
        name: input.name ?? before.name,
        role: input.role ?? before.role,
        language: input.language ?? before.language,
        shopIds: input.shopIds === undefined ? before.shopIds : await knownShops(tx, input.shopIds),
        disabledAt: input.disabled === undefined ? before.disabledAt : input.disabled ? now : null,
        ...(passwordHash === undefined ? {} : { passwordHash, mustChangePassword: true }),
      })
      .where(eq(users.id, before.id))
      .returning()
    if (!user) throw notFound('user_not_found', 'There is no such user.')
    if (before.role === 'admin' && (user.role !== 'admin' || user.disabledAt))
      await refuseNoAdmin(tx, user.id)
    if (passwordHash !== undefined || user.disabledAt) await closeSessionsOf(tx, user.id)
    await recordAudit(tx, {
      actor: input.actor,
      action: onceOnly === undefined ? 'user.update' : 'user.reset-password',
      subject: `user/${user.id}`,
      before: shown(before),
      after: shown(user),
      now,
    })
    await recordAccessChange(tx, { person: user.id, now })
    return { user, oneTimePassword: onceOnly }
  })
}

async function refuseNoAdmin(tx: Transaction, leaving: string): Promise<void> {
  const others = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), isNull(users.disabledAt), ne(users.id, leaving)))
    .limit(1)
  if (others.length === 0) throw conflict('last_admin', 'This is the last admin.', { what: 'last_admin' })
}

type PasswordChange = {
  userId: string
  currentPassword: string
  newPassword: string
  /** The session that is asking: it stays open, all others end. */
  sessionSecret: string
}

/** Guesses of the current password are limited like those at the door: a session left open is no way around. */
export async function changePassword(
  { db, clock, limits }: Deps & { limits: SignInLimits },
  input: PasswordChange,
): Promise<void> {
  const { userId, currentPassword, newPassword, sessionSecret } = input
  const wait = limits.perLogin.take(userId)
  if (wait > 0) throw tooManyAttempts(wait)
  const [user] = await db.select().from(users).where(eq(users.id, userId))
  if (!user || !(await verifyPassword(currentPassword, user.passwordHash)))
    throw forbidden('wrong_password', 'The current password is wrong.')
  limits.perLogin.giveBack(userId)
  if (currentPassword === newPassword)
    throw invalid('same_password', 'Expected a password that differs from the current one.')
  const passwordHash = await hashPassword(newPassword)
  await db.transaction(async (tx) => {
    const now = clock.now()
    const changed = await tx
      .update(users)
      .set({ passwordHash, mustChangePassword: false })
      .where(and(eq(users.id, userId), eq(users.passwordHash, user.passwordHash)))
      .returning({ id: users.id })
    if (changed.length === 0)
      throw conflict('password_changed', 'The password was changed in the meantime.', { what: 'password' })
    await closeSessionsOf(tx, userId, sessionSecret)
    await recordAudit(tx, { actor: userId, action: 'user.change-password', subject: `user/${userId}`, now })
  })
}

export async function setLanguage(
  { db }: Pick<Deps, 'db'>,
  { userId, language }: { userId: string; language: string },
) {
  const [user] = await db.update(users).set({ language }).where(eq(users.id, userId)).returning()
  if (!user) throw notFound('user_not_found', 'There is no such user.')
  return user
}

/** What an audit row shows of a person: everything but the password. */
const shown = ({ login, name, role, language, shopIds, disabledAt }: UserRow) => ({
  login,
  name,
  role,
  language,
  shopIds,
  disabledAt,
})
