import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bindFindings } from '../src/app/bind-findings.ts'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { auditRecords } from '../src/db/schema/access.ts'
import { jobs } from '../src/db/schema/jobs.ts'
import { knowledgeEntries, products } from '../src/db/schema/knowledge.ts'
import type { Finding, Findings } from '../src/http/contracts/findings.ts'
import { embedPending } from '../src/knowledge/embed-pending.ts'
import { type EntryContent, entryContentSchema } from '../src/knowledge/entry-content.ts'
import { checkFindings } from '../src/knowledge/findings/check-findings.ts'
import { productContentSchema } from '../src/knowledge/product-content.ts'
import { upsertEntry } from '../src/knowledge/save-entry.ts'
import { hashEmbedder } from '../src/llm/hash-embedder.ts'
import { claimJobs, completeJob } from '../src/queue/claim-jobs.ts'
import { enqueue } from '../src/queue/enqueue.ts'
import { createHandlers, type HandlerDeps } from '../src/worker/handlers.ts'
import { putProduct } from './factories/put-product.ts'
import { putShop } from './factories/put-shop.ts'
import { createTestDatabase } from './support/test-database.ts'
import { createTestServer, type TestServer } from './support/test-server.ts'

let database: OpenDatabase
let server: TestServer
let shopId: string
let shopCount = 0
let now = Date.parse('2026-11-22T10:00:00Z')
const clock = { now: () => new Date(now) }

beforeAll(async () => {
  database = await createTestDatabase()
  server = await createTestServer(database, { deps: { findings: bindFindings({ db: database.db, clock }) } })
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})
beforeEach(async () => {
  shopCount += 1
  shopId = `shop-${shopCount}`
  await putShop(database.db, shopId)
})

async function know(id: string, questionRu: string, answerRu: string, more: Partial<EntryContent> = {}) {
  now += 1_000
  const content = entryContentSchema.parse({ kind: 'faq', questionRu, answerRu, ...more })
  await database.db.transaction((tx) =>
    upsertEntry(tx, { shopId, id, content, changedBy: 'test', now: clock.now() }),
  )
}

async function sell(sku: string, more: object) {
  now += 1_000
  const content = productContentSchema.parse({ sku, offerId: sku, nameRu: 'Чайник Искра', ...more })
  await database.db.transaction((tx) => putProduct(tx, { shopId, content, now: clock.now() }))
}

async function check(limit?: number) {
  await embedPending({ db: database.db, embedder: hashEmbedder })
  now += 1_000
  // Without its limit of time: how far two seconds reach is not what most of these tests ask.
  const batch = { shopId, forMs: Number.POSITIVE_INFINITY, ...(limit === undefined ? {} : { limit }) }
  return checkFindings({ db: database.db, clock }, batch)
}

