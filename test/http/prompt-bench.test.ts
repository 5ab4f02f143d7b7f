import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { messages } from '../../src/db/schema/conversations.ts'
import { drafts, replies } from '../../src/db/schema/drafting.ts'
import { jobs } from '../../src/db/schema/jobs.ts'
import { modelCalls } from '../../src/db/schema/policy.ts'
import { shops } from '../../src/db/schema/shops.ts'
import { claimJobs } from '../../src/queue/claim-jobs.ts'
import { runJob } from '../../src/worker/worker.ts'
import { agentOf } from '../support/agent.ts'
import { answerOf, type BenchDesk, openBenchDesk } from '../support/bench-desk.ts'
import type { Scripted } from '../support/model-server.ts'
import { createTestDatabase } from '../support/test-database.ts'

let database: OpenDatabase
let desk: BenchDesk
let answer: (asked: { isCandidate: boolean; turn: string; thread: string }) => Scripted

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  answer = ({ isCandidate }) => answerOf(isCandidate ? 'Спасибо!' : 'Спасибо, что написали!')
  desk = await openBenchDesk(database, (asked) => answer(asked))
})
afterEach(async () => {
  await desk.close()
  // The next house must not do the work of this one.
  await database.db.delete(jobs)
  await database.db.delete(shops)
})

/** One claimed job and no more, as before a crash. */
async function workOnce(): Promise<void> {
  const { db, clock, handlers } = desk.house
  const claim = { queues: ['bench' as const], limit: 1, now: clock.now(), leaseMs: 60_000, workerId: 'w' }
  const [job] = await claimJobs(db, claim)
  if (job) await runJob({ db, clock, handlers }, job, 'w')
}

