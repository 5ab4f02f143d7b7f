import { and, eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { putProduct } from '../../test/factories/put-product.ts'
import { putShop } from '../../test/factories/put-shop.ts'
import { createTestDatabase } from '../../test/support/test-database.ts'
import type { Database } from '../db/client.ts'
import type { OpenDatabase } from '../db/open-database.ts'
import { auditRecords } from '../db/schema/access.ts'
import { knowledgeVersions, passageEmbeddings, passages } from '../db/schema/knowledge.ts'
import { shops } from '../db/schema/shops.ts'
import type { Embedder } from '../llm/embedder.ts'
import { hashEmbedder, hashText } from '../llm/hash-embedder.ts'
import { embedPending } from './embed-pending.ts'
import { type EntryContent, entryContentSchema } from './entry-content.ts'
import { listEntries, loadEntry } from './read-entries.ts'
import { saveEntry, upsertEntry } from './save-entry.ts'
import { searchKnowledge } from './search-knowledge.ts'

const NOW = new Date('2026-11-22T10:00:00Z')
const clock = { now: () => NOW }
const actor = { id: 'lead' }
let opened: OpenDatabase
let db: Database

beforeAll(async () => {
  opened = await createTestDatabase()
  db = opened.db
})
beforeEach(async () => {
  for (const id of ['s', 'other']) {
    await putShop(db, id)
  }
})
afterEach(async () => {
  await db.delete(shops)
  await db.delete(auditRecords)
})
afterAll(() => opened.close())

const content = (questionRu: string, answerRu: string, more: Partial<EntryContent> = {}): EntryContent =>
  entryContentSchema.parse({ kind: 'faq', questionRu, answerRu, ...more })

const ENTRIES: Record<string, EntryContent> = {
  'return-how': content('Как вернуть товар?', 'Откройте заказ и нажмите «Вернуть товар». Срок — 7 дней.', {
    answerZh: '打开订单，点击退货。期限7天。',
    variants: ['хочу сдать обратно', 'оформить возврат'],
    topic: 'returns',
  }),
  'return-rfbs': content('Как вернуть товар, который вёз продавец?', 'Напишите нам, курьер заберёт.', {
    schemes: ['rFBS'],
  }),
  'delivery-when': content('Когда придёт заказ?', 'Дата указана в личном кабинете.', { topic: 'delivery' }),
  'wash-down': content('Как стирать пуховик?', 'При 30 °C с тремя мячиками.', { category: 'Пуховики' }),
  'old-sale': content('Есть ли скидка на ёлки?', 'Да, 20 %.', { validUntil: '2026-01-10T00:00:00Z' }),
  'warranty-brand': content('Какая гарантия на Zvenar?', 'Год со дня получения.', {
    kind: 'warranty',
    brand: 'Zvenar',
    warranty: {
      months: 12,
      startEvent: 'delivery',
      coverage: [{ ru: 'Не включается', zh: '无法开机' }],
      exclusions: [],
      serviceSteps: [{ ru: 'Напишите нам' }],
    },
    owner: 'Ли Вэй',
    reviewBy: '2027-01-10T00:00:00Z',
    questionEn: 'What is the warranty on Zvenar?',
  }),
  'begun-in-chinese': content('', '', {
    status: 'draft',
    questionZh: '可以开发票吗？',
    machineFilled: ['answerZh'],
  }),
  hidden: content('Сколько стоит подарочная упаковка?', 'Ещё не решено.', { status: 'draft' }),
}

async function fill(shopId = 's') {
  await db.transaction(async (tx) => {
    for (const [id, one] of Object.entries(ENTRIES)) {
      await upsertEntry(tx, { shopId, id, content: one, changedBy: 'test', now: NOW })
    }
  })
}
const search = (text: string, more: object = {}) =>
  searchKnowledge({ db, embedder: hashEmbedder, clock }, { shopId: 's', text, asks: [], ...more })

describe('an entry', () => {
  it('gets a version, passages and an audit row with every change, and nothing with the same content', async () => {
    const save = (one: EntryContent) =>
      db.transaction((tx) =>
        upsertEntry(tx, { shopId: 's', id: 'e', content: one, changedBy: 'lead', now: NOW }),
      )
    expect((await save(content('Вопрос?', 'Ответ.', { variants: ['иначе'] }))).outcome).toBe('created')
    expect((await save(content('Вопрос?', 'Ответ.', { variants: ['иначе'] }))).outcome).toBe('same')
    expect((await save(content('Вопрос?', 'Другой ответ.'))).entry.version).toBe(2)
    expect(await db.select().from(knowledgeVersions)).toHaveLength(2)
    expect((await db.select().from(auditRecords)).map((row) => row.action)).toEqual([
      'knowledge.created',
      'knowledge.changed',
    ])
    const parts = await db.select({ part: passages.part }).from(passages)
    expect(parts.map(({ part }) => part).sort()).toEqual(['answer', 'question'])
  })
  it('is not overwritten by who read an older version: the second is told', async () => {
    const save = (version: number, answerRu: string) =>
      saveEntry(
        { db, clock },
        { shopId: 's', id: 'e', content: { ...content('Вопрос?', answerRu), version }, actor },
      )
    await save(0, 'Раз.')
    await save(1, 'Два.')
    await expect(save(1, 'Три.')).rejects.toMatchObject({ kind: 'conflict', code: 'entry_moved' })
    await expect(save(0, 'Три.')).rejects.toMatchObject({ kind: 'conflict' })
    expect((await loadEntry(db, { shopId: 's', id: 'e' })).answerRu).toBe('Два.')
  })
  it('that two people make at once is made by one of them', async () => {
    const save = (answerRu: string) =>
      saveEntry(
        { db, clock },
        { shopId: 's', id: 'e', content: { ...content('Вопрос?', answerRu), version: 0 }, actor },
      )
    const results = await Promise.allSettled([save('Раз.'), save('Два.')])
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
  it.each([
    ['a live one without Russian', { answerRu: '' }, 'russian_required'],
    ['a live one that a machine wrote', { machineFilled: ['answerRu'] }, 'not_accepted'],
    ['one that says nothing', { status: 'draft', questionRu: '', answerRu: ' ' }, 'no_text'],
    ['a live warranty without terms', { kind: 'warranty', brand: 'Zvenar' }, 'warranty_required'],
    [
      'a live warranty that holds for nothing',
      { ...ENTRIES['warranty-brand'], brand: null },
      'scope_required',
    ],
    [
      'terms of a warranty in a policy',
      { ...ENTRIES['warranty-brand'], kind: 'policy' },
      'warranty_not_allowed',
    ],
    [
      'one that ends before it begins',
      { validFrom: '2026-02-01T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' },
      'dates_reversed',
    ],
  ] satisfies [string, Partial<EntryContent>, string][])('is refused: %s', async (_, more, code) => {
    const one = content('Вопрос?', 'Ответ.', more)
    await expect(
      db.transaction((tx) =>
        upsertEntry(tx, { shopId: 's', id: 'e', content: one, changedBy: 'lead', now: NOW }),
      ),
    ).rejects.toMatchObject({
      code: 'entry_incomplete',
      details: { problems: expect.arrayContaining([expect.objectContaining({ code })]) },
    })
  })
  it('is listed page by page and found by its words', async () => {
    await fill()
    const first = await listEntries(db, { scope: 'all', shopId: 's', limit: 5 })
    const second = await listEntries(db, {
      scope: 'all',
      shopId: 's',
      limit: 5,
      cursor: first.nextCursor ?? undefined,
    })
    expect([...first.entries, ...second.entries].map((entry) => entry.id)).toEqual(
      Object.keys(ENTRIES).sort(),
    )
    expect(first.total).toBe(8)
    expect(second.nextCursor).toBeNull()
    expect(
      (await listEntries(db, { scope: 'all', search: 'ПУХОВИК', limit: 9 })).entries.map((entry) => entry.id),
    ).toEqual(['wash-down'])
    expect((await listEntries(db, { scope: 'all', search: '100%_', limit: 9 })).entries).toEqual([])
    await expect(listEntries(db, { scope: 'all', limit: 4, cursor: 'zzz' })).rejects.toMatchObject({
      code: 'bad_cursor',
    })
  })
})

describe('embedding', () => {
  it('embeds what is new or changed, and only that', async () => {
    await fill()
    const first = await embedPending({ db, embedder: hashEmbedder })
    expect(first).toBe((await db.select().from(passages)).length)
    expect(await embedPending({ db, embedder: hashEmbedder })).toBe(0)
    const changed = { ...(ENTRIES['delivery-when'] ?? content('?', '?')), answerRu: 'Смотрите трек.' }
    await db.transaction((tx) =>
      upsertEntry(tx, { shopId: 's', id: 'delivery-when', content: changed, changedBy: 'test', now: NOW }),
    )
    expect(await embedPending({ db, embedder: hashEmbedder })).toBe(1)
  })
  it('can be stopped and taken up again', async () => {
    await fill()
    expect(await embedPending({ db, embedder: hashEmbedder }, 3)).toBe(3)
    await embedPending({ db, embedder: hashEmbedder })
    const [stored] = await db.select({ count: sql<number>`count(*)::int` }).from(passageEmbeddings)
    expect(stored?.count).toBe((await db.select().from(passages)).length)
  })
  it('gives no vector of an old text to a passage that changed meanwhile', async () => {
    await fill()
    const slow: Embedder = {
      ...hashEmbedder,
      embed: async (texts, kind) => {
        await db.update(passages).set({ textHash: 'newer' }).where(eq(passages.part, 'question'))
        return hashEmbedder.embed(texts, kind)
      },
    }
    await embedPending({ db, embedder: slow }, 20).catch(() => undefined)
    const questions = await db
      .select()
      .from(passageEmbeddings)
      .innerJoin(passages, and(eq(passages.id, passageEmbeddings.passageId), eq(passages.part, 'question')))
    expect(questions.every((row) => row.passage_embeddings.textHash === 'newer')).toBe(true)
  })
  it('keeps two spaces apart and refuses one whose dimensions changed', async () => {
    await fill()
    const short: Embedder = {
      space: 'short',
      dimensions: 8,
      embed: async (texts) =>
        texts.map((text) =>
          hashText(text)
            .slice(0, 8)
            .map((x) => x + 0.01),
        ),
    }
    await embedPending({ db, embedder: hashEmbedder })
    await embedPending({ db, embedder: short })
    expect((await search('как вернуть товар'))[0]?.entryId).toBe('return-how')
    const grown = { ...short, dimensions: 9 }
    const other = { db: Object.create(db) as Database, embedder: grown }
    await expect(embedPending(other)).rejects.toMatchObject({ code: 'embedding_dimensions_changed' })
  })
})

describe('search', () => {
  beforeEach(async () => {
    await fill()
    await fill('other')
    await embedPending({ db, embedder: hashEmbedder })
  })

  it.each([
    ['Здравствуйте! Подскажите, как вернуть товар?', 'return-how'],
    ['хочу сдать обраттно', 'return-how'],
    ['rfr dthyenm njdfh', 'return-how'],
    ['пуховик как стирать', 'wash-down'],
    ['когда придет заказ', 'delivery-when'],
  ])('finds what «%s» is about: %s', async (text, id) => {
    const [best] = await search(text)
    expect(best).toMatchObject({ entryId: id, id: 'k:1', version: 1, kind: 'passage' })
    expect(best?.score).toBeGreaterThan(0.3)
  })
  it('answers each ask of a turn with its own best entry', async () => {
    const found = await search('Как вернуть товар? И когда придёт заказ?', {
      asks: ['Как вернуть товар?', 'когда придёт заказ?'],
    })
    const bestOf = (ask: number) =>
      found.filter(({ askIndex }) => askIndex === ask).sort((a, b) => b.score - a.score)[0]?.entryId
    expect([bestOf(0), bestOf(1)]).toEqual(['return-how', 'delivery-when'])
    const byEntry = Map.groupBy(found, ({ entryId }) => entryId)
    for (const same of byEntry.values()) expect(new Set(same.map(({ id }) => id)).size).toBe(1)
  })
  it('is sure of nothing when asked what no shop knows', async () => {
    for (const text of ['Кто написал роман «Великий Гэтсби»?', 'столица Туркмении', '!!!', '']) {
      for (const { score } of await search(text)) expect(score).toBeLessThan(0.3)
    }
  })
  it('shows nothing of drafts, expired entries, other shops and other schemes', async () => {
    const seen = new Set<string | undefined>()
    for (const text of ['скидка на ёлки', 'сколько стоит подарочная упаковка', 'вернуть товар продавец']) {
      for (const { entryId } of await search(text, { scheme: 'FBO' })) seen.add(entryId)
    }
    expect([...seen].filter((id) => ['old-sale', 'hidden', 'return-rfbs'].includes(id ?? ''))).toEqual([])
    expect((await search('как вернуть товар, который вёз продавец', { scheme: 'rFBS' }))[0]?.entryId).toBe(
      'return-rfbs',
    )
    expect(
      await searchKnowledge(
        { db, embedder: hashEmbedder, clock },
        { shopId: 'empty', text: 'вернуть', asks: [] },
      ),
    ).toEqual([])
  })
  it('is less sure of what holds for one scheme while the scheme is unknown', async () => {
    const ask = 'Как вернуть товар, который вёз продавец?'
    const scoreOf = async (more: object) =>
      (await search(ask, more)).find(({ entryId }) => entryId === 'return-rfbs')?.score ?? 0
    expect(await scoreOf({})).toBeLessThan(await scoreOf({ scheme: 'rFBS' }))
  })
  it('reads the description of the product in question', async () => {
    await db.transaction((tx) =>
      putProduct(tx, {
        shopId: 's',
        now: NOW,
        content: {
          ...PRODUCT,
          descriptionRu: 'Куртка для города. Капюшон отстёгивается на кнопках.',
          descriptionZh: '城市夹克。帽子可拆。',
        },
      }),
    )
    const found = await search('капюшон отстегивается?', { sku: '123456789' })
    expect(found.find(({ id }) => id.startsWith('d:'))).toMatchObject({
      textRu: 'Капюшон отстёгивается на кнопках.',
      textZh: '帽子可拆。',
    })
  })
  it('takes quotes, operators and endless texts for what they are', async () => {
    for (const text of [
      `'; drop table passages; --`,
      'a & b | !c <-> (d',
      '\\',
      'слово '.repeat(3000),
      '😀',
      'C++ 100%',
    ]) {
      await expect(search(text)).resolves.toBeDefined()
    }
  })
})

const PRODUCT = {
  sku: '123456789',
  productId: null,
  offerId: 'JK-1',
  nameRu: 'Куртка',
  nameZh: null,
  brand: null,
  categoryRu: 'Куртки',
  categoryZh: null,
  descriptionRu: '',
  descriptionZh: null,
  attributes: [{ key: 'hood', name: { ru: 'Капюшон' }, value: true }],
  sizes: [{ label: '46', measures: { chest: '90–94', waist: '72–76' }, stock: 3 }],
  compatibility: [{ fits: true, other: { ru: 'Зимний подстёг', zh: '冬季内胆' } }],
  warranty: null,
  pictureUrl: null,
}
