import { learnFromCall } from '../access/learn-access.ts'
import type { MasterKey } from '../access/seal.ts'
import { findShop, hasKey, openApiKey } from '../access/shops.ts'
import type { CatalogueReader, OpenCatalogue } from '../channels/catalogue-reader.ts'
import type { ChannelAdapter, OpenChannel } from '../channels/channel-adapter.ts'
import { OZON_CHAT, OZON_QUESTION, OZON_REVIEW } from '../channels/channel-names.ts'
import { createOzonChatAdapter } from '../channels/ozon/chat-adapter.ts'
import type { OzonClient } from '../channels/ozon/client/method.ts'
import { createOzonClient } from '../channels/ozon/client/ozon-client.ts'
import { createTrafficRegistry } from '../channels/ozon/client/traffic.ts'
import { createOzonQuestionAdapter } from '../channels/ozon/question-adapter.ts'
import { createOzonCatalogue } from '../channels/ozon/read-catalogue.ts'
import { createOzonReviewAdapter } from '../channels/ozon/review-adapter.ts'
import type { Database } from '../db/client.ts'
import type { Clock } from '../shared/clock.ts'
import { notFound, unavailable } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'
import { observeCalls } from './observe-calls.ts'

type Deps = { db: Database; clock: Clock; masterKey: MasterKey; log: Logger }

export type ShopConnections = {
  openClient(shopId: string): Promise<OzonClient>
  openChannel: OpenChannel
  openCatalogue: OpenCatalogue
}

type Connection = {
  version: string
  client: OzonClient
  channels: ReadonlyMap<string, ChannelAdapter>
  catalogue: CatalogueReader
}

/** Clients and adapters of the shops, made with their keys when first needed and made anew when a key changes. */
export function createShopConnections({ db, clock, masterKey, log }: Deps): ShopConnections {
  const traffic = createTrafficRegistry()
  const known = new Map<string, Connection>()

  async function connect(shopId: string) {
    const shop = await findShop({ db }, shopId)
    const version = `${shop.apiBase} ${shop.clientId} ${shop.sealedApiKey} ${shop.name}`
    const earlier = known.get(shopId)
    if (earlier?.version === version) return earlier
    if (!hasKey(shop)) throw unavailable('shop_without_key', 'This shop has no key: nothing is asked.')
    const plain = createOzonClient({
      clientId: shop.clientId,
      apiKey: openApiKey(masterKey, shop),
      baseUrl: shop.apiBase,
      traffic: traffic({ baseUrl: shop.apiBase, clientId: shop.clientId }),
      clock,
      log: log.child({ shopId }),
    })
    const client = observeCalls(plain, {
      clock,
      log,
      learn: (method, shown) => learnFromCall({ db, clock }, { shopId, method, shown }),
    })
    const made = {
      version,
      client,
      channels: new Map([
        [OZON_CHAT, createOzonChatAdapter(client, clock)],
        [OZON_REVIEW, createOzonReviewAdapter(client, clock)],
        [OZON_QUESTION, createOzonQuestionAdapter(client, { clock, shopName: shop.name })],
      ]),
      catalogue: createOzonCatalogue(client, clock),
    }
    known.set(shopId, made)
    return made
  }

  return {
    openClient: async (shopId) => (await connect(shopId)).client,
    openCatalogue: async (shopId) => (await connect(shopId)).catalogue,
    openChannel: async (shopId, channel) => {
      const adapter = (await connect(shopId)).channels.get(channel)
      if (!adapter) throw notFound('channel_not_found', `There is no channel ${channel}.`)
      return adapter
    },
  }
}