describe('the test bench of a prompt', () => {
  test('shows what a version would change, finding by finding, and stores and sends nothing', async () => {
    for (const words of ['Вопрос первый', 'Вопрос второй', 'Вопрос третий']) await desk.buyerAsks(words)
    const { db, shopId } = desk.house
    const before = await db.select().from(drafts).where(eq(drafts.shopId, shopId))
    answer = ({ isCandidate, turn }) => {
      if (isCandidate && turn.includes('второй'))
        return answerOf('Вопрос передали сотруднику магазина.', 'handover')
      if (isCandidate && turn.includes('третий')) return answerOf('Позвоните нам: +7 912 345-67-89.')
      return answerOf('Спасибо, что написали!')
    }
    const number = await desk.save()
    const { status, body } = await desk.start(number, { repeats: 2 })
    expect(status).toBe(200)
    expect(await desk.read(body.id)).toMatchObject({ bench: { status: 'running', cases: 3, done: 0 } })
    await desk.house.work()

    const { bench, summary } = await desk.read(body.id)
    expect(bench).toMatchObject({ status: 'done', done: 3, failed: 0, candidate: `own${number}`, live: 'v2' })
    expect(summary).toMatchObject({ compared: 3, changed: 2, toAbstention: 1, toAnswer: 0 })
    expect(summary.rules).toContainEqual({
      rule: 'phone',
      status: 'block',
      appeared: 1,
      gone: 0,
      quote: { en: expect.any(String), zh: expect.any(String), ru: expect.any(String) },
    })
    // Three cases, twice each: 100 tokens in and 20 out a call, at 1 and 2 a million.
    const side = {
      runs: 6,
      inputTokens: 600,
      outputTokens: 120,
      costMicros: 840,
      sameOutcome: 3,
      sameText: 3,
    }
    expect(summary.live).toMatchObject(side)
    expect(summary.candidate).toMatchObject({ ...side, repeated: 3, unusable: 0 })

    const { cases, total } = await desk.cases(body.id, 'to_abstention')
    expect(total).toBe(1)
    expect(cases[0]).toMatchObject({
      turn: 'Вопрос второй',
      live: [{ kind: 'acknowledge' }, {}],
      candidate: [{ kind: 'handover' }, {}],
    })
    expect((await desk.cases(body.id, 'new_findings')).cases[0].turn).toBe('Вопрос третий')
    expect((await desk.cases(body.id, 'failed')).total).toBe(0)

    expect(await db.select().from(drafts).where(eq(drafts.shopId, shopId))).toEqual(before)
    expect(await db.select().from(replies).where(eq(replies.shopId, shopId))).toEqual([])
    const calls = await db.select().from(modelCalls).where(eq(modelCalls.shopId, shopId))
    expect(calls).toHaveLength(12)
    expect(new Set(calls.map(({ purpose }) => purpose))).toEqual(new Set(['bench']))
    expect(
      calls.filter(({ promptVersion }) => promptVersion?.startsWith(`draft/own${number}@`)),
    ).toHaveLength(6)
  })

  test('is what makes a version tested: it is published without being asked once more', async () => {
    await desk.buyerAsks('Вопрос')
    const number = await desk.save()
    const publish = () =>
      desk.call('POST', '/api/prompts/draft/publish', {
        number,
        shops: [{ shopId: desk.house.shopId, release: 0 }],
        reason: 'tested',
      })
    expect(await publish()).toMatchObject({ status: 422 })
    await desk.start(number)
    await desk.house.work()
    expect(await publish()).toMatchObject({ status: 200 })
    const { versions } = (await desk.call('GET', '/api/prompts/draft/versions')).body
    expect(versions.find(({ key }: { key: string }) => key === `own${number}`).testedIn).toEqual([
      desk.house.shopId,
    ])
    // Live itself, it is compared with what is shipped.
    const { body } = await desk.start(number)
    expect((await desk.read(body.id)).bench).toMatchObject({ candidate: `own${number}`, live: 'v2' })
  })

  test('answers each turn as it stood then, whatever was said since', async () => {
    await desk.buyerAsks('Вопрос')
    const agent = agentOf(desk.house)
    await agent.approve(await agent.openFirst())
    await desk.house.advance(600_000)
    const sent = await database.db.select().from(messages).where(eq(messages.author, 'seller'))
    expect(sent.map(({ text }) => text)).toEqual(['Здравствуйте! Отвечаем: Вопрос'])
    const seen: string[] = []
    answer = ({ turn, thread }) => {
      seen.push(`${thread} | ${turn}`)
      return answerOf('Спасибо!')
    }
    const { body } = await desk.start(await desk.save())
    await desk.house.work()
    expect((await desk.read(body.id)).summary.compared).toBe(1)
    expect(seen).toHaveLength(2)
    for (const told of seen) {
      expect(told).toContain('Вопрос')
      expect(told).not.toContain('Отвечаем')
    }
  })

  test('goes on after a restart where it was, and runs once at a time', async () => {
    for (const words of ['Первый', 'Второй']) await desk.buyerAsks(words)
    const number = await desk.save()
    const [first, second] = await Promise.all([desk.start(number), desk.start(number)])
    expect([first.status, second.status].sort()).toEqual([200, 409])
    const { id } = first.status === 200 ? first.body : second.body
    await workOnce()
    expect((await desk.read(id)).bench).toMatchObject({ status: 'running', done: 1, cases: 2 })
    const asked = desk.model.requests.length
    await desk.house.work('another process')
    expect((await desk.read(id)).bench).toMatchObject({ status: 'done', done: 2 })
    expect(desk.model.requests.length - asked).toBe(2)
  })
})

describe('a run of the test bench ends by itself', () => {
  test('without a model: it is not begun, and says that prompts change nothing then', async () => {
    await desk.buyerAsks('Вопрос')
    const number = await desk.save()
    desk.takeModelAway()
    const { status, body } = await desk.start(number)
    expect(status).toBe(503)
    expect(body.error).toMatchObject({ code: 'no_model', message: expect.stringContaining('no effect') })
  })

  test('when the month’s money is spent', async () => {
    for (const words of ['Первый', 'Второй']) await desk.buyerAsks(words)
    // One case costs 2 × 140.
    desk.setBudget(250)
    const { body } = await desk.start(await desk.save())
    await desk.house.work()
    const { bench } = await desk.read(body.id)
    expect(bench).toMatchObject({ status: 'stopped', stopReason: 'model_budget_spent', done: 1 })
  })

  test('when the model fails three times in a row; that is no test', async () => {
    for (const words of ['Первый', 'Второй', 'Третий', 'Четвёртый']) await desk.buyerAsks(words)
    answer = () => ({ status: 401, message: 'bad key' })
    const number = await desk.save()
    const { body } = await desk.start(number)
    await desk.house.work()
    const { bench, summary } = await desk.read(body.id)
    expect(bench).toMatchObject({ status: 'stopped', failed: 3, done: 0 })
    expect(bench.stopReason).toMatch(/^model_/)
    expect(summary).toMatchObject({ compared: 0, changed: 0 })
    const { versions } = (await desk.call('GET', '/api/prompts/draft/versions')).body
    expect(versions.find(({ key }: { key: string }) => key === `own${number}`).testedIn).toEqual([])
  })

  test('when an admin ends it; an answer that comes too late changes nothing', async () => {
    for (const words of ['Первый', 'Второй']) await desk.buyerAsks(words)
    const { body } = await desk.start(await desk.save())
    await workOnce()
    expect(await desk.call('POST', `${desk.benches}/${body.id}/cancel`)).toMatchObject({ status: 200 })
    expect(await desk.call('POST', `${desk.benches}/${body.id}/cancel`)).toMatchObject({ status: 409 })
    await desk.house.work()
    expect((await desk.read(body.id)).bench).toMatchObject({ status: 'cancelled', done: 1 })
  })
})

