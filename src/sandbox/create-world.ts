import { METHODS } from './api/methods.ts'
import { openChat } from './chats.ts'
import { createFaults } from './faults.ts'
import { generateProducts } from './generate-products.ts'
import { appendMessage } from './messages.ts'
import { drawProduct } from './pictures.ts'
import { httpTransport } from './pushes/delivery.ts'
import { createEndpoints } from './pushes/endpoints.ts'
import { createPushCentre } from './pushes/push-centre.ts'
import { createRandom } from './random.ts'
import type { Limits, Quirks, SandboxOptions, SandboxPolicy, ShopSeed, Timers } from './types.ts'
import type { Events, Shop, World } from './world.ts'

const LIMITS: Limits = {
  requestsPerSecond: 50,
  moderationMs: 30_000,
  refusalsUntilCircleOpens: 100,
  circleOpenMs: 120_000,
  hangMs: 60_000,
  pushTimeoutMs: 10_000,
  pingEveryMs: 600_000,
  attemptsUntilJudged: 20,
}

const QUIRKS: Quirks = {
  cyrillicUserType: 0.2,
  sellerIdAsString: 0.3,
  pictureAsLink: 0.2,
  captionInSameItem: 0.3,
  isImageForgotten: 0.2,
  orderInContext: 0.3,
  looseFilter: 0.1,
  rfbsReturnsAsArray: false,
}

const POLICY: SandboxPolicy = { refuseSecondSellerMessage: false, replyWindows: true }

const KEY_LIFE_MS = 90 * 86_400_000

/** The marketplace before anybody wrote: shops, their push addresses, and the system chats nobody asked for. */
export function createWorld(options: SandboxOptions, baseUrl: () => string): World {
  const clock = options.clock ?? { now: () => new Date() }
  const now = () => clock.now().getTime()
  const timers = options.timers ?? realTimers
  const random = createRandom(options.seed ?? 1)
  const limits = { ...LIMITS, ...options.limits }
  const timeScale = options.pushTimeScale ?? 1
  const events = createEvents()
  const faults = createFaults(random, () => events.emit({ kind: 'faults' }))
  let lastMessageId = 3_000_000_000_800_000_000n + BigInt(Math.floor(random('message-id') * 1_000_000))

  const world: World = {
    now,
    sleep: options.sleep ?? (options.clock ? async () => {} : realSleep),
    after: (ms, run) => timers.after(ms, run),
    random,
    limits,
    quirks: { ...QUIRKS, ...options.quirks },
    policy: { ...POLICY, ...options.policy },
    baseUrl,
    drawPicture: options.drawPicture ?? drawProduct,
    shops: new Map(),
    chats: new Map(),
    reviews: new Map(),
    questions: new Map(),
    files: new Map(),
    sends: [],
    faults,
    events,
    pushes: createPushCentre({
      now,
      random,
      faults,
      events,
      endpoints: createEndpoints(now),
      transport: options.onPush ?? httpTransport(limits.pushTimeoutMs),
      timeScale,
      pingEveryMs: limits.pingEveryMs * timeScale,
      attemptsUntilJudged: limits.attemptsUntilJudged,
    }),
    // Neighbouring ids differ by less than a double can tell at this size.
    nextMessageId: () => {
      lastMessageId += 1n + BigInt(Math.floor(random('message-id') * 9))
      return lastMessageId
    },
  }
  for (const seed of options.shops) addShop(world, seed)
  return world
}

export function addShop(world: World, seed: ShopSeed): void {
  const shop: Shop = {
    clientId: seed.clientId,
    apiKey: seed.apiKey,
    sellerId: seed.sellerId,
    name: seed.name,
    subscription: seed.subscription ?? 'PREMIUM_PLUS',
    reviewManagement: seed.reviewManagement,
    roles: seed.roles ?? [{ name: 'Admin', methods: Object.keys(METHODS) }],
    keyState: 'active',
    keyExpiresAt: seed.keyExpiresAt?.getTime() ?? world.now() + KEY_LIFE_MS,
    products: new Map(
      [...(seed.products ?? []), ...generateProducts(seed.generatedProducts ?? 0)].map((product) => [
        product.sku,
        { ...product, stock: product.stock ?? { fbo: 10, fbs: 10 } },
      ]),
    ),
    postings: new Map(),
    openCircles: new Map(),
    window: { startedAt: 0, count: 0 },
    refusals: [],
  }
  world.shops.set(shop.clientId, shop)
  for (const url of seed.pushUrls ?? []) world.pushes.endpoints.add(shop.clientId, url)
  if (seed.systemChats ?? true) addSystemChats(world, shop.clientId)
}

function addSystemChats(world: World, clientId: string): void {
  const support = openChat(world, { clientId, type: 'SELLER_SUPPORT', buyer: { id: '1', name: 'Поддержка' } })
  appendMessage(world, support, {
    author: { id: '1', type: 'Support' },
    text: 'Здравствуйте! Ваше обращение решено.',
  })
  const news = openChat(world, { clientId, type: 'UNSPECIFIED', buyer: { id: '2', name: 'Новости' } })
  for (const text of ['Обновили оферту.', 'Вебинар для продавцов начнётся завтра.', 'Изменились тарифы.']) {
    appendMessage(world, news, { author: { id: '2', type: 'NotificationUser' }, text })
  }
}

function createEvents(): Events {
  const listeners = new Set<Parameters<Events['on']>[0]>()
  return {
    emit(event) {
      for (const listener of [...listeners]) listener(event)
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const realTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

const realSleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
