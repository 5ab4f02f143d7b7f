import { and, desc, eq, gt, isNull, lt, or } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database } from '../db/client.ts'
import { recordAccessChange } from '../db/record-change.ts'
import { apiTokens } from '../db/schema/access.ts'
import type { Clock } from '../shared/clock.ts'
import { bug, invalid, notFound } from '../shared/errors.ts'
import { newId, newSecret } from '../shared/ids.ts'
import { knownShops } from './known-shops.ts'
import { tokenHash } from './token-hash.ts'

type Deps = { db: Database; clock: Clock }
export type ApiTokenRow = typeof apiTokens.$inferSelect

const PREFIX = 'otv_'
/** "Last used" is precise to this: reading must not write on every request. */
const TOUCH_MS = 60_000

type NewToken = {
  name: string
  scopes: string[]
  /** Null = all shops. */
  shopIds?: string[] | null | undefined
  expiresInDays?: number | undefined
  actor: string
}

/** Scopes that reach beyond any shop. */
const OF_ALL_SHOPS = ['admin', 'metrics']

/** Who acts by a token, as records name them. */
export const actorIdOfToken = (tokenId: string): string => `token:${tokenId}`

/** The secret is answered this once; the table holds its hash. */
export async function createApiToken(
  { db, clock }: Deps,
  { name, scopes, expiresInDays, actor, ...input }: NewToken,
) {
  const wide = scopes.find((scope) => OF_ALL_SHOPS.includes(scope))
  if (wide && input.shopIds)
    throw invalid('scope_of_all_shops', `The scope ${wide} is for all shops; leave the shops away.`, { wide })
  const secret = `${PREFIX}${newSecret()}`
  const now = clock.now()
  return db.transaction(async (tx) => {
    const shopIds = await knownShops(tx, input.shopIds ?? null)
    const [token] = await tx
      .insert(apiTokens)
      .values({
        id: newId(now),
        name,
        tokenHash: tokenHash(secret),
        scopes: [...new Set(scopes)],
        shopIds,
        createdBy: actor,
        createdAt: now,
        expiresAt:
          expiresInDays === undefined ? null : new Date(now.getTime() + expiresInDays * 24 * 3600_000),
      })
      .returning()
    if (!token) throw bug('token_not_stored', 'The token was not stored.')
    await recordAudit(tx, {
      actor,
      action: 'token.create',
      subject: `token/${token.id}`,
      after: { name, scopes: token.scopes, shopIds, expiresAt: token.expiresAt },
      now,
    })
    return { token, secret }
  })
}

export async function findApiToken({ db, clock }: Deps, secret: string): Promise<ApiTokenRow | undefined> {
  if (!secret.startsWith(PREFIX)) return undefined
  const now = clock.now()
  const [token] = await db
    .select()
    .from(apiTokens)
    .where(
      and(
        eq(apiTokens.tokenHash, tokenHash(secret)),
        isNull(apiTokens.revokedAt),
        or(isNull(apiTokens.expiresAt), gt(apiTokens.expiresAt, now)),
      ),
    )
  if (!token) return undefined
  const stale = new Date(now.getTime() - TOUCH_MS)
  if (!token.lastUsedAt || token.lastUsedAt < stale)
    await db
      .update(apiTokens)
      .set({ lastUsedAt: now })
      .where(
        and(eq(apiTokens.id, token.id), or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, stale))),
      )
  return token
}

export function listApiTokens({ db }: Pick<Deps, 'db'>): Promise<ApiTokenRow[]> {
  return db.select().from(apiTokens).orderBy(desc(apiTokens.createdAt)).limit(500)
}

export async function revokeApiToken(
  { db, clock }: Deps,
  { tokenId, actor }: { tokenId: string; actor: string },
) {
  await db.transaction(async (tx) => {
    const now = clock.now()
    const [token] = await tx
      .update(apiTokens)
      .set({ revokedAt: now })
      .where(and(eq(apiTokens.id, tokenId), isNull(apiTokens.revokedAt)))
      .returning()
    if (!token) throw notFound('token_not_found', 'There is no such token, or it is revoked already.')
    await recordAudit(tx, {
      actor,
      action: 'token.revoke',
      subject: `token/${tokenId}`,
      before: { name: token.name },
      now,
    })
    await recordAccessChange(tx, { person: actorIdOfToken(tokenId), now })
  })
}