test('a draft is written with the version that is live in its shop, and remembers it', async () => {
  const number = await desk.save()
  const { shopId, db } = desk.house
  const move = { number, shops: [{ shopId, release: 0 }], reason: 'now', acceptsUntested: true }
  expect(await desk.call('POST', '/api/prompts/draft/publish', move)).toMatchObject({ status: 200 })
  desk.draftWithModel()
  await desk.buyerAsks('Вопрос')
  expect(
    await desk.call('POST', `/api/shops/${shopId}/prompts/draft/roll-back`, { release: 1 }),
  ).toMatchObject({
    status: 200,
  })
  await desk.buyerAsks('Ещё вопрос')
  const made = await db.select().from(drafts).where(eq(drafts.shopId, shopId)).orderBy(drafts.id)
  expect(made.map(({ text }) => text)).toEqual(['Спасибо!', 'Спасибо, что написали!'])
  const [own, shipped] = made.map(({ promptVersion }) => promptVersion)
  expect(own).toMatch(new RegExp(`^draft/own${number}@[\\da-f]{12}$`))
  expect(shipped).toMatch(/^draft\/v\d+@/)
})

test('an answer that cannot be used counts against the version, not against the run', async () => {
  await desk.buyerAsks('Вопрос')
  answer = ({ isCandidate }) => (isCandidate ? answerOf('你好，谢谢。') : answerOf('Спасибо!'))
  const { body } = await desk.start(await desk.save())
  await desk.house.work()
  const { bench, summary } = await desk.read(body.id)
  expect(bench).toMatchObject({ status: 'done', done: 1 })
  expect(summary.candidate.unusable).toBe(1)
  expect((await desk.cases(body.id)).cases[0].candidate[0].unusable).toBe('invalid_output')
})

test('the bench is for admins, for shops that are there, and for what can be asked of it', async () => {
  const number = await desk.save()
  expect(await desk.start(number)).toMatchObject({ status: 422, body: { error: { code: 'no_cases' } } })
  expect(await desk.start(number, { cases: 201 })).toMatchObject({ status: 400 })
  expect(await desk.start(number, { repeats: 0 })).toMatchObject({ status: 400 })
  expect(await desk.start(999_999)).toMatchObject({ status: 404 })
  const order = { number, cases: 5, repeats: 1 }
  expect(await desk.call('POST', '/api/shops/not-ours/prompt-benches', order)).toMatchObject({ status: 404 })
  expect(await desk.call('GET', `${desk.benches}/not-there`)).toMatchObject({ status: 404 })
  const agent = await desk.server.asRole('agent')
  expect(await desk.call('POST', desk.benches, order, agent.headers)).toMatchObject({ status: 403 })
  // A run of one shop is not there for another.
  await desk.buyerAsks('Вопрос')
  const { body } = await desk.start(number, { categories: ['product_attribute'] })
  expect(await desk.call('GET', `/api/shops/not-ours/prompt-benches/${body.id}`)).toMatchObject({
    status: 404,
  })
  const none = await desk.start(number, { categories: ['warranty'] })
  expect(none).toMatchObject({ status: 409, body: { error: { code: 'bench_running' } } })
})
