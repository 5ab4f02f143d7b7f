import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCatalogue } from '../src/catalogue/run-catalogue.ts'
import { cancelSync, listSyncs, startSync } from '../src/catalogue/start-sync.ts'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { jobs } from '../src/db/schema/jobs.ts'
import { passages, products } from '../src/db/schema/knowledge.ts'
import { shops } from '../src/db/schema/shops.ts'
import { productMarks } from '../src/db/schema/upkeep.ts'
import { claimJobs } from '../src/queue/claim-jobs.ts'
import { generateProducts } from '../src/sandbox/generate-products.ts'
import type { ProductSeed } from '../src/sandbox/types.ts'
import { putProduct } from './factories/put-product.ts'
import { createHouse, type House } from './support/house.ts'
import { createTestDatabase } from './support/test-database.ts'

let database: OpenDatabase
let seed = 700
const DAY = 24 * 3_600_000

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const KETTLE: ProductSeed = {
  sku: '100200300',
  productId: '5001001',
  offerId: 'KETTLE-1',
  name: { ru: 'Чайник «Ручей»' },
  brand: 'Ручей',
  category: { ru: 'Чайники' },
  description: { ru: 'Кипятит литр за 3 минуты & отключается сам.\nКорпус <стальной>.' },
  attributes: [
    { key: 'color', name: { ru: 'Цвет', zh: '颜色' }, value: { ru: 'синий' } },
    { key: 'volume', name: { ru: 'Объём', zh: '容量' }, value: 1.7, unit: 'л' },
    { key: 'autooff', name: { ru: 'Автоотключение', zh: '自动断电' }, value: true },
    { key: 'warranty', name: { ru: 'Гарантийный срок' }, value: { ru: '2 года' } },
  ],
  stock: { fbo: 3, fbs: 4 },
  price: 2490,
  oldPrice: 2990,
}

async function openHouse(given: ProductSeed[] = [KETTLE]): Promise<House> {
  seed += 1
  return createHouse(database, { seed, products: given, cataloguePage: 20 })
}

const rowsOf = ({ db, shopId }: House) =>
  db.select().from(products).where(eq(products.shopId, shopId)).orderBy(products.sku)
const rowOf = async (house: House, sku: string) => (await rowsOf(house)).find((row) => row.sku === sku)
const passagesOf = (house: House, sku: string) =>
  house.db.$count(passages, and(eq(passages.shopId, house.shopId), eq(passages.sourceId, sku)))
const lastFull = async (house: House) =>
  (await listSyncs(house, { shopId: house.shopId, limit: 50 })).syncs.find(({ kind }) => kind === 'full')
const syncNow = async (house: House) => {
  await house.advance(60_000)
  await startSync(house, { shopId: house.shopId, actor: 'test' })
  await house.advance(0)
  return lastFull(house)
}

