import type { Actor } from '../domain/actor.ts'
import { type ShopScope, seesShop } from '../domain/shop-scope.ts'
import { AppError, forbidden, notFound } from '../shared/errors.ts'
import type { Scope } from './contracts/people.ts'

type Rule = { roles: readonly Actor['role'][]; scope: Scope | null }

const EVERYONE = ['agent', 'lead', 'admin'] as const

/**
 * What each right asks for: one of the roles of a signed-in person, or the scope of a token. `scope: null` = people
 * only. The scope `admin` opens all that has a scope. Every route names its right; one without does not start.
 */
export const RIGHTS = {
  /** Anybody, signed in or not. */
  public: { roles: [], scope: null },
  /** One's own session, password and language. */
  own: { roles: EVERYONE, scope: null },
  'inbox:read': { roles: EVERYONE, scope: 'inbox:read' },
  /** One's own way of looking at the queue: people only, a token owns no view. */
  'inbox:view': { roles: EVERYONE, scope: null },
  /** What one wants to be told of outside the console, and where. */
  'alerts:own': { roles: EVERYONE, scope: null },
  'drafts:decide': { roles: EVERYONE, scope: 'drafts:decide' },
  /** Many cases at once in a file that leaves the house. */
  'cases:export': { roles: ['lead', 'admin'], scope: 'inbox:read' },
  'knowledge:read': { roles: EVERYONE, scope: 'knowledge:read' },
  'knowledge:write': { roles: ['lead', 'admin'], scope: 'knowledge:write' },
  /** What may leave by itself, and what a dry run shows. */
  'autonomy:read': { roles: ['lead', 'admin'], scope: 'admin' },
  /** How the shops and each person answer. */
  'figures:read': { roles: ['lead', 'admin'], scope: 'admin' },
  /** Letting go of a stop switch; anybody who decides on drafts may throw it. */
  'autonomy:resume': { roles: ['lead', 'admin'], scope: 'admin' },
  admin: { roles: ['admin'], scope: 'admin' },
  /** Read from this machine without a token, from elsewhere with one. */
  metrics: { roles: ['admin'], scope: 'metrics' },
} as const satisfies Record<string, Rule>

export type Right = keyof typeof RIGHTS

/** Who asks: a person by a session, or a script by a token. */
export type Identity =
  | {
      by: 'session'
      actor: Actor
      shops: ShopScope
      login: string
      mustChangePassword: boolean
      secret: string
      expiresAt: Date
    }
  | { by: 'token'; actor: Actor; shops: ShopScope; scopes: readonly string[] }

/** Whoever asks, when they may. */
export function requireRight(right: Exclude<Right, 'public'>, identity: Identity | undefined): Identity {
  if (!identity) throw notSignedIn()
  const rule: Rule = RIGHTS[right]
  if (identity.by === 'token') {
    const { scope } = rule
    if (scope && (identity.scopes.includes(scope) || identity.scopes.includes('admin'))) return identity
    throw forbidden('scope_missing', `This token lacks the scope ${scope ?? '(people only)'}.`, { scope })
  }
  if (!rule.roles.includes(identity.actor.role))
    throw forbidden('role_missing', `This needs the role ${rule.roles.join(' or ')}.`, { roles: rule.roles })
  // A one-time password opens one door only: the one where it is replaced.
  if (identity.mustChangePassword && right !== 'own')
    throw forbidden('password_change_required', 'Please choose a password of your own first.')
  return identity
}

/** A foreign shop is not told from one that does not exist. */
export function refuseForeignShop(scope: ShopScope, shopId: string): void {
  if (!seesShop(scope, shopId)) throw notFound('shop_not_found', 'There is no such shop.')
}

/** What holds for every shop is decided by those who see every shop. */
export function requireAllShops(scope: ShopScope): void {
  if (scope !== 'all') throw forbidden('all_shops_needed', 'This needs somebody who sees all shops.')
}

export function notSignedIn(): AppError {
  return new AppError('forbidden', 'not_signed_in', 'Please sign in.')
}
