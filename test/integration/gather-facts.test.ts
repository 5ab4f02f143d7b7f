import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOzonChatAdapter } from '../../src/channels/ozon/chat-adapter.ts'
import { createOzonClient } from '../../src/channels/ozon/client/ozon-client.ts'
import { createTrafficRegistry } from '../../src/channels/ozon/client/traffic.ts'
import { parsePush } from '../../src/channels/ozon/push.ts'
import { pushRecord } from '../../src/channels/ozon/push-record.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { orders, products } from '../../src/db/schema/knowledge.ts'
import { gatherFacts } from '../../src/facts/gather-facts.ts'
import { recordEvents } from '../../src/intake/record-event.ts'
import { type EntryContent, entryContentSchema } from '../../src/knowledge/entry-content.ts'
import { upsertEntry } from '../../src/knowledge/save-entry.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import type { OrderSeed } from '../../src/sandbox/types.ts'
import { forbidden } from '../../src/shared/errors.ts'
import { putShop } from '../factories/put-shop.ts'
import { createTestDatabase } from '../support/test-database.ts'

const START = Date.parse('2026-11-21T09:00:00Z')
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const KETTLE = {
  sku: '100200300',
  productId: '5001001',
  offerId: 'TT-KTL17-GLS',
  name: { ru: 'Чайник электрический Тёплый Ток 1,7 л, стеклянный' },
  brand: 'Тёплый Ток',
  description: { ru: 'Кипятит за 5 минут & не шумит.' },
  attributes: [{ key: 'color', name: { ru: 'Цвет' }, value: { ru: 'прозрачный' } }],
  stock: { fbo: 7, fbs: 3 },
  price: 2490,
  oldPrice: 3490,
}
const LAMP = {
  sku: '100200301',
  productId: '5001002',
  offerId: 'LMV-RAY2-WHT',
  name: { ru: 'Настольная лампа Lumivek Луч 2, белая' },
  stock: { fbo: 0, fbs: 0 },
  price: 1990,
}

let database: OpenDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

let shopCount = 0

/** A shop of its own on its own marketplace, in a time that the test moves. */
async function createShop() {
  const { db } = database
  let now = START
  const clock = { now: () => new Date(now) }
  const shopId = `facts-${++shopCount}`
  const sandbox = createSandbox({
    clock,
    seed: shopCount,
    shops: [{ clientId: '1', apiKey: 'key', sellerId: '7', name: 'Лавка', products: [KETTLE, LAMP] }],
    onPush: async ({ body }) => {
      const push = parsePush(body, clock.now())
      if (push.kind !== 'ping') {
        const event = { ...pushRecord(push, null), shopId, source: 'push' as const, body }
        await recordEvents(db, [event], clock.now())
      }
      return { status: 200, body: '{"result":true}' }
    },
  })
  const client = createOzonClient({
    clientId: '1',
    apiKey: 'key',
    traffic: createTrafficRegistry()({ baseUrl: 'x', clientId: '1' }),
    fetch: (input, init) => {
      calls.push(new URL(String(input)).pathname)
      return sandbox.fetch(input, init)
    },
    clock,
    timers: {
      monotonicMs: () => now,
      after: (_ms, run) => {
        const timer = setImmediate(run)
        return () => clearImmediate(timer)
      },
    },
  })
  const calls: string[] = []
  const adapter = createOzonChatAdapter(client, clock)
  let keyWorks = true
  const deps = {
    db,
    clock,
    openChannel: async () => {
      if (!keyWorks) throw forbidden('key_unreadable', 'the key cannot be opened')
      return adapter
    },
  }
  await putShop(db, shopId, { name: 'Лавка' })
  const inShop = <T extends { shopId: unknown }>(table: T) => eq(table.shopId as never, shopId as never)

  return {
    sandbox,
    calls,
    shopId,
    db,
    pass: (ms: number) => {
      now += ms
    },
    loseKey: () => {
      keyWorks = false
    },
    /** Every method that reads orders, returns and products answers 500. */
    breakApi: () => sandbox.faults.set({ errorBeforeStoring: { methods: [...CONTEXT_METHODS] } }),
    order: (seed: Partial<OrderSeed>) =>
      sandbox.createOrder({ clientId: '1', scheme: 'FBS', sku: KETTLE.sku, ...seed }),
    async chat(about: { orderNumber?: string; sku?: string } = {}) {
      const id = `chat-${Math.random()}`
      await db.insert(conversations).values({
        shopId,
        id,
        channel: 'ozon-chat',
        externalId: id,
        lastBuyerMessageAt: clock.now(),
        createdAt: clock.now(),
        ...about,
      })
      return id
    },
    async gather(conversationId: string, turnText = 'Здравствуйте!') {
      const gathered = await gatherFacts(deps, { shopId, conversationId, turnText })
      const texts = Object.fromEntries(gathered.facts.map((fact) => [fact.id, fact.textRu]))
      return { ...gathered, texts }
    },
    conversation: async (id: string) =>
      (await db.select().from(conversations).where(inShop(conversations))).find((row) => row.id === id),
    orders: () => db.select().from(orders).where(inShop(orders)),
    products: () => db.select().from(products).where(inShop(products)),
  }
}

