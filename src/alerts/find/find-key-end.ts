import { eq } from 'drizzle-orm'
import { shops } from '../../db/schema/shops.ts'
import { keyEnd, keyWarning } from '../../domain/key-end.ts'
import type { Find } from './condition.ts'

/** The key ends within 14, 7 or 1 days, or has ended: the nearest of these moments that has come. */
export const findKeyEnd: Find = async ({ db }, { shopId, now }) => {
  const [shop] = await db.select({ capabilities: shops.capabilities }).from(shops).where(eq(shops.id, shopId))
  const expiresAt = shop?.capabilities?.keyExpiresAt
  if (!expiresAt) return []
  const { days } = keyEnd(new Date(expiresAt), now)
  const warning = keyWarning(days)
  if (warning === null) return []
  return [
    {
      subject: `key@${new Date(expiresAt).toISOString()}`,
      threshold: String(warning),
      conversationId: null,
      happenedAt: null,
      facts: { kind: 'key_expiring', expiresAt: new Date(expiresAt).toISOString(), days },
    },
  ]
}
