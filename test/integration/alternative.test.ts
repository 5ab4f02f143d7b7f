import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { products } from '../../src/db/schema/knowledge.ts'
import { classifyTurn } from '../../src/drafting/classify/classify-turn.ts'
import { composeBuiltIn } from '../../src/drafting/compose/built-in-composer.ts'
import { readProcedures } from '../../src/drafting/procedures/read-procedures.ts'
import { gatherFacts } from '../../src/facts/gather-facts.ts'
import { forbidden } from '../../src/shared/errors.ts'
import { putShop } from '../factories/put-shop.ts'
import { createTestDatabase } from '../support/test-database.ts'

const NOW = new Date('2026-11-21T09:00:00Z')
const clock = { now: () => NOW }

let database: OpenDatabase
let shopId: string
let count = 0
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  shopId = `alt${++count}`
  const { db } = database
  await putShop(db, shopId)
  await addProduct('1', 'Худи Снеговей Тёплое, серое', { stockFbo: 0 })
  await addProduct('2', 'Худи Снеговей Мягкое, серое', { price: 2_700 })
  await addProduct('3', 'Худи Снеговей Шторм, чёрное', { price: 4_900 })
  await addProduct('4', 'Носки Снеговей', { categoryRu: 'Носки' })
})

type Change = Partial<typeof products.$inferInsert>
async function addProduct(sku: string, nameRu: string, change: Change = {}) {
  await database.db.insert(products).values({
    shopId,
    sku,
    offerId: `A-${sku}`,
    nameRu,
    nameZh: `卫衣${sku}`,
    categoryRu: 'Худи',
    descriptionRu: '.',
    attributes: [{ key: 'a', name: { ru: 'Сезон' }, value: { ru: 'зима' } }],
    price: 2_500,
    priceAsOf: NOW,
    stockFbo: 4,
    stockFbs: 0,
    stockAsOf: NOW,
    updatedAt: NOW,
    ...change,
  })
}

async function gathered(text: string, channel = 'ozon-chat') {
  const id = `c${++count}`
  const conversation = {
    shopId,
    id,
    channel,
    externalId: id,
    sku: '1',
    lastMessageAt: NOW,
    createdAt: NOW,
  }
  const [row] = await database.db.insert(conversations).values(conversation).returning()
  const openChannel = async () => {
    throw forbidden('no_key', 'There is no marketplace here.')
  }
  const facts = await gatherFacts(
    { db: database.db, clock, openChannel },
    { shopId, conversationId: id, turnText: text },
  )
  return { conversation: row, ...facts }
}

/** The draft that the built-in composer makes of it. */
async function drafted(text: string, channel?: string) {
  const { conversation, facts, ...found } = await gathered(text, channel)
  if (!conversation) throw new Error('no conversation')
  const classification = classifyTurn(text)
  const handled = await readProcedures(database.db, {
    shopId,
    conversationId: conversation.id,
    snapshot: { before: [], turn: [], conversation },
    classification,
    gathered: found,
  })
  const draft = await composeBuiltIn({
    ...handled,
    channel: conversation.channel,
    turnText: text,
    asks: classification.asks,
    classification,
    thread: [],
    shop: { name: 'Снеговей' },
    facts,
    candidates: [],
    ...(found.product ? { product: { name: found.product.name } } : {}),
  })
  return draft.sentences
}

describe('an own alternative', () => {
  it('is offered in a chat for what is sold out, the nearest in price, with its evidence', async () => {
    const sentences = await drafted('Есть ли в наличии?')
    expect(sentences.map(({ ru }) => ru)).toContain('Сейчас товара нет в наличии.')
    expect(sentences.find(({ evidenceIds }) => evidenceIds.includes('c:alternative'))).toEqual({
      askIndexes: [0],
      ru: 'В нашем магазине есть похожий товар: «Худи Снеговей Мягкое, серое», цена — 2 700 ₽.',
      zh: '目前本店有类似商品：“卫衣2”，价格 2 700 ₽。',
      evidenceIds: ['c:alternative'],
      class: 'computed',
    })
  })
  it('is never offered where everybody reads the answer', async () => {
    for (const channel of ['ozon-question', 'ozon-review']) {
      const { facts } = await gathered('Есть ли в наличии?', channel)
      expect(facts.map(({ id }) => id)).not.toContain('c:alternative')
    }
  })
  it('is not offered for what is there, nor in an answer about something else', async () => {
    const care = await drafted('Какой сезон?')
    expect(care.some(({ evidenceIds }) => evidenceIds.includes('c:alternative'))).toBe(false)
    await database.db.update(products).set({ stockFbo: 1 }).where(eq(products.shopId, shopId))
    expect((await gathered('Есть?')).facts.some(({ id }) => id === 'c:alternative')).toBe(false)
  })
  it('has the size that is wanted', async () => {
    const size = (stock: number) => ({ sizes: [{ label: 'XL', measures: {}, stock }] })
    await addProduct('5', 'Худи Снеговей Лёгкое', { ...size(3), price: 2_400 })
    await database.db.update(products).set({ stockFbo: 9 }).where(eq(products.shopId, shopId))
    await database.db
      .update(products)
      .set(size(0))
      .where(and(eq(products.shopId, shopId), eq(products.sku, '1')))
    const sentences = await drafted('Размер XL есть?')
    expect(sentences.map(({ ru }) => ru).join(' ')).toContain(
      'есть похожий товар в размере XL: «Худи Снеговей Лёгкое»',
    )
  })
})
