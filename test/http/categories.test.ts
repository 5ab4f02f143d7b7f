import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { CATEGORIES } from '../../src/domain/category.ts'
import { classifyTurn } from '../../src/drafting/classify/classify-turn.ts'
import { loadOwnCategories } from '../../src/drafting/classify/shop-categories.ts'
import { putShop } from '../factories/put-shop.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

let database: OpenDatabase
let server: TestServer
let admin: Awaited<ReturnType<TestServer['asRole']>>
let shopId: string
let shopCount = 0

beforeAll(async () => {
  database = await createTestDatabase()
  server = await createTestServer(database)
  admin = await server.asRole('admin')
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})
beforeEach(async () => {
  shopId = `c${++shopCount}`
  await putShop(database.db, shopId)
})

async function call(method: 'GET' | 'PUT', path = '', payload?: object, headers = admin.headers) {
  const url = `/api/shops/${shopId}/categories${path}`
  const response = await server.app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}
const SHIPPED = {
  names: { ru: '', zh: '', en: '' },
  examples: [] as string[],
  isActive: true,
  changedAt: null,
}
const read = async (text: string) => classifyTurn(text, await loadOwnCategories(database.db, shopId)).category

describe('categories of a shop', () => {
  test('are the shipped ones before anybody changed one', async () => {
    const { body } = await call('GET')
    expect(body.categories).toEqual(CATEGORIES.map((category) => ({ category, ...SHIPPED })))
  })

  test('keep the names that an admin gave them, on the record', async () => {
    const names = { ru: 'Поломки', zh: '损坏', en: 'Breakage' }
    const { status, body } = await call('PUT', '/defect', { ...SHIPPED, names })
    expect(status).toBe(200)
    expect(body.category).toMatchObject({ category: 'defect', names, changedAt: expect.any(String) })
    const listed = (await call('GET')).body.categories
    expect(listed[CATEGORIES.indexOf('defect')]).toEqual(body.category)
    const [record] = await database.db.select().from(auditRecords).where(eq(auditRecords.shopId, shopId))
    expect(record).toMatchObject({ action: 'category.saved', subject: 'category/defect' })
  })

  test('teach the reader by their examples, in this shop alone', async () => {
    const turn = 'а гравировку на кружке делаете?'
    const before = await read(turn)
    expect(before).not.toBe('exchange')
    await call('PUT', '/exchange', { ...SHIPPED, examples: ['гравировку на кружке сделаете?'] })
    expect(await read(turn)).toBe('exchange')
    expect(classifyTurn(turn).category).toBe(before)
  })

  test('switched off leave their turns to the nearest other one; risks stay seen', async () => {
    expect(await read('сколько гарантия на чайник')).toBe('warranty')
    await call('PUT', '/warranty', { ...SHIPPED, isActive: false, examples: ['сколько гарантия на чайник'] })
    const fallen = await read('сколько гарантия на чайник')
    expect(fallen).not.toBe('warranty')
    await call('PUT', '/fraud', { ...SHIPPED, isActive: false })
    const own = await loadOwnCategories(database.db, shopId)
    expect(classifyTurn('назовите код из смс', own)).toMatchObject({
      category: 'off_topic',
      riskFlags: ['fraud'],
      needsHuman: true,
    })
  })

  test('go back on', async () => {
    const { body } = await call('PUT', '/warranty', { ...SHIPPED, isActive: false })
    await call('PUT', '/warranty', { ...SHIPPED, changedAt: body.category.changedAt })
    expect(await read('сколько гарантия на чайник')).toBe('warranty')
  })

  test('two admins saving at once: one is told that somebody was first', async () => {
    const first = await call('PUT', '/return', SHIPPED)
    const seen = { ...SHIPPED, changedAt: first.body.category.changedAt }
    for (const content of [seen, { ...SHIPPED, isActive: false }]) {
      const target = content === seen ? '/return' : '/exchange'
      const answers = await Promise.all([call('PUT', target, content), call('PUT', target, content)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      const refused = answers.find(({ status }) => status === 409)
      expect(refused?.body.error.code).toBe('category_moved')
    }
  })

  test.each([
    ['another key', '/nonsense', SHIPPED, 400],
    ['a name too long', '/defect', { ...SHIPPED, names: { ru: 'я'.repeat(61), zh: '', en: '' } }, 400],
    ['an empty example', '/defect', { ...SHIPPED, examples: [' '] }, 400],
    [
      'too many examples',
      '/defect',
      { ...SHIPPED, examples: Array.from({ length: 51 }, (_, i) => `пример ${i}`) },
      400,
    ],
    ['a field that is not there', '/defect', { ...SHIPPED, key: 'x' }, 400],
    ['the last category off', '/off_topic', { ...SHIPPED, isActive: false }, 422],
  ])('refuses %s', async (_, path, body, status) => {
    expect((await call('PUT', path, body)).status).toBe(status)
    expect(
      (await call('GET')).body.categories.every(({ changedAt }: { changedAt: unknown }) => !changedAt),
    ).toBe(true)
  })

  test('are read by agents and changed by admins only; of a shop that is there', async () => {
    const agent = await server.asRole('agent')
    expect((await call('GET', '', undefined, agent.headers)).status).toBe(200)
    expect((await call('PUT', '/defect', SHIPPED, agent.headers)).status).toBe(403)
    shopId = 'nowhere'
    expect((await call('PUT', '/defect', SHIPPED)).status).toBe(404)
  })
})
