import { eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import { OZON_API_URL } from '../channels/ozon/chat-file-url.ts'
import { parseApiBaseUrl } from '../channels/ozon/client/base-url.ts'
import type { Database } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { shops } from '../db/schema/shops.ts'
import { withinShops } from '../db/within-shops.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, notFound } from '../shared/errors.ts'
import { newId, newSecret } from '../shared/ids.ts'
import { type MasterKey, open, seal, sealContext } from './seal.ts'
import { tokenHash } from './token-hash.ts'

type Deps = { db: Database; clock: Clock; masterKey: MasterKey }
export type ShopRow = typeof shops.$inferSelect

type NewShop = {
  clientId: string
  apiKey: string
  name?: string | undefined
  apiBase?: string | undefined
  /** The marketplace's number of the seller; when known, pushes for another one are ignored. */
  sellerId?: string | undefined
  webhookNetworks?: string[] | undefined
  isDemo?: boolean
  actor: string
}

/** Connects a shop. Its keys are sealed; the webhook key is a secret of 256 bits that only admins see. */
export async function addShop({ db, clock, masterKey }: Deps, input: NewShop) {
  const now = clock.now()
  const id = newId(now)
  const webhookKey = newSecret()
  return db.transaction(async (tx) => {
    const [shop] = await tx
      .insert(shops)
      .values({
        id,
        name: input.name ?? `Ozon ${input.clientId}`,
        clientId: input.clientId,
        sellerId: input.sellerId ?? null,
        apiBase: parseApiBaseUrl(input.apiBase ?? OZON_API_URL),
        sealedApiKey: seal(masterKey, input.apiKey, sealContext.apiKey(id)),
        sealedWebhookKey: seal(masterKey, webhookKey, sealContext.webhookKey(id)),
        webhookKeyHash: tokenHash(webhookKey),
        webhookNetworks: input.webhookNetworks ?? [],
        isDemo: input.isDemo ?? false,
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning()
    if (!shop)
      throw conflict(
        'shop_exists',
        `The shop with Client-Id ${input.clientId} is connected already. To give it a new key: otvet shop key.`,
        {
          what: 'shop',
        },
      )
    const { name, clientId, apiBase } = shop
    const after = { name, clientId, apiBase }
    await recordAudit(tx, {
      shopId: id,
      actor: input.actor,
      action: 'shop.add',
      subject: `shop/${id}`,
      after,
      now,
    })
    await recordChange(tx, { shopId: id, kind: 'shop', now })
    return { shop, webhookKey }
  })
}

/** Keys live three months: the new one takes the place of the old, everything else stays. */
export async function replaceApiKey(
  { db, clock, masterKey }: Deps,
  { shopId, apiKey, actor }: { shopId: string; apiKey: string; actor: string },
): Promise<ShopRow> {
  const now = clock.now()
  return db.transaction(async (tx) => {
    const [shop] = await tx
      .update(shops)
      .set({
        sealedApiKey: seal(masterKey, apiKey, sealContext.apiKey(shopId)),
        capabilities: null,
        lastPollError: null,
      })
      .where(eq(shops.id, shopId))
      .returning()
    if (!shop) throw notFound('shop_not_found', 'There is no such shop.')
    await recordAudit(tx, { shopId, actor, action: 'shop.key', subject: `shop/${shopId}`, now })
    await recordChange(tx, { shopId, kind: 'shop', now })
    return shop
  })
}

/** A disabled shop is neither polled nor drafted for; its history stays. */
export async function setShopEnabled(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { shopId, isEnabled, actor }: { shopId: string; isEnabled: boolean; actor: string },
): Promise<void> {
  const now = clock.now()
  await db.transaction(async (tx) => {
    await tx
      .update(shops)
      .set({ disabledAt: isEnabled ? null : now })
      .where(eq(shops.id, shopId))
    await recordAudit(tx, {
      shopId,
      actor,
      action: isEnabled ? 'shop.enable' : 'shop.disable',
      subject: `shop/${shopId}`,
      now,
    })
    await recordChange(tx, { shopId, kind: 'shop', now })
  })
}

/** `scope`: of whoever asks. */
export function listShops({ db }: Pick<Deps, 'db'>, scope: ShopScope): Promise<ShopRow[]> {
  return db
    .select()
    .from(shops)
    .where(withinShops(scope, shops.id))
    .orderBy(shops.createdAt, shops.id)
    .limit(1000)
}

export async function findShop({ db }: Pick<Deps, 'db'>, shopId: string): Promise<ShopRow> {
  const [shop] = await db.select().from(shops).where(eq(shops.id, shopId))
  if (!shop) throw notFound('shop_not_found', 'There is no such shop.')
  return shop
}

export const openApiKey = (masterKey: MasterKey, shop: Pick<ShopRow, 'id' | 'sealedApiKey'>): string =>
  open(masterKey, shop.sealedApiKey, sealContext.apiKey(shop.id))

/** The secret address that the marketplace pushes to. */
export function webhookUrl(
  masterKey: MasterKey,
  shop: Pick<ShopRow, 'id' | 'marketplace' | 'sealedWebhookKey'>,
  baseUrl: string,
): string {
  const key = open(masterKey, shop.sealedWebhookKey, sealContext.webhookKey(shop.id))
  return `${baseUrl}/webhooks/${shop.marketplace}/${key}`
}
