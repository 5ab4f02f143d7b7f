import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { putProduct } from '../../test/factories/put-product.ts'
import { putShop } from '../../test/factories/put-shop.ts'
import { createTestDatabase } from '../../test/support/test-database.ts'
import type { Database } from '../db/client.ts'
import type { OpenDatabase } from '../db/open-database.ts'
import { embeddingSpaces, passages } from '../db/schema/knowledge.ts'
import { hashEmbedder } from '../llm/hash-embedder.ts'
import { CHANCE_FEATURES, MATTER_FEATURES } from './answer-chance.ts'
import { embedPending } from './embed-pending.ts'
import { type EntryContent, entryContentSchema } from './entry-content.ts'
import { productContentSchema } from './product-content.ts'
import { upsertEntry } from './save-entry.ts'
import { findKnowledge, searchKnowledge } from './search-knowledge.ts'

const NOW = new Date('2026-11-22T10:00:00Z')
const clock = { now: () => NOW }
let opened: OpenDatabase
let db: Database

const content = (questionRu: string, answerRu: string, more: Partial<EntryContent> = {}): EntryContent =>
  entryContentSchema.parse({ kind: 'faq', questionRu, answerRu, ...more })

const HIDDEN: Record<string, EntryContent> = {
  retired: content('Как вернуть плед?', 'Никак.', { status: 'retired' }),
  draft: content('Как вернуть плед быстро?', 'Ещё думаем.', { status: 'draft' }),
  expired: content('Как вернуть плед зимой?', 'До января.', { validUntil: '2026-01-01T00:00:00Z' }),
  early: content('Как вернуть плед летом?', 'С лета.', { validFrom: '2027-06-01T00:00:00Z' }),
}
const SHOWN: Record<string, EntryContent> = {
  return: content('Как вернуть товар?', 'Откройте заказ и нажмите «Вернуть товар». Срок 7 дней.'),
  delivery: content('Когда придёт заказ?', 'Дата указана в личном кабинете.'),
  charger: content('Какая ёмкость у пауэрбанка?', 'Ёмкость 5000 мАч, хватает на два заряда.'),
  big: content('Какая ёмкость у большого пауэрбанка?', 'Ёмкость 20000 мАч, хватает на восемь зарядов.'),
  phone: content('Подходит ли чехол к iPhone 12?', 'Да, к iPhone 12 и 12 Pro.'),
  galaxy: content('Подходит ли чехол к Samsung A54?', 'Да, сделан для A54.'),
  long: content(
    'Правила магазина',
    `${Array.from({ length: 60 }, (_, i) => `Пункт ${i + 1}. Мы заботимся о покупателях.`).join(' ')}

Подарочную упаковку с лентой кладём бесплатно к заказам от 3000 рублей.`,
  ),
  asked: content('а если передумал, деньги отдадите?', 'Да: откройте заказ и нажмите «Вернуть товар».', {
    kind: 'past-answer',
    restsOn: ['return'],
  }),
}
const BLANKETS = [
  ['2000000001', 'Плед вязаный 80×120 см', 80],
  ['2000000002', 'Плед вязаный 150×200 см', 150],
] as const

beforeAll(async () => {
  opened = await createTestDatabase()
  db = opened.db
  for (const id of ['s', 'other']) {
    await putShop(db, id)
  }
  await db.transaction(async (tx) => {
    for (const [id, one] of Object.entries({ ...SHOWN, ...HIDDEN }))
      await upsertEntry(tx, { shopId: 's', id, content: one, changedBy: 'test', now: NOW })
    const foreign = content('Как вернуть товар в чужой магазин?', 'Чужое.')
    await upsertEntry(tx, { shopId: 'other', id: 'foreign', content: foreign, changedBy: 'test', now: NOW })
    for (const [sku, nameRu, width] of BLANKETS) {
      const product = productContentSchema.parse({
        sku,
        offerId: `BL-${width}`,
        nameRu,
        descriptionRu: 'Мягкий плед для дивана.',
        attributes: [{ key: 'width', name: { ru: 'Ширина' }, value: width, unit: 'см' }],
        sizes: [{ label: 'единый', measures: { width: `${width} см` }, stock: 3 }],
      })
      await putProduct(tx, { shopId: 's', content: product, now: NOW })
    }
  })
  await embedPending({ db, embedder: hashEmbedder })
})
afterAll(() => opened.close())