describe('reading the whole catalogue', () => {
  it('takes card, texts, typed attributes, stock and price of a new shop, and makes it searchable', async () => {
    const house = await openHouse()
    await house.start()
    await house.advance(0)
    expect(await lastFull(house)).toMatchObject({
      status: 'done',
      total: 1,
      done: 1,
      added: 1,
      startedBy: 'schedule',
    })
    expect(await rowOf(house, KETTLE.sku)).toMatchObject({
      productId: '5001001',
      offerId: 'KETTLE-1',
      nameRu: 'Чайник «Ручей»',
      brand: 'Ручей',
      descriptionRu: 'Кипятит литр за 3 минуты & отключается сам.\nКорпус <стальной>.',
      attributes: [
        { key: 'color', name: { ru: 'Цвет', zh: '颜色' }, value: { ru: 'синий' }, from: 'marketplace' },
        { name: { ru: 'Объём', zh: '容量' }, value: 1.7, unit: 'л', from: 'marketplace' },
        { name: { ru: 'Автоотключение', zh: '自动断电' }, value: true, from: 'marketplace' },
        { key: 'warranty', value: { ru: '2 года' } },
      ],
      warranty: { months: 24, startEvent: 'delivery', from: 'marketplace' },
      price: 2490,
      oldPrice: 2990,
      stockFbo: 3,
      stockFbs: 4,
      stockAsOf: house.clock.now(),
      priceAsOf: house.clock.now(),
    })
    expect(await passagesOf(house, KETTLE.sku)).toBeGreaterThan(0)
    const texts = await house.db
      .select({ text: passages.text })
      .from(passages)
      .where(eq(passages.shopId, house.shopId))
    expect(texts.map(({ text }) => text).join('\n')).not.toMatch(/2490|2 490/)
  })

  it('takes over the marketplace’s fields and leaves alone what the shop keeps itself', async () => {
    const house = await openHouse()
    const { db, shopId, clock } = house
    const own = {
      nameZh: '溪流水壶',
      descriptionZh: '一升三分钟',
      categoryRu: 'Кухня',
      sizes: [{ label: 'M', measures: { высота: '25 см' } }],
      compatibility: [{ fits: false, other: { ru: 'индукционная плита' } }],
      warranty: {
        months: 12,
        startEvent: 'purchase' as const,
        coverage: [],
        exclusions: [],
        serviceSteps: [],
      },
      attributes: [
        { key: 'volume', name: { ru: 'Объем', zh: '容量' }, value: { ru: 'полтора литра' } },
        { key: 'colour', name: { ru: 'Цвет', zh: '颜色' }, value: { ru: 'синий', zh: '蓝色' } },
        { key: 'noise', name: { ru: 'Шум', zh: '噪音' }, value: { ru: 'тихий', zh: '安静' } },
      ],
    }
    await db.transaction(async (tx) => {
      const content = {
        sku: KETTLE.sku,
        productId: null,
        offerId: 'x',
        nameRu: 'Старое имя',
        descriptionRu: 'Старый текст.',
      }
      await putProduct(tx, { shopId, content: { ...content, ...own } as never, now: clock.now() })
      await tx.update(products).set(own).where(eq(products.shopId, shopId))
    })
    expect(await syncNow(house)).toMatchObject({ status: 'done', changed: 1, added: 0 })
    const { attributes, ...kept } = own
    expect(await rowOf(house, KETTLE.sku)).toMatchObject({
      ...kept,
      nameRu: 'Чайник «Ручей»',
      offerId: 'KETTLE-1',
      descriptionRu: expect.stringContaining('Кипятит'),
      attributes: [
        { key: 'volume', value: 1.7, unit: 'л' },
        attributes[1],
        attributes[2],
        { value: true },
        { key: 'warranty' },
      ],
    })
    expect(await syncNow(house)).toMatchObject({ status: 'done', changed: 0, added: 0 })
  })

  it('reads products in many pages and changes nothing the second time', { timeout: 120_000 }, async () => {
    const house = await openHouse(generateProducts(45))
    expect(await syncNow(house)).toMatchObject({
      status: 'done',
      total: 45,
      done: 45,
      added: 45,
      retired: 0,
    })
    expect(await rowsOf(house)).toHaveLength(45)
    const again = await syncNow(house)
    expect(again).toMatchObject({ status: 'done', done: 45, added: 0, changed: 0, retired: 0 })
  })

  it('goes on where a killed worker stood, and counts every product once', { timeout: 120_000 }, async () => {
    const house = await openHouse(generateProducts(25))
    const { killSwitch } = house
    await startSync(house, { shopId: house.shopId, actor: 'test' })
    for (let kills = 0; kills < 12; kills++) {
      killSwitch.arm(3 + kills * 4)
      await house.advance(61_000)
      killSwitch.disarm()
    }
    await house.advance(120_000)
    expect(await lastFull(house)).toMatchObject({
      status: 'done',
      done: 25,
      added: 25,
      changed: 0,
      retired: 0,
    })
    expect(await rowsOf(house)).toHaveLength(25)
  })

  it('of two workers at one page one writes it', async () => {
    const house = await openHouse(generateProducts(25))
    const { shopId, deps } = house
    await startSync(house, { shopId, actor: 'test' })
    for (let step = 0; step < 4; step++)
      await Promise.all([runCatalogue(deps, { shopId }), runCatalogue(deps, { shopId })])
    expect(await lastFull(house)).toMatchObject({ status: 'done', done: 25, added: 25 })
  })

  it('begins anew when the marketplace refuses its own cursor', async () => {
    const house = await openHouse(generateProducts(25))
    house.sandbox.faults.set({ cursorRefused: { times: 1, methods: ['/v3/product/list'] } })
    expect(await syncNow(house)).toMatchObject({ status: 'done', done: 25, added: 25 })
    house.sandbox.faults.set({ cursorRefused: { methods: ['/v3/product/list'] } })
    expect(await syncNow(house)).toMatchObject({ status: 'failed', retired: 0 })
  })

  it('happens once a day, at a time of the shop’s own', async () => {
    const house = await openHouse()
    const { db, shopId, handlers } = house
    for (let day = 0; day < 4; day++) {
      for (let step = 0; step < 3; step++) await handlers.catalogue({ shopId })
      const [next] = await db
        .select({ runAt: jobs.runAt })
        .from(jobs)
        .where(and(eq(jobs.queue, 'catalogue'), eq(jobs.key, shopId)))
      if (!next) throw new Error('no next run')
      expect(next.runAt.getUTCHours()).toSatisfy((hour: number) => hour >= 22 || hour < 4)
      house.setNow(next.runAt.getTime())
    }
    const { syncs } = await listSyncs(house, { shopId, limit: 50 })
    const starts = syncs.map(({ startedAt }) => startedAt.getTime())
    expect(starts).toHaveLength(4)
    expect((starts[0] ?? 0) - (starts[1] ?? 0)).toBe(DAY)
  })

  it('is started once however often it is asked for, can be cancelled, and goes nowhere for a disabled shop', async () => {
    const house = await openHouse(generateProducts(25))
    const { db, shopId, deps } = house
    const ask = () => startSync(house, { shopId, actor: 'test' })
    const [first, second] = await Promise.all([ask(), ask()])
    expect(first.id).toBe(second.id)
    await runCatalogue(deps, { shopId })
    await cancelSync(house, { shopId, syncId: first.id, actor: 'test' })
    await house.advance(60_000)
    expect(await lastFull(house)).toMatchObject({ status: 'cancelled', done: 20, retired: 0 })
    await expect(cancelSync(house, { shopId, syncId: first.id, actor: 'test' })).rejects.toThrow(/already/)
    await db.update(shops).set({ disabledAt: house.clock.now() }).where(eq(shops.id, shopId))
    await expect(ask()).rejects.toThrow(/switched off/)
  })
})