const CONTEXT_METHODS = [
  '/v4/posting/fbs/list',
  '/v3/posting/fbs/get',
  '/v3/posting/fbo/list',
  '/v2/posting/fbo/get',
  '/v1/returns/list',
  '/v2/returns/rfbs/list',
  '/v3/product/info/list',
  '/v4/product/info/attributes',
  '/v1/product/info/description',
  '/v4/product/info/stocks',
  '/v5/product/info/prices',
]

describe('the order behind a chat', () => {
  it('is told with its state and dates, and teaches the conversation its scheme and window', async () => {
    const shop = await createShop()
    const order = shop.order({ state: 'delivering', daysAgo: 2 })
    const chat = await shop.chat({ orderNumber: order.orderNumber })
    const { texts, order: summary, missing } = await shop.gather(chat)
    expect(texts).toMatchObject({
      'o:status': 'Заказ в пути.',
      'o:delivery': 'Доставка заказа запланирована на период с 22 по 24 ноября.',
      'o:shipped': 'Заказ передан в доставку 20 ноября.',
      'o:tracking': `Трек-номер отправления: TRK${order.orderId}.`,
      'o:items': `В заказе: ${KETTLE.name.ru} — 1 шт.`,
    })
    expect(summary).toMatchObject({ scheme: 'FBS', status: 'delivering' })
    expect(missing).toEqual([])
    expect(await shop.conversation(chat)).toMatchObject({
      scheme: 'FBS',
      postingNumber: order.postingNumber,
      windowRule: 'order_open',
      replyWindowUntil: null,
    })
  })

  it('gives 72 hours after delivery, and dates of return and warranty', async () => {
    const shop = await createShop()
    const deliveredAt = new Date('2026-11-20T21:30:00Z')
    const order = shop.order({ state: 'delivered', daysAgo: 5, deliveredAt })
    const chat = await shop.chat({ orderNumber: order.orderNumber })
    await shop.db.insert(products).values({
      shopId: shop.shopId,
      sku: KETTLE.sku,
      offerId: KETTLE.offerId,
      nameRu: 'Чайник нашими словами',
      nameZh: '水壶',
      descriptionRu: 'Наш текст',
      attributes: [{ key: 'volume', name: { ru: 'Объём' }, value: 1.7, unit: 'л' }],
      warranty: { months: 12, startEvent: 'delivery', coverage: [], exclusions: [], serviceSteps: [] },
      updatedAt: new Date(START),
    })
    const { texts, product } = await shop.gather(chat)
    expect(texts).toMatchObject({
      'o:status': 'Заказ доставлен 21 ноября.',
      'c:return_deadline':
        'Срок возврата исправного товара — до 28 ноября включительно (7 дней после получения), осталось 7 дней.',
      'c:warranty_end': 'Гарантия действует до 21 ноября 2027 года включительно.',
      'c:warranty_left': 'До конца гарантии осталось 365 дней.',
      'p:volume': 'Объём: 1,7 л.',
      'p:stock': 'Сейчас в наличии: 7 шт. на складе Ozon и 3 шт. на складе магазина.',
      'p:price': 'Сейчас цена товара — 2 490 ₽.',
    })
    expect(product).toEqual({ sku: KETTLE.sku, name: 'Чайник нашими словами', nameZh: '水壶' })
    const conversation = await shop.conversation(chat)
    expect(conversation?.windowRule).toBe('order_72h')
    expect(conversation?.replyWindowUntil).toEqual(new Date('2026-11-23T21:30:00Z'))
  })

  it('takes the warranty from the most specific live entry where the card has none, and says which', async () => {
    const shop = await createShop()
    const deliveredAt = new Date('2026-11-20T21:30:00Z')
    const order = shop.order({ state: 'delivered', daysAgo: 5, deliveredAt })
    const chat = await shop.chat({ orderNumber: order.orderNumber })
    await shop.db.insert(products).values({
      shopId: shop.shopId,
      sku: KETTLE.sku,
      offerId: KETTLE.offerId,
      nameRu: KETTLE.name.ru,
      brand: 'Тёплый Ток',
      categoryRu: 'Чайники',
      updatedAt: new Date(START),
    })
    const warrantyEntry = (id: string, months: number, more: Partial<EntryContent>) =>
      shop.db.transaction((tx) =>
        upsertEntry(tx, {
          shopId: shop.shopId,
          id,
          content: entryContentSchema.parse({
            kind: 'warranty',
            questionRu: `Какая гарантия: ${id}?`,
            answerRu: `${months} месяцев.`,
            warranty: { months, startEvent: 'delivery', coverage: [], exclusions: [], serviceSteps: [] },
            ...more,
          }),
          changedBy: 'test',
          now: new Date(START),
        }),
      )
    await warrantyEntry('of-brand', 6, { brand: 'тёплый ток' })
    await warrantyEntry('of-another', 99, { brand: 'Lumivek' })
    const told = async () => {
      const { facts } = await shop.gather(chat)
      return facts.find(({ id }) => id === 'p:warranty')
    }
    expect(await told()).toMatchObject({
      textRu: 'Гарантия на этот товар — 6 месяцев со дня получения.',
      title: 'Гарантия (условия для бренда)',
      entryId: 'of-brand',
      version: 1,
    })
    await warrantyEntry('of-category', 9, { category: 'Чайники' })
    expect(await told()).toMatchObject({ entryId: 'of-category' })
    await warrantyEntry('of-sku', 12, { skus: [KETTLE.sku] })
    expect(await told()).toMatchObject({ entryId: 'of-sku', title: 'Гарантия (условия для этого товара)' })
    await warrantyEntry('of-sku', 12, { skus: [KETTLE.sku], status: 'draft' })
    expect(await told()).toMatchObject({ entryId: 'of-category' })
    await shop.db.update(products).set({
      warranty: { months: 24, startEvent: 'delivery', coverage: [], exclusions: [], serviceSteps: [] },
    })
    expect((await told())?.textRu).toContain('24 месяца')
    expect((await told())?.entryId).toBeUndefined()
  })

  it('may be of the marketplace’s own warehouse, or delivered by the shop', async () => {
    const shop = await createShop()
    const fbo = await shop.chat({ orderNumber: shop.order({ scheme: 'FBO', daysAgo: 1 }).orderNumber })
    expect((await shop.gather(fbo)).texts).toMatchObject({
      'o:status': 'Заказ принят и ожидает сборки.',
      'o:scheme': 'Заказ отправляется со склада Ozon, доставкой занимается Ozon.',
    })
    expect((await shop.conversation(fbo))?.windowRule).toBe('buyer_48h')
    const rfbs = await shop.chat({ orderNumber: shop.order({ scheme: 'rFBS', daysAgo: 1 }).orderNumber })
    expect((await shop.gather(rfbs)).order?.scheme).toBe('rFBS')
  })

  it('of years ago is found too, for its warranty', async () => {
    const shop = await createShop()
    const order = shop.order({ state: 'delivered', daysAgo: 600 })
    const chat = await shop.chat({ orderNumber: order.orderNumber })
    expect((await shop.gather(chat)).order?.status).toBe('delivered')
  })

  it('carries its return, whatever the scheme', async () => {
    const shop = await createShop()
    const returns = async (scheme: OrderSeed['scheme']) => {
      const order = shop.order({ scheme, state: 'returned', daysAgo: 12 })
      return (await shop.gather(await shop.chat({ orderNumber: order.orderNumber }))).texts['o:return']
    }
    expect(await returns('FBO')).toBe('Товар по возврату в пути на склад Ozon.')
    expect(await returns('FBS')).toBe('Товар по возврату в пути на склад Ozon.')
    expect(await returns('rFBS')).toBe('Заявка на возврат на рассмотрении.')
  })

  it('that was cancelled closes the window that it had opened', async () => {
    const shop = await createShop()
    const order = shop.order({ state: 'cancelled', daysAgo: 1 })
    const chat = await shop.chat({ orderNumber: order.orderNumber })
    const { texts } = await shop.gather(chat)
    expect(texts['o:cancel_reason']).toBe('Причина отмены, указанная на Ozon: «Покупатель отменил заказ».')
    expect((await shop.conversation(chat))?.windowRule).toBe('buyer_48h')
  })
})

