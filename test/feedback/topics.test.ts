import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { conversations, messages } from '../../src/db/schema/conversations.ts'
import { heardTopics } from '../../src/db/schema/feedback.ts'
import { products } from '../../src/db/schema/knowledge.ts'
import type { Topic } from '../../src/domain/feedback/topics.ts'
import type { ProductTopics, TopicsPage } from '../../src/http/contracts/topics.ts'
import { digestMail } from '../../src/topics/render-digest.ts'
import { putShop } from '../factories/put-shop.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer } from '../support/test-server.ts'

const DAY_MS = 86_400_000
const NOW = Date.parse('2026-11-22T12:00:00Z')

describe('what buyers complain of over time', () => {
  let database: OpenDatabase
  let server: Awaited<ReturnType<typeof createTestServer>>
  let lead: { headers: Record<string, string> }
  let count = 0
  beforeAll(async () => {
    database = await createTestDatabase()
    const clock = { now: () => new Date(NOW) }
    server = await createTestServer(database, { deps: { clock } })
    server.pass(NOW - Date.now())
    lead = await server.asRole('lead')
    for (const shopId of ['warm', 'other']) {
      await putShop(database.db, shopId, {
        name: shopId === 'warm' ? 'Тёплый Ток' : 'Другая лавка',
        sellerId: '1',
        createdAt: new Date(NOW - 200 * DAY_MS),
      })
    }
    for (const [sku, nameRu] of [
      ['111', 'Комбинезон'],
      ['222', 'Чайник'],
    ] as const)
      await database.db
        .insert(products)
        .values({ shopId: 'warm', sku, offerId: sku, nameRu, updatedAt: new Date(NOW) })
    for (const ago of [0, 1, 1, 2, 3]) await review('warm', '111', ago, 2, [['zipper', `Молния, ${ago} дн.`]])
    await review('warm', '111', 40, 5, [])
    for (const ago of [2, 9, 16, 23, 30, 37])
      await review('warm', '222', ago, 3, [
        ['smell', 'Пахнет <b>*резиной*</b>'],
        ['packaging', 'Коробка мята'],
      ])
    await review('other', '999', 1, 1, [['fake', 'Подделка']])
  })
  afterAll(async () => {
    await server.close()
    await database.close()
  })

  async function review(
    shopId: string,
    sku: string,
    daysAgo: number,
    rating: number,
    topics: [Topic, string][],
  ) {
    const id = `${shopId}-${++count}`
    const at = new Date(NOW - daysAgo * DAY_MS)
    const common = { shopId, createdAt: at }
    await database.db.insert(conversations).values({
      ...common,
      id,
      channel: 'ozon-review',
      externalId: id,
      sku,
      rating,
      awaitingSince: at,
      lastMessageAt: at,
      lastBuyerMessageAt: at,
      lastBuyerText: topics.map(([, words]) => words).join(' '),
    })
    const message = { shopId, id: `m-${id}`, conversationId: id, externalId: id, seq: '1', text: 'отзыв' }
    await database.db
      .insert(messages)
      .values({ ...message, author: 'buyer', authorType: 'Customer', sentAt: at, receivedAt: at })
    for (const [topic, words] of topics)
      await database.db.insert(heardTopics).values({
        shopId,
        messageId: message.id,
        topic,
        conversationId: id,
        channel: 'ozon-review',
        sku,
        words,
        heardAt: at,
      })
  }

  const get = async (url: string, as = lead) => {
    const response = await server.app.inject({ method: 'GET', url, headers: as.headers })
    return { status: response.statusCode, headers: response.headers, text: response.body }
  }
  const read = async (query = ''): Promise<TopicsPage> => JSON.parse((await get(`/api/topics?${query}`)).text)
  const namesOf = (list: ProductTopics[]) => list.map(({ product }) => product.name)

  it('is told by product with the burst first, a number a day and the newest words', async () => {
    const page = await read('shopId=warm')
    expect(page).toMatchObject({ from: '2026-10-12', to: '2026-11-22', spikes: 1 })
    expect(namesOf(page.products)).toEqual(['Комбинезон', 'Чайник'])
    const [suit, kettle] = page.products
    expect(suit).toMatchObject({ reviews: 6, lowReviews: 5, complaints: 5 })
    expect(suit?.days.slice(-4)).toEqual([1, 1, 2, 1])
    expect(suit?.topics[0]).toMatchObject({
      topic: 'zipper',
      count: 5,
      spike: { from: '2026-11-19', to: '2026-11-22', count: 5 },
      quotes: [{ words: 'Молния, 0 дн.', channel: 'ozon-review' }, {}, {}, {}, {}],
    })
    expect(kettle?.topics.map(({ topic, spike }) => [topic, spike])).toEqual([
      ['smell', null],
      ['packaging', null],
    ])
  })

  it('covers as many days as asked for, and only the shop that is asked for', async () => {
    const week = await read('shopId=warm&days=7')
    expect(week.from).toBe('2026-11-16')
    expect(week.products.every(({ days }) => days.length === 7)).toBe(true)
    expect(namesOf((await read('shopId=other')).products)).toEqual(['999'])
    expect(namesOf((await read()).products)).toHaveLength(3)
    expect(namesOf((await read('shopId=nobody')).products)).toEqual([])
    for (const days of ['6', '78', 'x', '1.5'])
      expect((await get(`/api/topics?days=${days}`)).status).toBe(400)
  })

  it('is for leads and admins', async () => {
    const agent = await server.asRole('agent')
    for (const url of ['/api/topics', '/api/shops/warm/digest', '/api/shops/warm/digest.md'])
      expect((await get(url, agent)).status).toBe(403)
  })

  it('is told of a week, in three languages: causes with their words, the burst, what waits', async () => {
    const { text } = await get('/api/shops/warm/digest?day=2026-11-22&language=ru')
    const digest = JSON.parse(text)
    expect(digest).toMatchObject({ from: '2026-11-16', to: '2026-11-22' })
    const linesOf = (place: number) => digest.sections[place].lines
    expect(linesOf(0).map((one: { text: string }) => one.text)).toEqual([
      'Отзывов: 6 (неделей раньше 1)',
      'Средняя оценка: 2,2 (неделей раньше 3)',
      'С оценкой 1–3: 6 (неделей раньше 1)',
    ])
    expect(linesOf(1)[0]).toMatchObject({
      text: 'Молния, застёжка: 5 (неделей раньше 0), чаще всего — Комбинезон',
      quote: 'Молния, 0 дн.',
    })
    expect(linesOf(2)[0].text).toContain('5 с 19 ноября по 22 ноября')
    expect(linesOf(5)).toHaveLength(11)
    for (const language of ['zh', 'en']) {
      const other = JSON.parse((await get(`/api/shops/warm/digest?day=2026-11-22&language=${language}`)).text)
      expect(JSON.stringify(other.sections.map((one: { heading: string }) => one.heading))).not.toMatch(
        /[а-я]/,
      )
    }
    expect((await get('/api/shops/nobody/digest')).status).toBe(404)
    expect((await get('/api/shops/warm/digest?day=2026-13-45')).status).toBe(400)
  })

  it('is told of an empty week too', async () => {
    const digest = JSON.parse((await get('/api/shops/warm/digest?day=2020-01-01')).text)
    expect(digest.sections[1].lines).toEqual([{ text: 'Нет', quote: null, conversationId: null }])
  })

  it('is a file and a mail in which words of buyers are only words', async () => {
    const file = await get('/api/shops/warm/digest.md?day=2026-11-22')
    expect(file.headers['content-disposition']).toBe(
      'attachment; filename="otvet-week-2026-11-16-2026-11-22.md"',
    )
    expect(file.text).toContain('# Тёплый Ток: неделя 16 ноября — 22 ноября')
    expect(file.text).toContain('Пахнет \\<b\\>\\*резиной\\*')
    const digest = JSON.parse((await get('/api/shops/warm/digest?day=2026-11-22')).text)
    const mail = digestMail(digest, (id) => `https://otvet.test/inbox/warm/${id}?a=1&b=2`)
    expect(mail.html).not.toContain('<b>')
    expect(mail.html).toContain('&lt;b&gt;*резиной*')
    expect(mail.html).toContain('?a=1&amp;b=2')
    expect(mail.text).toContain('https://otvet.test/inbox/warm/')
    expect(mail.subject).toBe('Тёплый Ток: неделя 16 ноября — 22 ноября')
  })
})
