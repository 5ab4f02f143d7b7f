import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { passages } from '../../src/db/schema/knowledge.ts'
import type { CompatibilityRow, Products } from '../../src/http/contracts/products.ts'
import { putProduct } from '../factories/put-product.ts'
import { putShop } from '../factories/put-shop.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

let database: OpenDatabase
let server: TestServer
let headers: Record<string, string>
let shopId: string
let shopCount = 0

beforeAll(async () => {
  database = await createTestDatabase()
  server = await createTestServer(database)
  headers = (await server.asRole('lead')).headers
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})
beforeEach(async () => {
  shopId = `p${++shopCount}`
  await putShop(database.db, shopId)
  for (const [sku, nameRu] of [
    ['1001', 'Чехол для телефона'],
    ['1002', 'Кабель 100 %'],
    ['1003', 'Чехол для планшета'],
  ] as const) {
    const content = { sku, offerId: `A-${sku}`, nameRu, nameZh: '手机壳' }
    const now = new Date('2026-03-01T09:00:00Z')
    await database.db.transaction((tx) => putProduct(tx, { shopId, content: content as never, now }))
  }
})

const list = async (query: string) => {
  const answer = await server.app.inject({ url: `/api/products?${query}`, headers })
  return answer.json<Products>()
}
const save = (
  compatibility: CompatibilityRow[],
  before: CompatibilityRow[] = [],
  sku = '1001',
  as = headers,
) =>
  server.app.inject({
    method: 'PUT',
    url: `/api/shops/${shopId}/products/${sku}/compatibility`,
    headers: as,
    payload: { compatibility, before },
  })
const row = (ru: string, fits = true): CompatibilityRow => ({ fits, other: { ru } })

test('products are listed by page and found by a part of their name, SKU or article', async () => {
  const first = await list(`shopId=${shopId}&limit=2`)
  expect(first.products.map(({ sku }) => sku)).toEqual(['1001', '1002'])
  expect(first.total).toBe(3)
  const rest = await list(`shopId=${shopId}&limit=2&cursor=${first.nextCursor}`)
  expect([rest.products.map(({ sku }) => sku), rest.nextCursor]).toEqual([['1003'], null])
  const found = async (search: string) =>
    (await list(`shopId=${shopId}&search=${encodeURIComponent(search)}`)).products.map(({ sku }) => sku)
  expect(await found('чехол')).toEqual(['1001', '1003'])
  expect(await found('100 %')).toEqual(['1002'])
  expect(await found('A-1003')).toEqual(['1003'])
  expect(await found('手机')).toEqual(['1001', '1002', '1003'])
  expect((await server.app.inject({ url: '/api/products?cursor=x', headers })).statusCode).toBe(422)
})

test('what a product fits is saved with its passages, its vectors ordered, and who did it', async () => {
  const rows = [{ fits: true, other: { ru: ' iPhone 15 ', zh: 'iPhone 15' } }, row('iPhone 15 Pro', false)]
  const answer = await save(rows)
  expect(answer.statusCode).toBe(200)
  const stored = [{ fits: true, other: { ru: 'iPhone 15', zh: 'iPhone 15' } }, row('iPhone 15 Pro', false)]
  expect(answer.json().product.compatibility).toEqual(stored)
  const [listed] = (await list(`shopId=${shopId}&search=1001`)).products
  expect(listed).toMatchObject({ sku: '1001', name: 'Чехол для телефона', compatibility: stored })
  const { db } = database
  const texts = await db
    .select({ text: passages.text })
    .from(passages)
    .where(and(eq(passages.shopId, shopId), eq(passages.sourceId, '1001')))
  expect(texts.some(({ text }) => text.includes('iPhone 15 Pro'))).toBe(true)
  const audits = await db.select().from(auditRecords).where(eq(auditRecords.shopId, shopId))
  expect(audits.filter(({ action }) => action === 'product.changed')).toHaveLength(1)
  // The same again is no change.
  expect((await save(stored, stored)).statusCode).toBe(200)
  const again = await db.select().from(auditRecords).where(eq(auditRecords.shopId, shopId))
  expect(again).toHaveLength(audits.length)
})

test('of two who save at once the second is told', async () => {
  const answers = await Promise.all([save([row('iPhone 14')]), save([row('iPhone 13')])])
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  expect((await save([row('iPhone 12')])).json().error.code).toBe('product_changed')
})

test('nonsense and strangers are refused', async () => {
  const twice = await save([row('iPhone 15'), row('iphone 15', false)])
  expect([twice.statusCode, twice.json().error.code]).toEqual([422, 'compatibility_twice'])
  expect((await save([row('  ')])).statusCode).toBe(400)
  expect((await save([row('x'.repeat(301))])).statusCode).toBe(400)
  expect((await save([row('iPhone 15')], [], 'none')).statusCode).toBe(404)
  const agent = (await server.asRole('agent')).headers
  expect((await save([row('iPhone 15')], [], '1001', agent)).statusCode).toBe(403)
})