describe('what is gone', () => {
  it('is retired with its passages after a whole reading, and comes back with them', async () => {
    const house = await openHouse(generateProducts(5))
    await syncNow(house)
    house.sandbox.removeProduct(house.clientId, '600000001')
    house.sandbox.archiveProduct(house.clientId, '600000002', true)
    expect(await syncNow(house)).toMatchObject({ status: 'done' })
    const retired = async () =>
      (
        await house.db
          .select()
          .from(products)
          .where(and(eq(products.shopId, house.shopId), isNotNull(products.retiredAt)))
      ).map(({ sku }) => sku)
    expect((await retired()).sort()).toEqual(['600000001', '600000002'])
    expect(await passagesOf(house, '600000001')).toBe(0)
    expect(await passagesOf(house, '600000002')).toBe(0)
    house.sandbox.archiveProduct(house.clientId, '600000002', false)
    await house.advance(10_000)
    expect(await retired()).toEqual(['600000001'])
    expect(await passagesOf(house, '600000002')).toBeGreaterThan(0)
  })

  it('is not concluded from a reading that failed half-way', async () => {
    const house = await openHouse(generateProducts(25))
    await syncNow(house)
    house.sandbox.removeProduct(house.clientId, '600000001')
    await house.advance(60_000)
    const { deps, shopId } = house
    await startSync(house, { shopId, actor: 'test' })
    await runCatalogue(deps, { shopId })
    house.sandbox.setShop(house.clientId, { keyState: 'deactivated' })
    await runCatalogue(deps, { shopId })
    expect(await lastFull(house)).toMatchObject({
      status: 'failed',
      done: 20,
      retired: 0,
      failure: expect.stringContaining('deactivated'),
    })
    await house.advance(2 * 3_600_000)
    const live = and(eq(products.shopId, shopId), isNull(products.retiredAt))
    expect(await house.db.$count(products, live)).toBe(25)
  })

  it('is not concluded from a list that ends early or is empty', async () => {
    const house = await openHouse(generateProducts(3))
    await syncNow(house)
    for (const { sku } of await rowsOf(house)) house.sandbox.removeProduct(house.clientId, sku)
    expect(await syncNow(house)).toMatchObject({
      status: 'failed',
      retired: 0,
      failure: expect.stringContaining('no product at all'),
    })
    const { deps, shopId } = house
    await house.advance(60_000)
    await startSync(house, { shopId, actor: 'test' })
    const catalogue = {
      readPage: async () => ({ products: [], listedIds: ['1'], total: 3 }),
      readMarked: async () => [],
    }
    for (let step = 0; step < 2; step++)
      await runCatalogue({ ...deps, openCatalogue: async () => catalogue }, { shopId })
    expect(await lastFull(house)).toMatchObject({
      status: 'failed',
      retired: 0,
      failure: expect.stringContaining('1 of 3'),
    })
  })

  it('says nothing about what the shop keeps on its own', async () => {
    const house = await openHouse()
    const { db, shopId, clock } = house
    const content = { sku: '777', productId: null, offerId: 'own', nameRu: 'Своё' } as never
    await db.transaction((tx) => putProduct(tx, { shopId, content, now: clock.now() }))
    await syncNow(house)
    expect(await rowOf(house, '777')).toMatchObject({ retiredAt: null })
  })
})

