import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import type { ProductSeed, SandboxOptions, ShopSeed } from '../../src/sandbox/types.ts'
import { createVirtualTime } from '../../src/sandbox/virtual-time.ts'
import { parseLossless } from '../../src/shared/lossless-json.ts'

export const SHOP: ShopSeed = {
  clientId: '12345',
  apiKey: 'key-of-the-shop',
  sellerId: '700001',
  name: 'Северный дом',
}

export const PRODUCTS: ProductSeed[] = [
  {
    sku: '100200300',
    productId: '5001001',
    offerId: 'HEAD-1',
    name: { ru: 'Наушники беспроводные Otvet Air' },
    brand: 'Otvet',
    category: { ru: 'Наушники' },
    description: { ru: 'Лёгкие наушники с шумоподавлением.' },
    attributes: [
      { key: 'weight', name: { ru: 'Вес' }, value: 48, unit: 'г' },
      { key: 'noise_cancelling', name: { ru: 'Шумоподавление' }, value: true },
      { key: 'color', name: { ru: 'Цвет' }, value: { ru: 'белый' } },
    ],
    stock: { fbo: 7, fbs: 3 },
    price: 4990,
    oldPrice: 6990,
  },
  {
    sku: '100200301',
    productId: '5001002',
    offerId: 'COAT-1',
    name: { ru: 'Куртка зимняя' },
    sizes: [{ label: '46', stock: 1 }],
    stock: { fbo: 0, fbs: 1 },
    price: 8990,
  },
]

/** A sandbox in virtual time with one shop, and a short way to call its API. */
export function virtualSandbox(options: Partial<SandboxOptions> = {}, shop: Partial<ShopSeed> = {}) {
  const time = createVirtualTime()
  const sandbox = createSandbox({
    clock: time.clock,
    timers: time.timers,
    seed: 7,
    shops: [{ ...SHOP, products: PRODUCTS, systemChats: false, ...shop }],
    ...options,
  })
  const call = async (path: string, body: unknown = {}, headers: Record<string, string> = {}) => {
    const response = await sandbox.fetch(`http://sandbox.test${path}`, {
      method: 'POST',
      headers: { 'Client-Id': SHOP.clientId, 'Api-Key': SHOP.apiKey, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await response.text()
    return {
      text,
      status: response.status,
      headers: response.headers,
      body: asAnswer(text === '' ? {} : parseLossless(text)),
    }
  }
  return { sandbox, time, call }
}

/** Whatever a test looks into; which of it is there depends on the method. Big ids are strings. */
export type AnswerBody = {
  code: number
  message: string
  details: unknown[]
  result: unknown
  chats: {
    chat: { chat_id: string; chat_status: string; chat_type: string; created_at: string }
    first_unread_message_id: string
    last_message_id: string
    unread_count: number
  }[]
  messages: {
    message_id: string
    user: { id: string; type: string }
    data: string[]
    is_image: boolean
    is_read: boolean
    context: { order_number: string; sku: string }
  }[]
  cursor: string
  has_next: boolean
  total_unread_count: number
  roles: unknown[]
  subscription: unknown
  urls: { id: number; url: string; enable: boolean; disable_reason: string; availability_status: string }[]
  items: Record<string, unknown>[]
  postings: Record<string, unknown>[]
  returns: unknown
}

/** Safe for tests only: a wrong guess about the shape fails the expectation that looks at it. */
const asAnswer = (body: unknown): AnswerBody => body as AnswerBody