async function list(query = '', role: 'agent' | 'lead' = 'lead'): Promise<Findings> {
  const { headers } = await server.asRole(role)
  const url = `/api/findings?shopId=${shopId}${query}`
  const answer = await server.app.inject({ method: 'GET', url, headers })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

async function settle(
  { id }: Finding,
  verb: 'dismiss' | 'reopen',
  role: 'agent' | 'lead' = 'lead',
  reason = 'Так и надо',
) {
  const { headers } = await server.asRole(role)
  const url = `/api/findings/${shopId}/${id}/${verb}`
  return server.app.inject({ method: 'POST', url, headers, payload: { reason } })
}

const first = (findings: Finding[]): Finding => {
  const [finding] = findings
  if (!finding) throw new Error('nothing was found')
  return finding
}

const wordsOf = (finding: Finding) =>
  finding.differences.map(({ left, right }) => [
    finding.left.parts[left.part]?.slice(left.start, left.end),
    finding.right.parts[right.part]?.slice(right.start, right.end),
  ])

/** Two entries that contradict each other: 12 against 14 months. */
async function contradict() {
  await know('a', 'Какая гарантия на чайник?', 'Гарантия на чайник 12 месяцев.')
  await know('b', 'Сколько гарантия на чайник?', 'На чайник даём гарантию 14 месяцев.')
  await check()
}

describe('contradictions', () => {
  it('are shown with the words in which both sides differ', async () => {
    await contradict()
    const { findings, counts, waiting } = await list()
    expect(counts).toEqual({ contradictions: 1, duplicates: 0, dismissed: 0 })
    expect(waiting).toBe(0)
    expect(first(findings)).toMatchObject({
      kind: 'contradiction',
      left: { kind: 'entry', id: 'a', title: 'Какая гарантия на чайник?' },
      right: { kind: 'entry', id: 'b' },
      differences: [{ what: 'quantity' }],
    })
    expect(wordsOf(first(findings))).toEqual([['12 месяцев', '14 месяцев']])
  })

  it('are found between an entry and a card, its attribute, its warranty, what it fits', async () => {
    await know('power', 'Какая мощность у чайника?', 'Мощность чайника 1800 Вт.', { skus: ['1'] })
    await know('warranty', 'Какая гарантия на чайник?', 'Гарантия на чайник 2 года.', { skus: ['1'] })
    await know('fits', 'Подходит ли чайник для подставки П-5?', 'Чайник подходит для подставки П-5.', {
      skus: ['1'],
    })
    await sell('1', {
      attributes: [{ key: 'power_w', name: { ru: 'Мощность' }, value: 2200, unit: 'Вт' }],
      warranty: { months: 12, startEvent: 'delivery', coverage: [], exclusions: [], serviceSteps: [] },
      compatibility: [{ fits: false, other: { ru: 'подставки П-5' } }],
    })
    await check()
    const { findings } = await list()
    const pairs = findings.map(({ left, right }) => `${left.id} ${right.kind} ${right.id}`).toSorted()
    expect(pairs).toEqual(['fits product 1', 'power product 1', 'warranty warranty 1'])
  })

  it('stand in Chinese as well, as far as somebody wrote it', async () => {
    const zh = { questionZh: '水壶保修多久？', answerZh: '水壶保修 24 个月。' }
    await know('a', 'Какая гарантия на чайник?', 'Гарантия на чайник 2 года.', { skus: ['1'], ...zh })
    await sell('1', {
      nameZh: '水壶',
      warranty: { months: 12, startEvent: 'delivery', coverage: [], exclusions: [], serviceSteps: [] },
    })
    await check()
    expect(first((await list()).findings)).toMatchObject({
      left: { zh: { title: '水壶保修多久？', parts: { answer: '水壶保修 24 个月。' } } },
      right: { zh: { title: '水壶', parts: { warranty: '保修 12 个月，自收货之日起' } } },
    })
    await know('a', 'Какая гарантия на чайник?', 'Гарантия на чайник 2 года.', { skus: ['1'] })
    await check()
    expect(first((await list()).findings).left.zh).toBeNull()
  })

  it('are not seen between shops, nor where scopes never meet', async () => {
    await know('a', 'Когда отправите заказ?', 'Отправим за 1 день.', { schemes: ['FBS'] })
    await know('b', 'Когда отправите заказ?', 'Отправим за 3 дня.', { schemes: ['rFBS'] })
    await check()
    expect((await list()).findings).toEqual([])
    const other = shopId
    shopId = `${other}-2`
    await putShop(database.db, shopId, { name: 'x' })
    await know('c', 'Когда отправите заказ?', 'Отправим за 9 дней.')
    await check()
    expect((await list()).findings).toEqual([])
  })

  it('are gone when a side is corrected, retired or deleted', async () => {
    await contradict()
    await know('b', 'Сколько гарантия на чайник?', 'На чайник даём гарантию один год.')
    await check()
    expect((await list()).findings).toEqual([])
    expect((await list('&status=gone')).findings).toHaveLength(1)
    await know('b', 'Сколько гарантия на чайник?', 'На чайник даём гарантию 14 месяцев.')
    await check()
    expect((await list()).findings).toHaveLength(1)
    await know('b', 'Сколько гарантия на чайник?', 'На чайник даём гарантию 14 месяцев.', {
      status: 'retired',
    })
    await check()
    expect((await list()).findings).toEqual([])
    await know('b', 'Сколько гарантия на чайник?', 'На чайник даём гарантию 14 месяцев.')
    await check()
    expect((await list()).findings).toHaveLength(1)
    await database.db
      .delete(knowledgeEntries)
      .where(and(eq(knowledgeEntries.shopId, shopId), eq(knowledgeEntries.id, 'b')))
    await check()
    expect((await list()).findings).toEqual([])
  })

  it('of a card that is taken off sale are gone', async () => {
    await know('power', 'Какая мощность у чайника?', 'Мощность чайника 1800 Вт.', { skus: ['1'] })
    await sell('1', { attributes: [{ key: 'power_w', name: { ru: 'Мощность' }, value: 2200, unit: 'Вт' }] })
    await check()
    expect((await list()).findings).toHaveLength(1)
    await database.db.update(products).set({ retiredAt: clock.now() }).where(eq(products.shopId, shopId))
    await check()
    expect((await list()).findings).toEqual([])
  })
})

describe('near-duplicates', () => {
  it('are entries that answer the same with the same', async () => {
    const answer = 'Чек придёт на электронную почту сразу после оплаты заказа.'
    await know('a', 'Где взять чек на заказ?', answer)
    await know(
      'b',
      'Где взять чек на мой заказ?',
      'Чек на заказ придёт на электронную почту сразу после оплаты.',
    )
    await know('c', 'Как вернуть товар?', 'Оформите возврат в личном кабинете.')
    await check()
    const { findings, counts } = await list()
    expect(counts).toMatchObject({ contradictions: 0, duplicates: 1 })
    expect(first(findings)).toMatchObject({ kind: 'duplicate', left: { id: 'a' }, right: { id: 'b' } })
    expect(first(findings).likeness).toBeGreaterThan(0.7)
  })
})

describe('a finding put aside', () => {
  it('stays so through every check, with who and why, until a text changes', async () => {
    await contradict()
    const finding = first((await list()).findings)
    const answer = await settle(finding, 'dismiss', 'lead', 'Разные партии')
    expect(answer.statusCode).toBe(200)
    expect(answer.json().finding).toMatchObject({
      status: 'dismissed',
      settledReason: 'Разные партии',
      settledBy: { name: 'lead' },
    })
    const lead = await server.asRole('lead')
    const run = await server.app.inject({
      method: 'POST',
      url: `/api/findings/${shopId}/run`,
      headers: lead.headers,
    })
    expect(run.statusCode).toBe(202)
    expect((await list()).waiting).toBe(2)
    await check()
    expect((await list()).findings).toEqual([])
    expect((await list('&status=dismissed')).findings).toHaveLength(1)

    // A change beside the matter is a change all the same: the person judged other words.
    await know('a', 'Какая гарантия на чайник?', 'Гарантия на чайник 12 месяцев. Чек не нужен.')
    await check()
    expect(first((await list()).findings)).toMatchObject({
      id: finding.id,
      settledBy: null,
      settledReason: null,
    })
  })

  it('can be taken back; both are on record', async () => {
    await contradict()
    const finding = first((await list()).findings)
    await settle(finding, 'dismiss')
    expect((await settle(finding, 'reopen', 'lead', 'Ошибся')).statusCode).toBe(200)
    expect((await list()).counts).toMatchObject({ contradictions: 1, dismissed: 0 })
    const records = await database.db
      .select()
      .from(auditRecords)
      .where(eq(auditRecords.subject, `finding/${finding.id}`))
    expect(records.map(({ action }) => action).toSorted()).toEqual(['finding.dismissed', 'finding.reopened'])
  })

  it('of two people settling at once only one settles', async () => {
    await contradict()
    const finding = first((await list()).findings)
    const answers = await Promise.all([settle(finding, 'dismiss'), settle(finding, 'dismiss')])
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
  })

  it('is for leads and admins; agents may look', async () => {
    await contradict()
    const finding = first((await list('', 'agent')).findings)
    expect((await settle(finding, 'dismiss', 'agent')).statusCode).toBe(403)
    const agent = await server.asRole('agent')
    const run = await server.app.inject({
      method: 'POST',
      url: `/api/findings/${shopId}/run`,
      headers: agent.headers,
    })
    expect(run.statusCode).toBe(403)
    expect((await server.app.inject({ method: 'GET', url: '/api/findings' })).statusCode).toBe(401)
  })

  it('needs a reason and must be there', async () => {
    await contradict()
    const finding = first((await list()).findings)
    expect((await settle(finding, 'dismiss', 'lead', '')).statusCode).toBe(400)
    expect((await settle({ ...finding, id: 'nothing' }, 'dismiss')).statusCode).toBe(404)
    const lead = await server.asRole('lead')
    const run = await server.app.inject({
      method: 'POST',
      url: '/api/findings/nowhere/run',
      headers: lead.headers,
    })
    expect(run.statusCode).toBe(404)
  })
})

describe('the list', () => {
  it('comes page by page, by kind and by source; a foreign cursor is refused', async () => {
    for (let i = 0; i < 4; i++)
      await know(`e${i}`, 'Какая гарантия на чайник?', `Гарантия на чайник ${12 + i * 5} месяцев.`)
    await check()
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Findings = await list(`&limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      expect(page.findings.length).toBeLessThanOrEqual(2)
      seen.push(...page.findings.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor)
    expect(new Set(seen).size).toBe(6)
    expect((await list('&kind=duplicate')).findings).toEqual([])
    expect((await list('&source=entry:e0')).findings).toHaveLength(3)
    const { headers } = await server.asRole('lead')
    const bad = await server.app.inject({ method: 'GET', url: '/api/findings?cursor=nonsense', headers })
    expect(bad.statusCode).toBe(422)
  })
})

describe('the job', () => {
  it('looks only at what changed', async () => {
    await contradict()
    expect(await check()).toEqual({ checked: 0, more: false })
    await know('c', 'Есть ли чек?', 'Чек есть.')
    expect(await check()).toEqual({ checked: 1, more: false })
  })

  it('goes on where it stopped', async () => {
    for (let i = 0; i < 5; i++) await know(`e${i}`, `Вопрос номер ${i}`, 'Ответ.')
    expect(await check(2)).toEqual({ checked: 2, more: true })
    expect(await check(2)).toEqual({ checked: 2, more: true })
    expect(await check(2)).toEqual({ checked: 1, more: false })
  })

  it('ends a batch by the clock, not before one source is done', async () => {
    for (let i = 0; i < 3; i++) await know(`e${i}`, `Вопрос номер ${i}`, 'Ответ.')
    const batch = () => checkFindings({ db: database.db, clock }, { shopId, forMs: 0 })
    expect(await batch()).toEqual({ checked: 1, more: true })
    await batch()
    expect(await batch()).toEqual({ checked: 1, more: false })
  })

  it('lets a poll go before its next batch', async () => {
    for (let i = 0; i < 101; i++) await know(`e${i}`, `Вопрос номер ${i}`, 'Ответ.')
    const { db } = database
    const queues = ['findings', 'poll'] as const
    const claim = async () => {
      const [job] = await claimJobs(db, {
        queues,
        limit: 1,
        now: clock.now(),
        leaseMs: 60_000,
        workerId: 'w',
      })
      return job
    }
    await db.execute(sql`delete from jobs`)
    await enqueue(db, { queue: 'findings', key: shopId, payload: { shopId }, now: clock.now() })
    const first = await claim()
    now += 1_000
    await enqueue(db, { queue: 'poll', key: shopId, payload: { shopId }, now: clock.now() })
    const { findings } = createHandlers({ db, clock } as HandlerDeps)
    await findings({ shopId })
    if (first) await completeJob(db, { job: first, workerId: 'w' })
    expect([first?.queue, (await claim())?.queue, (await claim())?.queue]).toEqual([
      'findings',
      'poll',
      undefined,
    ])
    now += 1_000
    expect((await claim())?.queue).toBe('findings')
    await db.execute(sql`delete from jobs`)
  })

  it('may run twice at once: each pair is told once', async () => {
    for (let i = 0; i < 4; i++)
      await know(`e${i}`, 'Какая гарантия на чайник?', `Гарантия на чайник ${12 + i * 5} месяцев.`)
    await embedPending({ db: database.db, embedder: hashEmbedder })
    const run = () => checkFindings({ db: database.db, clock }, { shopId, forMs: Number.POSITIVE_INFINITY })
    await Promise.all([run(), run(), run()])
    expect((await list()).counts.contradictions).toBe(6)
    expect((await list()).waiting).toBe(0)
  })

  it('is asked for once a run', async () => {
    await contradict()
    const { headers } = await server.asRole('lead')
    const run = () => server.app.inject({ method: 'POST', url: `/api/findings/${shopId}/run`, headers })
    await Promise.all([run(), run()])
    const waiting = await database.db
      .select()
      .from(jobs)
      .where(and(eq(jobs.queue, 'findings'), eq(jobs.key, shopId)))
    expect(waiting).toHaveLength(1)
    await database.db.execute(sql`delete from jobs where key = ${shopId}`)
  })
})
