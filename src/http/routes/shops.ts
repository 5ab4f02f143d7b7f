import type { MasterKey } from '../../access/seal.ts'
import { addShop, hasKey, listShops, replaceApiKey, type ShopRow, webhookUrl } from '../../access/shops.ts'
import type { Database } from '../../db/client.ts'
import { readChannelHealth, type ShopAccess } from '../../intake/channel-health.ts'
import { readPushes } from '../../pushes/read-pushes.ts'
import type { Clock } from '../../shared/clock.ts'
import { bug } from '../../shared/errors.ts'
import { type App, actorOf, scopeOf } from '../app-types.ts'
import { shopParamsSchema } from '../contracts/common.ts'
import {
  createShopSchema,
  type PushHealth,
  replaceKeySchema,
  type Shop,
  type ShopChecked,
  shopCheckedSchema,
  shopSavedSchema,
  shopsSchema,
} from '../contracts/shops.ts'

type Deps = {
  db: Database
  clock: Clock
  masterKey: MasterKey
  /** What webhook addresses start with. */
  baseUrl(): string
  /** Asks the marketplace what the shop's key may do and whether its pushes arrive. */
  checkShop(input: { shopId: string; afresh?: boolean }): Promise<ShopChecked>
  /** Starts the work a new shop needs: its first poll. */
  onShopAdded(shopId: string): Promise<void>
}

const tags = ['shops']

export function shopRoutes(app: App, deps: Deps): void {
  const { db, masterKey, baseUrl } = deps
  const viewAll = async (rows: ShopRow[], url: (shop: ShopRow) => string | null) => {
    const health = await readChannelHealth(db, rows)
    const pushes = await readPushes(
      db,
      rows.map(({ id }) => id),
      deps.clock.now(),
    )
    return rows.flatMap((shop) => {
      const seen = pushes.get(shop.id)
      return seen ? [shopView(shop, { url: url(shop), access: health.get(shop.id), pushes: seen })] : []
    })
  }
  const savedView = async (shop: ShopRow) => {
    const [view] = await viewAll([shop], (one) => webhookUrl(masterKey, one, baseUrl()))
    if (!view) throw bug('shop_not_read', `The shop ${shop.id} was not read.`)
    return view
  }

  app.route({
    method: 'GET',
    url: '/api/shops',
    config: { right: 'inbox:read', shops: 'scoped' },
    schema: {
      tags,
      summary: 'The shops one may see; webhook addresses for admins only',
      response: { 200: shopsSchema },
    },
    handler: async (request) => {
      const isAdmin = actorOf(request).role === 'admin'
      const url = (shop: ShopRow) => (isAdmin ? webhookUrl(masterKey, shop, baseUrl()) : null)
      return { shops: await viewAll(await listShops({ db }, scopeOf(request)), url) }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/shops',
    config: { right: 'admin' },
    schema: { tags, summary: 'Connect a shop', body: createShopSchema, response: { 200: shopSavedSchema } },
    handler: async (request) => {
      const { shop } = await addShop(deps, { ...request.body, actor: actorOf(request).id })
      await deps.onShopAdded(shop.id)
      return { shop: await savedView(shop) }
    },
  })

  app.route({
    method: 'PUT',
    url: '/api/shops/:shopId/key',
    config: { right: 'admin' },
    schema: {
      tags,
      summary: 'Give a shop its new key',
      params: shopParamsSchema,
      body: replaceKeySchema,
      response: { 200: shopSavedSchema },
    },
    handler: async (request) => {
      const input = { ...request.params, ...request.body, actor: actorOf(request).id }
      const shop = await replaceApiKey(deps, input)
      await deps.onShopAdded(shop.id)
      return { shop: await savedView(shop) }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/shops/:shopId/check',
    config: { right: 'admin' },
    schema: {
      tags,
      summary: 'Ask the marketplace what the key may do and whether pushes arrive',
      params: shopParamsSchema,
      response: { 200: shopCheckedSchema },
    },
    handler: ({ params }) => deps.checkShop({ ...params, afresh: true }),
  })
}

type Seen = { url: string | null; access: ShopAccess | undefined; pushes: PushHealth }

function shopView(shop: ShopRow, { url, access, pushes }: Seen): Shop {
  const { id, name, marketplace, clientId, apiBase, isDemo, signature, webhookNetworks, lastPollError } = shop
  return {
    id,
    name,
    marketplace,
    clientId: hasKey(shop) ? clientId : null,
    apiBase,
    isDemo,
    signature,
    webhookUrl: hasKey(shop) ? url : null,
    webhookNetworks,
    health: {
      lastPushAt: shop.lastPushAt?.toISOString() ?? null,
      lastPollAt: shop.lastPollAt?.toISOString() ?? null,
      lastPollError,
      capabilities: shop.capabilities,
      pushes,
      channels: access?.channels ?? [],
      others: access?.others ?? [],
    },
    createdAt: shop.createdAt.toISOString(),
    disabledAt: shop.disabledAt?.toISOString() ?? null,
  }
}