describe('an order number in the buyer’s words', () => {
  it('is only a hint for the agent in a chat without an order: anybody can type anybody’s number', async () => {
    const shop = await createShop()
    const order = shop.order({ state: 'delivering', daysAgo: 2 })
    const chat = await shop.chat()
    const gathered = await shop.gather(chat, `где мой заказ ${order.postingNumber}?`)
    expect(gathered.facts).toEqual([])
    expect([gathered.order, gathered.product]).toEqual([undefined, undefined])
    expect(gathered.missing).toContain('order')
    expect(gathered.hints.map((hint) => [hint.id, hint.title.includes(order.postingNumber)])).toEqual([
      ['u:order:1', true],
    ])
    expect(await shop.conversation(chat)).toMatchObject({
      orderNumber: null,
      postingNumber: null,
      scheme: null,
    })
  })
  it('of the same buyer is taken in a chat about another of their orders', async () => {
    const shop = await createShop()
    const order = shop.order({ state: 'delivering', daysAgo: 2 })
    const chat = await shop.chat({ orderNumber: `${order.orderNumber.split('-')[0]}-9999` })
    const gathered = await shop.gather(chat, `где мой заказ ${order.orderNumber}?`)
    expect(gathered.order?.orderNumber).toBe(order.orderNumber)
    expect(gathered.hints).toEqual([])
  })
  it('that nobody knows is no order', async () => {
    const shop = await createShop()
    const chat = await shop.chat()
    expect((await shop.gather(chat, 'заказ 99999999-9999')).missing).toContain('order')
    expect((await shop.conversation(chat))?.orderNumber).toBeNull()
  })
  it('of another buyer is not looked up in a chat about an order', async () => {
    const shop = await createShop()
    const own = shop.order({ state: 'delivering', daysAgo: 2 })
    const foreign = shop.order({ state: 'delivered', daysAgo: 9 })
    const chat = await shop.chat({ orderNumber: own.orderNumber })
    const { order } = await shop.gather(chat, `а ${foreign.orderNumber}?`)
    expect(order?.orderNumber).toBe(own.orderNumber)
  })
})

