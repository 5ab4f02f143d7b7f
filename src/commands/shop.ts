import { addShop, listShops, replaceApiKey, webhookUrl } from '../access/shops.ts'
import { checkShop } from '../app/check-shop.ts'
import type { App } from '../app/create-app.ts'
import { publicBase } from '../app/public-base.ts'
import { createShopSchema, replaceKeySchema } from '../http/contracts/shops.ts'
import { invalid, notFound } from '../shared/errors.ts'
import { type Report, readSecretFromStdin } from './run-command.ts'

export type ShopAddOptions = {
  clientId: string
  apiKey?: string
  apiKeyStdin?: boolean
  apiBase?: string
  name?: string
  network?: string[]
}

/** Connects a shop and says where the marketplace is to push. The key is tried, but a failure keeps the shop. */
export async function shopAdd(app: App, options: ShopAddOptions): Promise<Report> {
  const { db, clock, masterKey, env, connections } = app
  const apiKey = await readApiKey(env, options)
  const { clientId, apiBase, name, network: webhookNetworks } = options
  const parsed = createShopSchema.safeParse({ clientId, apiKey, apiBase, name, webhookNetworks })
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
    throw invalid('bad_shop', ['The shop cannot be connected like this:', ...mistakes].join('\n'))
  }
  const { shop } = await addShop({ db, clock, masterKey }, { ...parsed.data, actor: 'command line' })
  const baseUrl = () => publicBase(env)
  const address = webhookUrl(masterKey, shop, baseUrl())
  const check = await checkShop({ db, clock, masterKey, connections, baseUrl }, { shopId: shop.id })
  const findings = check.findings.map(({ status, message }) => `  ${status}: ${message}`)
  return {
    json: {
      shop: { id: shop.id, name: shop.name, clientId, apiBase: shop.apiBase },
      webhookUrl: address,
      check,
    },
    text: [
      `Connected: ${shop.name} (${shop.id})`,
      `Webhook address, to be entered in the marketplace's cabinet: ${address}`,
      ...(env.PUBLIC_URL
        ? []
        : ['It is local: set PUBLIC_URL to the address under which the world reaches this server.']),
      ...findings,
    ].join('\n'),
  }
}

export type ShopKeyOptions = Pick<ShopAddOptions, 'clientId' | 'apiKey' | 'apiKeyStdin'>

/** Gives a connected shop its new key and tries it. */
export async function shopKey(app: App, options: ShopKeyOptions): Promise<Report> {
  const { db, clock, masterKey, env, connections } = app
  const { apiKey } = replaceKeySchema.parse({ apiKey: await readApiKey(env, options) })
  const shop = (await listShops({ db }, 'all')).find(
    (one) => one.clientId === options.clientId && !one.isDemo,
  )
  if (!shop)
    throw notFound(
      'shop_not_found',
      `No shop with Client-Id ${options.clientId} is connected: otvet shop add`,
    )
  await replaceApiKey({ db, clock, masterKey }, { shopId: shop.id, apiKey, actor: 'command line' })
  const baseUrl = () => publicBase(env)
  const check = await checkShop({ db, clock, masterKey, connections, baseUrl }, { shopId: shop.id })
  const findings = check.findings.map(({ status, message }) => `  ${status}: ${message}`)
  return {
    json: { shop: { id: shop.id, name: shop.name }, check },
    text: [`New key for ${shop.name} (${shop.id})`, ...findings].join('\n'),
  }
}

async function readApiKey(env: App['env'], { apiKeyStdin, apiKey }: ShopKeyOptions): Promise<string> {
  const key = apiKeyStdin ? await readSecretFromStdin() : (apiKey ?? env.OZON_API_KEY)
  if (key) return key
  throw invalid('api_key_missing', 'Give the key with --api-key-stdin, in OZON_API_KEY, or with --api-key.')
}

export async function shopList({ db, env, masterKey }: App): Promise<Report> {
  const shops = (await listShops({ db }, 'all')).map((shop) => ({
    id: shop.id,
    name: shop.name,
    clientId: shop.clientId,
    apiBase: shop.apiBase,
    isDemo: shop.isDemo,
    webhookUrl: webhookUrl(masterKey, shop, publicBase(env)),
    lastPushAt: shop.lastPushAt,
    lastPollAt: shop.lastPollAt,
    lastPollError: shop.lastPollError,
  }))
  const lines = shops.map(
    ({ id, name, clientId, webhookUrl }) => `${id}  ${clientId}  ${name}\n  ${webhookUrl}`,
  )
  return { json: { shops }, text: lines.join('\n') || 'No shop is connected yet: otvet shop add' }
}