describe('pushes', () => {
  it('of stock and price bring the new figures within seconds, without a whole reading', async () => {
    const house = await openHouse()
    await house.start()
    await house.advance(0)
    house.sandbox.setStock(house.clientId, KETTLE.sku, { fbo: 0, fbs: 1 })
    house.sandbox.setPrice(house.clientId, KETTLE.sku, 1990)
    await house.advance(6_000)
    expect(await rowOf(house, KETTLE.sku)).toMatchObject({ stockFbo: 0, stockFbs: 1, price: 1990 })
    expect(await house.db.$count(productMarks, eq(productMarks.shopId, house.shopId))).toBe(0)
    const { syncs } = await listSyncs(house, { shopId: house.shopId, limit: 10 })
    expect(syncs.map(({ kind }) => kind)).toEqual(['marked', 'full'])
  })

  it('of a new product bring it whole; told twice they mark it once', async () => {
    const house = await openHouse()
    await house.start()
    await house.advance(0)
    house.sandbox.faults.set({ pushDuplicated: true })
    const [fresh] = generateProducts(1)
    if (!fresh) throw new Error('no product')
    house.sandbox.putProduct(house.clientId, fresh)
    await house.sandbox.deliverDuePushes()
    expect(await house.db.$count(productMarks, eq(productMarks.shopId, house.shopId))).toBe(1)
    await house.advance(10_000)
    expect(await rowOf(house, fresh.sku)).toMatchObject({ nameRu: fresh.name.ru, retiredAt: null })
  })

  it('that come while the products are read are not forgotten', async () => {
    const house = await openHouse()
    await house.start()
    await house.advance(0)
    const { deps, shopId, sandbox, clientId } = house
    sandbox.setStock(clientId, KETTLE.sku, { fbs: 2 })
    await sandbox.deliverDuePushes()
    const reader = await deps.openCatalogue()
    const slow = {
      ...reader,
      readMarked: async (...args: Parameters<typeof reader.readMarked>) => {
        const told = await reader.readMarked(...args)
        sandbox.setStock(clientId, KETTLE.sku, { fbs: 1 })
        await sandbox.deliverDuePushes()
        return told
      },
    }
    await runCatalogue({ ...deps, openCatalogue: async () => slow }, { shopId })
    expect(await rowOf(house, KETTLE.sku)).toMatchObject({ stockFbs: 2 })
    await house.advance(6_000)
    expect(await rowOf(house, KETTLE.sku)).toMatchObject({ stockFbs: 1 })
  })

  it('do not hurry a shop whose key is refused', async () => {
    const house = await openHouse()
    await house.start()
    await house.advance(0)
    house.sandbox.setShop(house.clientId, { keyState: 'deactivated' })
    house.sandbox.setStock(house.clientId, KETTLE.sku, { fbs: 1 })
    await house.advance(10_000)
    house.sandbox.setStock(house.clientId, KETTLE.sku, { fbs: 2 })
    await house.advance(10_000)
    const due = await claimJobs(house.db, {
      queues: ['catalogue'],
      limit: 9,
      now: house.clock.now(),
      leaseMs: 1,
      workerId: 'x',
    })
    expect(due.filter(({ key }) => key === house.shopId)).toEqual([])
    house.sandbox.setShop(house.clientId, { keyState: 'active' })
    await house.advance(3_700_000)
    expect(await rowOf(house, KETTLE.sku)).toMatchObject({ stockFbs: 2 })
  })
})

describe('a marketplace in trouble', () => {
  it('is waited for: floods, closed methods and outages delay a reading and do not end it', {
    timeout: 60_000,
  }, async () => {
    const house = await openHouse(generateProducts(25))
    house.sandbox.faults.set({
      rateLimited: { probability: 0.3 },
      circleOpen: { times: 1, methods: ['/v4/product/info/attributes'] },
      errorBeforeStoring: { probability: 0.2, methods: ['/v3/product/info/list', '/v5/product/info/prices'] },
    })
    await startSync(house, { shopId: house.shopId, actor: 'test' })
    await house.advance(600_000)
    house.sandbox.faults.clear()
    await house.advance(3_600_000)
    expect(await lastFull(house)).toMatchObject({ status: 'done', done: 25, added: 25, failure: null })
  })

  it('that refuses single methods leaves out only what they tell', async () => {
    const house = await openHouse()
    const roles = [
      { name: 'Few', methods: ['/v3/product/list', '/v3/product/info/list', '/v1/product/info/description'] },
    ]
    house.sandbox.setShop(house.clientId, { roles })
    expect(await syncNow(house)).toMatchObject({ status: 'done', added: 1 })
    expect(await rowOf(house, KETTLE.sku)).toMatchObject({
      descriptionRu: expect.stringContaining('Корпус <стальной>'),
      attributes: [],
      stockFbs: 4,
      price: 2490,
    })
  })
})
