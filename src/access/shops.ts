import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import { OZON_API_URL } from '../channels/ozon/chat-file-url.ts'
import { parseApiBaseUrl } from '../channels/ozon/client/base-url.ts'
import type { Database, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { shops } from '../db/schema/shops.ts'
import { withinShops } from '../db/within-shops.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, invalid, notFound } from '../shared/errors.ts'
import { newId, newSecret } from '../shared/ids.ts'
import { type MasterKey, open, seal, sealContext } from './seal.ts'
import { tokenHash } from './token-hash.ts'

type Deps = { db: Database; clock: Clock; masterKey: MasterKey }
export type ShopRow = typeof shops.$inferSelect

type NewShop = {
  /** Both or neither: without them messages are pasted in and answers copied out. */
  clientId?: string | undefined
  apiKey?: string | undefined
  name?: string | undefined
  apiBase?: string | undefined
  /** The marketplace's number of the seller; when known, pushes for another one are ignored. */
  sellerId?: string | undefined
  webhookNetworks?: string[] | undefined
  isDemo?: boolean
  actor: string
}

/** What stands for the Client-Id of a shop without a key; never a number, as the marketplace's are. */
const KEYLESS = 'keyless:'

export const hasKey = ({ sealedApiKey }: Pick<ShopRow, 'sealedApiKey'>): boolean => sealedApiKey !== ''

/** Connects a shop. Its keys are sealed; the webhook key is a secret of 256 bits that only admins see. */
export async function addShop({ db, clock, masterKey }: Deps, input: NewShop) {
  const now = clock.now()
  const id = newId(now)
  const isKeyless = input.apiKey === undefined || input.clientId === undefined
  const webhookKey = newSecret()
  return db.transaction(async (tx) => {
    const [shop] = await tx
      .insert(shops)
      .values({
        id,
        name: input.name ?? `Ozon ${input.clientId}`,
        clientId: input.clientId ?? `${KEYLESS}${id}`,
        sellerId: input.sellerId ?? null,
        apiBase: parseApiBaseUrl(input.apiBase ?? OZON_API_URL),
        sealedApiKey: isKeyless ? '' : seal(masterKey, input.apiKey ?? '', sealContext.apiKey(id)),
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
    const after: { name: string; clientId?: string; apiBase?: string } = isKeyless
      ? { name }
      : { name, clientId, apiBase }
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

type NewKey = { shopId: string; apiKey: string; clientId?: string | undefined; actor: string }

/**
 * Keys live three months: the new one takes the place of the old, everything else stays. A shop that had none needs
 * its Client-Id with it; that of a connected shop is never changed.
 */
export async function replaceApiKey(
  { db, clock, masterKey }: Deps,
  { shopId, apiKey, clientId, actor }: NewKey,
): Promise<ShopRow> {
  const now = clock.now()
  return db.transaction(async (tx) => {
    const [before] = await tx.select().from(shops).where(eq(shops.id, shopId)).for('update')
    if (!before) throw notFound('shop_not_found', 'There is no such shop.')
    if (!hasKey(before)) await requireClientId(tx, before, clientId)
    const [shop] = await tx
      .update(shops)
      .set({
        ...(hasKey(before) || !clientId ? {} : { clientId }),
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

async function requireClientId(tx: Transaction, { id, marketplace, apiBase }: ShopRow, clientId?: string) {
  if (!clientId) throw invalid('client_id_missing', 'Expected the Client-Id with the first key of a shop.')
  const [other] = await tx
    .select({ id: shops.id })
    .from(shops)
    .where(and(eq(shops.marketplace, marketplace), eq(shops.clientId, clientId), eq(shops.apiBase, apiBase)))
  if (other && other.id !== id)
    throw conflict('shop_exists', `The shop with Client-Id ${clientId} is connected already.`, {
      what: 'shop',
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