const search = (text: string, more: object = {}) =>
  findKnowledge({ db, embedder: hashEmbedder, clock }, { shopId: 's', text, asks: [], ...more })
const idsOf = async (text: string, more: object = {}) =>
  (await search(text, more)).found.map(({ unit: { source, sourceId, fact } }) =>
    source === 'entry' ? sourceId : `${sourceId}:${fact}`,
  )

describe('the search', () => {
  it.each([
    ['пауербанк на 5000mah есть?', 'charger'],
    ['нужен павербанк 20 000 мАч или 20000 мач', 'big'],
    ['чехол на айфон 12', 'phone'],
    ['чехол на самсунг а54', 'galaxy'],
    ['положите в подарочную упаковку с лентой', 'long'],
    ['ghbdtn? rjulf ghbltn pfrfp', 'delivery'],
    ['кoгдa пpидeт зaкaз', 'delivery'],
    ['KОГДА ПРИДЁТ ЗАКАЗ!!!', 'delivery'],
    ['павэрбнак', 'charger'],
  ])('finds for «%s» %s', async (text, id) => {
    expect((await idsOf(text))[0]).toBe(id)
  })
  it('finds a product by its size, its article and its SKU', async () => {
    expect((await idsOf('плед 80 на 120, то есть 80х120'))[0]).toMatch(/^2000000001/)
    expect((await idsOf('плед 150x200'))[0]).toMatch(/^2000000002/)
    expect((await idsOf('что за артикул BL-150'))[0]).toMatch(/^2000000002/)
    expect((await idsOf('2000000001'))[0]).toMatch(/^2000000001/)
  })
  it('puts the facts of the product in question before those of its twin', async () => {
    for (const [sku] of BLANKETS) {
      const found = (await idsOf('какая ширина?', { sku })).filter((id) => id.includes('attribute:'))
      expect(found[0]).toBe(`${sku}:attribute:width`)
    }
    const ordered = await idsOf('какая ширина?', { orderSkus: ['2000000002'] })
    expect(ordered.find((id) => id.includes('attribute:'))).toBe('2000000002:attribute:width')
  })
  it('lets what was asked before speak for the entry that answered it', async () => {
    const found = await idsOf('передумал, деньги отдадите?')
    expect(found[0]).toBe('asked')
    expect(found.indexOf('return')).toBeGreaterThan(-1)
    expect(found.indexOf('return')).toBeLessThan(3)
  })
  it('gives drafts entries and sentences, never attributes of products', async () => {
    const candidates = await searchKnowledge(
      { db, embedder: hashEmbedder, clock },
      { shopId: 's', text: 'какая ширина пледа?', asks: [], sku: '2000000001' },
    )
    expect(candidates.filter(({ entryId }) => entryId === undefined).map(({ id }) => id)).toEqual(['d:1'])
    expect(candidates.some(({ textRu }) => textRu.includes('Ширина'))).toBe(false)
  })
  it('never shows what is retired, a draft, out of date or of another shop, and always in the same order', async () => {
    const never = new Set([...Object.keys(HIDDEN), 'foreign'])
    const words = [
      'как',
      'вернуть',
      'плед',
      'товар',
      'зимой',
      'летом',
      'быстро',
      'чужой',
      '80x120',
      'a54',
      '😀',
      'и',
    ]
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...words), { maxLength: 7 }), async (chosen) => {
        const text = chosen.join(' ')
        const [first, second] = [await idsOf(text), await idsOf(text)]
        expect(first.filter((id) => never.has(id))).toEqual([])
        expect(second).toEqual(first)
      }),
      { numRuns: 25 },
    )
  })
  it('takes any text for a text', async () => {
    const texts = [
      '',
      ' \n ',
      '😀😀',
      '!!!???',
      'и в на у по',
      'a\0b \0',
      `' or 1=1; drop table passages; --`,
      'a & b | !c <-> (d:*',
      `\\ " {a,b} 'x'::text %_%`,
      '{"}',
      '5000 мАч \\" ," {',
      'слово '.repeat(5000),
      'ы'.repeat(20_000),
      '1-'.repeat(3_000),
      '١٢٣ 你好 ‮abc',
    ]
    for (const text of texts) await expect(search(text, { sku: `"{}',\\` })).resolves.toBeDefined()
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        for (const { score, rank } of (await search(text)).found) {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1)
          expect(Number.isFinite(rank)).toBe(true)
        }
      }),
      { numRuns: 25 },
    )
    expect(await db.$count(passages)).toBeGreaterThan(10)
  })
  it('goes by words alone while nothing is embedded or the model is down', async () => {
    const silent = { ...hashEmbedder, embed: async (texts: string[]) => texts.map(() => []) }
    const { found } = await findKnowledge(
      { db, embedder: silent, clock },
      { shopId: 's', text: 'когда придёт заказ', asks: [] },
    )
    expect(found[0]?.unit.sourceId).toBe('delivery')
  })
  it('judges by the weights of the space, where it has its own that fit', async () => {
    const sure = [...MATTER_FEATURES, ...CHANCE_FEATURES].map((name) => (name === 'bias' ? 9 : 0))
    const ofSpace = eq(embeddingSpaces.id, hashEmbedder.space)
    await db.update(embeddingSpaces).set({ calibration: sure }).where(ofSpace)
    const trusted = (await search('столица Туркмении')).found
    await db
      .update(embeddingSpaces)
      .set({ calibration: [9, 9] })
      .where(ofSpace)
    const doubted = (await search('столица Туркмении')).found
    await db.update(embeddingSpaces).set({ calibration: null }).where(ofSpace)
    expect(trusted.length).toBeGreaterThan(0)
    for (const { score } of trusted) expect(score).toBeGreaterThan(0.99)
    for (const { score } of doubted) expect(score).toBeLessThan(0.3)
  })
  it('is surer of what the shop is asked than of what nobody asks a shop', async () => {
    const surest = async (text: string) =>
      Math.max(0, ...(await search(text)).found.map(({ score }) => score))
    const asked = ['Как мне вернуть товар?', 'когда придёт мой заказ', 'чехол на айфон 12 подойдёт?']
    const foreign = [
      'Кто написал «Войну и мир»?',
      'В каком году был заказан Аполлон-11?',
      'Столица Туркмении?',
    ]
    const least = Math.min(...(await Promise.all(asked.map(surest))))
    const most = Math.max(...(await Promise.all(foreign.map(surest))))
    expect(least).toBeGreaterThan(most + 0.2)
  })
})

