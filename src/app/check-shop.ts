import { eq } from 'drizzle-orm'
import type { MasterKey } from '../access/seal.ts'
import { findShop, webhookUrl } from '../access/shops.ts'
import { isBuyerChat } from '../channels/ozon/chat-adapter.ts'
import { methodsNotAllowed, readRoles, readSellerInfo } from '../channels/ozon/client/account.ts'
import { listChats, readHistory } from '../channels/ozon/client/chat.ts'
import type { OzonClient } from '../channels/ozon/client/method.ts'
import type { Database } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { type ShopCapabilities, shops } from '../db/schema/shops.ts'
import { keyEnd } from '../domain/key-end.ts'
import type { ShopChecked } from '../http/contracts/shops.ts'
import type { Clock } from '../shared/clock.ts'
import { AppError } from '../shared/errors.ts'
import { checkChannels, FEEDBACK_METHODS } from './check-channels.ts'
import { webhookFinding } from './check-webhook.ts'
import type { ShopConnections } from './shop-connections.ts'

type Deps = {
  db: Database
  clock: Clock
  masterKey: MasterKey
  connections: ShopConnections
  baseUrl(): string
}
type Finding = ShopChecked['findings'][number]

const CHAT_METHODS = ['/v3/chat/list', '/v3/chat/history', '/v1/chat/send/message', '/v2/chat/read']
const CONTEXT_METHODS = [
  '/v3/product/info/list',
  '/v4/product/info/attributes',
  '/v1/product/info/description',
  '/v4/product/info/stocks',
  '/v5/product/info/prices',
  '/v4/posting/fbs/list',
  '/v3/posting/fbs/get',
  '/v3/posting/fbo/list',
  '/v2/posting/fbo/get',
  '/v1/returns/list',
  '/v2/returns/rfbs/list',
]
const CHAT_SUBSCRIPTIONS = new Set(['PREMIUM_PLUS', 'PREMIUM_PRO'])

/** Asks the marketplace what the shop's key may do and whether pushes reach us, and says in plain words what to do. */
export async function checkShop(deps: Deps, { shopId }: { shopId: string }): Promise<ShopChecked> {
  const { db, clock } = deps
  const shop = await findShop({ db }, shopId)
  const now = clock.now()
  let findings: Finding[]
  let known: Omit<ShopCapabilities, 'checkedAt'> = shop.capabilities ?? { missingMethods: [] }
  try {
    const client = await deps.connections.openClient(shopId)
    const roles = await readRoles(client)
    const { subscription } = await readSellerInfo(client)
    const missing = methodsNotAllowed(roles, [...CHAT_METHODS, ...CONTEXT_METHODS])
    const feedback = methodsNotAllowed(roles, Object.values(FEEDBACK_METHODS).flat())
    const channels = await checkChannels(client, feedback)
    const { keyExpiresAt } = roles
    known = { keyExpiresAt: keyExpiresAt?.toISOString(), subscription, missingMethods: missing, channels }
    findings = [
      keyFinding(keyExpiresAt, now),
      methodsFinding(missing),
      await subscriptionFinding(client, subscription),
      await webhookFinding(client, webhookUrl(deps.masterKey, shop, deps.baseUrl())),
    ]
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'bug') throw error
    findings = [
      {
        topic: 'key',
        status: 'error',
        message: `The marketplace could not be asked: ${error.message}`,
        code: 'not_asked',
        values: { error: error.message },
      },
    ]
  }
  await db.transaction(async (tx) => {
    const capabilities = { ...known, checkedAt: now.toISOString(), findings }
    await tx.update(shops).set({ capabilities }).where(eq(shops.id, shopId))
    await recordChange(tx, { shopId, kind: 'shop', now })
  })
  return { ok: findings.every(({ status }) => status !== 'error'), findings }
}

function keyFinding(expiresAt: Date | undefined, now: Date): Finding {
  if (!expiresAt) return { topic: 'key', status: 'ok', message: 'The key works.', code: 'key_works' }
  const day = expiresAt.toISOString().slice(0, 10)
  const { days, level } = keyEnd(expiresAt, now)
  if (level === 'ok')
    return {
      topic: 'key',
      status: 'ok',
      message: `The key works until ${day}.`,
      code: 'key_works_until',
      values: { day },
    }
  return {
    topic: 'key',
    status: level === 'soon' ? 'warning' : 'error',
    message: `The key ends on ${day}, in ${days} days: make a new one in the cabinet and give it to the shop (otvet shop key).`,
    code: 'key_ends',
    values: { day, days: String(days) },
  }
}

function methodsFinding(missing: string[]): Finding {
  if (missing.length === 0)
    return { topic: 'methods', status: 'ok', message: 'The key may call all we need.', code: 'methods_ok' }
  const chatless = missing.some((method) => CHAT_METHODS.includes(method))
  return {
    topic: 'methods',
    status: chatless ? 'error' : 'warning',
    message: `The key lacks ${missing.join(', ')}: give it a role with these methods in the cabinet.`,
    code: 'methods_missing',
    values: { methods: missing.join(', ') },
  }
}

/** What the subscription is called proves little: whether a buyer's chat can be read shows what it includes. */
async function subscriptionFinding(client: OzonClient, subscription: string): Promise<Finding> {
  const topic = 'subscription'
  try {
    const { chats } = await listChats(client, { limit: 100 })
    const chat = chats.find(({ type }) => isBuyerChat(type))
    if (chat) await readHistory(client, { chatId: chat.chatId, limit: 1 })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'bug') throw error
    if (error.code !== 'subscription_required')
      return {
        topic,
        status: 'warning',
        message: `Chats could not be read: ${error.message}`,
        code: 'chats_unreadable',
        values: { error: error.message },
      }
    return {
      topic,
      status: 'error',
      message: `The subscription ${subscription} does not include chats: they can be neither read nor answered. Premium Plus or Premium Pro does.`,
      code: 'chats_not_included',
      values: { subscription },
    }
  }
  if (CHAT_SUBSCRIPTIONS.has(subscription))
    return {
      topic,
      status: 'ok',
      message: `The subscription ${subscription} includes chats.`,
      code: 'chats_included',
      values: { subscription },
    }
  return {
    topic,
    status: 'warning',
    message: `The subscription is ${subscription}; writing in chats by API usually needs Premium Plus or Premium Pro.`,
    code: 'chats_doubtful',
    values: { subscription },
  }
}