describe('the product of a turn', () => {
  it('is fetched when the catalogue does not have it yet', async () => {
    const shop = await createShop()
    const { product } = await shop.gather(await shop.chat({ sku: KETTLE.sku }))
    expect(product?.sku).toBe(KETTLE.sku)
    const [stored] = await shop.products()
    expect(stored).toMatchObject({
      nameRu: KETTLE.name.ru,
      brand: 'Тёплый Ток',
      descriptionRu: 'Кипятит за 5 минут & не шумит.',
      attributes: [{ key: 'color', name: { ru: 'Цвет', zh: '颜色' }, value: { ru: 'прозрачный' } }],
      price: 2490,
      oldPrice: 3490,
      stockFbo: 7,
      stockFbs: 3,
    })
  })

  it('keeps the shop’s own texts and takes stock and price anew after ten minutes', async () => {
    const shop = await createShop()
    const chat = await shop.chat({ sku: KETTLE.sku })
    await shop.gather(chat)
    await shop.db
      .update(products)
      .set({ nameRu: 'Имя', descriptionRu: 'Текст' })
      .where(eq(products.shopId, shop.shopId))
    shop.sandbox.setStock('1', KETTLE.sku, { fbo: 1, fbs: 0 })
    shop.sandbox.setPrice('1', KETTLE.sku, 2690)

    shop.pass(9 * MINUTE)
    expect((await shop.gather(chat)).texts['p:price']).toBe('Сейчас цена товара — 2 490 ₽.')
    shop.pass(2 * MINUTE)
    const { facts, texts } = await shop.gather(chat)
    expect(texts['p:price']).toBe('Сейчас цена товара — 2 690 ₽.')
    expect(texts['p:stock']).toBe('Сейчас в наличии: 1 шт. на складе Ozon.')
    expect(facts.find((fact) => fact.id === 'p:stock')?.asOf).toBe('2026-11-21T09:11:00.000Z')
    expect((await shop.products())[0]).toMatchObject({ nameRu: 'Имя', descriptionRu: 'Текст' })
  })

  it('is the one the text names by SKU, article or name; not guessed between several', async () => {
    const shop = await createShop()
    for (const sku of [KETTLE.sku, LAMP.sku]) await shop.gather(await shop.chat({ sku }))
    const named = async (text: string) => (await shop.gather(await shop.chat(), text)).product?.sku
    expect(await named(`товар ${LAMP.sku}`)).toBe(LAMP.sku)
    expect(await named('артикул tt-ktl17-gls')).toBe(KETTLE.sku)
    expect(await named('почём лампа?')).toBe(LAMP.sku)
    expect(await named('лампа или чайник?')).toBeUndefined()
    expect((await shop.gather(await shop.chat(), 'почём?')).missing).toEqual(['order', 'product'])
  })

  it('is the ordered one, whatever else is spoken of in passing', async () => {
    const shop = await createShop()
    await shop.gather(await shop.chat({ sku: LAMP.sku }))
    const order = shop.order({ state: 'delivering', daysAgo: 2 })
    const chat = await shop.chat({ orderNumber: order.orderNumber })
    expect((await shop.gather(chat, 'чайник светится как лампа?')).product?.sku).toBe(KETTLE.sku)
  })
})

