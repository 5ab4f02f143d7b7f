import { and, eq, isNull } from 'drizzle-orm'
import { tokenHash } from '../access/token-hash.ts'
import type { Database } from '../db/client.ts'
import { shops } from '../db/schema/shops.ts'
import type { Clock } from '../shared/clock.ts'
import { inNetworks } from './address.ts'

export type WebhookShop = { id: string; sellerId: string | null; isAllowedFrom(ip: string): boolean }
type Entry = { shop: WebhookShop | undefined; until: number }

const TTL_MS = 15_000
const MOST = 2_000

/**
 * Finds the shop of a webhook key by its hash. Known for a quarter of a minute, also that there is none: a flood of
 * pushes, or of guesses at one key, costs one query. A change of the shop is seen that much later.
 */
export function createWebhookShops({ db, clock }: { db: Database; clock: Clock }) {
  const known = new Map<string, Entry>()

  return async function findWebhookShop(webhookKey: string): Promise<WebhookShop | undefined> {
    const hash = tokenHash(webhookKey)
    const now = clock.now().getTime()
    const entry = known.get(hash)
    if (entry && entry.until > now) return entry.shop
    const [row] = await db
      .select({ id: shops.id, sellerId: shops.sellerId, networks: shops.webhookNetworks })
      .from(shops)
      .where(and(eq(shops.webhookKeyHash, hash), isNull(shops.disabledAt)))
    const shop = row && {
      id: row.id,
      sellerId: row.sellerId,
      isAllowedFrom: row.networks.length === 0 ? () => true : inNetworks(row.networks),
    }
    if (known.size >= MOST) known.clear()
    known.set(hash, { shop, until: now + TTL_MS })
    return shop
  }
}
