import { eq } from 'drizzle-orm'
import { DEFAULT_POLICY, type ShopPolicy, shopPolicySchema } from '../domain/shop-policy.ts'
import type { Executor } from './client.ts'
import { shopPolicies } from './schema/policy.ts'

/** The policy that holds for a shop; version 0 = nobody has decided anything yet. */
export async function readPolicy(
  db: Executor,
  shopId: string,
): Promise<{ policy: ShopPolicy; version: number; content: unknown }> {
  const [row] = await db.select().from(shopPolicies).where(eq(shopPolicies.shopId, shopId))
  if (!row) return { policy: DEFAULT_POLICY, version: 0, content: {} }
  return { policy: shopPolicySchema.parse(row.content), version: row.version, content: row.content }
}