describe('when the marketplace cannot be asked', () => {
  it('facts are told as of when they were seen, and said to be stale', async () => {
    const shop = await createShop()
    const order = shop.order({ state: 'delivering', daysAgo: 2 })
    const chat = await shop.chat({ orderNumber: order.orderNumber })
    await shop.gather(chat)
    shop.breakApi()
    shop.pass(2 * 60 * MINUTE)
    const { texts, missing } = await shop.gather(chat)
    expect(missing).toEqual(['order:stale', 'stock:stale', 'price:stale'])
    expect(texts['o:status']).toBe('По данным на 21 ноября, 12:00 (МСК): заказ в пути.')
    expect(texts['p:price']).toBe('По данным на 21 ноября, 12:00 (МСК) цена товара — 2 490 ₽.')
  })

  it('an order that was never seen is missing, and drafting goes on', async () => {
    const shop = await createShop()
    const order = shop.order({ state: 'delivering', daysAgo: 2 })
    shop.breakApi()
    const chat = await shop.chat({ orderNumber: order.orderNumber })
    expect(await shop.gather(chat)).toMatchObject({ facts: [], missing: ['order', 'product'] })
  })

  it('because the key is lost, the same holds', async () => {
    const shop = await createShop()
    const chat = await shop.chat({ orderNumber: '12345678-0001', sku: KETTLE.sku })
    shop.loseKey()
    expect((await shop.gather(chat)).missing).toEqual(['order', 'product'])
  })

  it('about one warehouse only, an order of the other is still found', async () => {
    const shop = await createShop()
    const order = shop.order({ scheme: 'FBO', state: 'delivering', daysAgo: 2 })
    shop.sandbox.faults.set({ errorBeforeStoring: { methods: ['/v4/posting/fbs/list', '/v1/returns/list'] } })
    const chat = await shop.chat({ orderNumber: order.orderNumber })
    expect((await shop.gather(chat)).texts['o:status']).toBe('Заказ в пути.')
  })
})