describe('passages', () => {
  const partsOf = async (sourceId: string) =>
    (await db.select({ part: passages.part }).from(passages).where(eq(passages.sourceId, sourceId)))
      .map(({ part }) => part)
      .sort()
  it('are cut from long answers, and apart from products fact by fact', async () => {
    expect(await partsOf('long')).toEqual(['answer', 'answer-2', 'answer-3', 'answer-4', 'question'])
    expect(await partsOf('2000000001')).toEqual(['attribute:width', 'card', 'description', 'name', 'sizes'])
    expect(await partsOf('asked')).toEqual(['answer', 'past'])
    expect(await partsOf('retired')).toEqual([])
  })
  it('keep their vectors where their text stays', async () => {
    const one = SHOWN.long ?? content('?', '?')
    const more = { ...one, answerRu: `${one.answerRu} И открытку.` }
    await db.transaction((tx) =>
      upsertEntry(tx, { shopId: 's', id: 'long', content: more, changedBy: 'test', now: NOW }),
    )
    expect(await embedPending({ db, embedder: hashEmbedder })).toBe(1)
  })
})

it('two shops that know the same find the same, equals included', async () => {
  const twins = ['twin-1', 'twin-2']
  for (const shopId of twins) {
    await putShop(db, shopId)
    // Of one rank by their words, more of them than a ranking is read; of different likeness.
    const words = Array.from({ length: 90 }, (_, i) => `пункт${i}`)
    await db.transaction(async (tx) => {
      for (const [i, id] of words.entries())
        await upsertEntry(tx, {
          shopId,
          id,
          content: content(`Чем чистят самовар, ${words.slice(0, i).join(' ')}?`, `Ответ: ${id}.`),
          changedBy: 'test',
          now: NOW,
        })
    })
  }
  await embedPending({ db, embedder: hashEmbedder })
  const [first, second] = await Promise.all(twins.map((shopId) => idsOf('чем чистят самовар', { shopId })))
  expect(first?.length).toBeGreaterThan(3)
  expect(second).toEqual(first)
})
