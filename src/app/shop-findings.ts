import type { MethodsAccess } from '../domain/channel-access.ts'
import { keyEnd } from '../domain/key-end.ts'
import type { ShopChecked } from '../http/contracts/shops.ts'

export type Finding = ShopChecked['findings'][number]

/** Without these nothing is answered in chats. */
export const CHAT_METHODS = ['/v3/chat/list', '/v3/chat/history', '/v1/chat/send/message', '/v2/chat/read']
const CHAT_SUBSCRIPTIONS = new Set(['PREMIUM_PLUS', 'PREMIUM_PRO'])

export function keyFinding(expiresAt: Date | undefined, now: Date): Finding {
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

export function methodsFinding(missing: string[]): Finding {
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
export function subscriptionFinding(methods: MethodsAccess, subscription: string): Finding {
  const topic = 'subscription'
  const tried = [methods['/v3/chat/list'], methods['/v3/chat/history']]
  const refused = tried.find((one) => one?.by === 'tried' && one.access !== 'allowed')
  if (refused?.reason === 'subscription_required')
    return {
      topic,
      status: 'error',
      message: `The subscription ${subscription} does not include chats: they can be neither read nor answered. Premium Plus or Premium Pro does.`,
      code: 'chats_not_included',
      values: { subscription },
    }
  if (refused) {
    const error = refused.words ?? refused.reason ?? '—'
    return {
      topic,
      status: 'warning',
      message: `Chats could not be read: ${error}`,
      code: 'chats_unreadable',
      values: { error },
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