describe('what only pushes told', () => {
  it('dates a delivery that the marketplace’s answers do not date', async () => {
    const shop = await createShop()
    shop.sandbox.addPushUrl('1', 'https://otvet.test/hook')
    const order = shop.order({ state: 'delivering', daysAgo: 2 })
    shop.sandbox.changeOrder(order.postingNumber, 'delivered')
    while (shop.sandbox.nextPushAt()) if ((await shop.sandbox.deliverDuePushes()) === 0) break
    shop.sandbox.faults.set({ errorBeforeStoring: { methods: ['/v3/posting/fbs/get'] } })
    shop.pass(DAY)
    const { texts } = await shop.gather(await shop.chat({ orderNumber: order.orderNumber }))
    expect(texts['o:status']).toBe('Заказ доставлен 21 ноября.')
    expect(texts['c:return_deadline']).toContain('до 28 ноября')
  })

  it('without them the date is missing by name and no window is promised', async () => {
    const shop = await createShop()
    const order = shop.order({ state: 'delivered', daysAgo: 9 })
    shop.sandbox.faults.set({ errorBeforeStoring: { methods: ['/v3/posting/fbs/get'] } })
    const chat = await shop.chat({ orderNumber: order.orderNumber })
    const { texts, missing } = await shop.gather(chat)
    expect(texts['o:status']).toBe('Заказ доставлен.')
    expect(texts['c:return_deadline']).toBeUndefined()
    expect(missing).toEqual(['delivered_date'])
    expect((await shop.conversation(chat))?.windowRule).toBe('buyer_48h')
  })
})

it('an order seen a moment ago is not asked for again', async () => {
  const shop = await createShop()
  const order = shop.order({ state: 'delivering', daysAgo: 2 })
  const first = await shop.chat({ orderNumber: order.orderNumber })
  await shop.gather(first)
  shop.calls.length = 0
  const second = await shop.chat({ orderNumber: order.orderNumber })
  await shop.gather(second)
  expect(shop.calls).toEqual([])
  expect((await shop.conversation(second))?.windowRule).toBe('order_open')
  shop.pass(6 * MINUTE)
  shop.sandbox.changeOrder(order.postingNumber, 'delivered')
  expect((await shop.gather(second)).texts['o:status']).toBe('Заказ доставлен 21 ноября.')
  expect(await shop.orders()).toHaveLength(1)
})
