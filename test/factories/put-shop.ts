import type { Executor } from '../../src/db/client.ts'
import { shops } from '../../src/db/schema/shops.ts'

/** A shop that no server was asked about: its keys open nothing. */
export async function putShop(
  db: Executor,
  id: string,
  part: Partial<typeof shops.$inferInsert> = {},
): Promise<void> {
  await db.insert(shops).values({
    id,
    name: id,
    clientId: id,
    apiBase: 'https://api-seller.ozon.ru',
    sealedApiKey: '-',
    sealedWebhookKey: '-',
    webhookKeyHash: id,
    ...part,
  })
}
